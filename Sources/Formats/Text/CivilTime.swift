/// A moment in UTC split into calendar fields (proleptic Gregorian), for the text formats of this module.
///
/// Moments outside the years 1–9999 are clamped: no format here can write them.
struct CivilTime: Equatable {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int

    /// - Parameter seconds: seconds since 1970-01-01T00:00:00Z.
    init(seconds: Int64) {
        let clamped = min(max(seconds, -62_135_596_800), 253_402_300_799)
        var days = clamped / 86_400
        var rest = clamped % 86_400
        if rest < 0 {
            rest += 86_400
            days -= 1
        }
        (year, month, day) = Self.date(dayNumber: Int(days))
        hour = Int(rest) / 3_600
        minute = Int(rest) % 3_600 / 60
        second = Int(rest) % 60
    }

    /// "2026-05-03T18:30:00Z" (RFC 3339).
    var rfc3339: String {
        "\(padded(year, 4))-\(padded(month))-\(padded(day))T\(padded(hour)):\(padded(minute)):\(padded(second))Z"
    }

    /// "20260503T183000Z" (RFC 5545 §3.3.5, form 2).
    var basic: String {
        "\(padded(year, 4))\(padded(month))\(padded(day))T\(padded(hour))\(padded(minute))\(padded(second))Z"
    }

    /// "Sun, 03 May 2026 18:30:00 +0000" (RFC 5322 §3.3).
    var rfc5322: String {
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let weekday = weekdays[Self.weekday(dayNumber: Self.dayNumber(year, month, day))]
        let date = "\(weekday), \(padded(day)) \(names[month - 1]) \(padded(year, 4))"
        return "\(date) \(padded(hour)):\(padded(minute)):\(padded(second)) +0000"
    }

    /// Days since 1970-01-01. Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The inverse of ``dayNumber(_:_:_:)``.
    static func date(dayNumber: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// 0 is Monday, 6 is Sunday.
    static func weekday(dayNumber: Int) -> Int {
        let remainder = (dayNumber + 3) % 7
        return remainder < 0 ? remainder + 7 : remainder
    }
}

/// Decimal digits with zeros in front, for dates and times.
func padded(_ value: Int, _ width: Int = 2) -> String {
    let digits = String(value)
    return digits.count >= width ? digits : String(repeating: "0", count: width - digits.count) + digits
}
