import Core

/// The numbers with which Excel writes days: days since 30 December 1899, from 1 March 1900 on.
///
/// Source: ECMA-376 part 1, 18.17.4. The system counts a 29 February 1900 that never was, so that the two months before
/// are one lower; workbooks from old Macs count from 1 January 1904.
enum ExcelDate {
    private static let epoch = -25_569
    private static let march1900 = -25_508

    static func serial(_ day: Day) -> Double? {
        guard day.number >= march1900, day.year <= 9999 else { return nil }
        return Double(day.number - epoch)
    }

    static func serial(_ moment: Moment) -> Double? {
        let days = Int((Double(moment.milliseconds) / 86_400_000).rounded(.down))
        guard let serial = serial(Day(number: days)) else { return nil }
        return serial + Double(moment.milliseconds - Int64(days) * 86_400_000) / 86_400_000
    }

    /// A day, or a day with a time; nothing outside the years that Excel shows, and for a time without a day.
    static func value(_ serial: Double, from1904: Bool) -> ImportedCell? {
        guard serial.isFinite, serial >= 1, serial < 2_958_466 else { return nil }
        let whole = serial.rounded(.down)
        let shift = from1904 ? 1_462 : whole < 60 ? 1 : 0
        let day = Day(number: epoch + Int(whole) + shift)
        guard day.year <= 9999 else { return nil }
        // To the second: the fraction of a day is not exact.
        let seconds = Int64(((serial - whole) * 86_400).rounded())
        if seconds == 0 { return .day(day) }
        return .moment(Moment(seconds: Int64(day.number) * 86_400 + seconds))
    }
}
