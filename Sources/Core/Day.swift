/// A calendar day without a time, in the Gregorian calendar.
package struct Day: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01; negative before it.
    package var number: Int

    package init(number: Int) { self.number = number }

    /// The day with this year, month (1–12) and day of the month, or `nil` when the calendar has no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    /// Reads `2026-11-21`. Lists of thousands go through here, so it reads bytes in place.
    package init?(iso: String) {
        var iso = iso
        guard let (year, month, day) = iso.withUTF8({ Self.digits($0) }) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    private static func digits(_ bytes: UnsafeBufferPointer<UInt8>) -> (year: Int, month: Int, day: Int)? {
        guard bytes.count == 10 else { return nil }
        guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for index in range {
                guard (48...57).contains(bytes[index]) else { return nil }
                value = value * 10 + Int(bytes[index] - 48)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        return (year, month, day)
    }

    /// Year, month and day of the month.
    package var parts: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let civil = month < 10 ? month + 3 : month - 9
        return (yearOfEra + era * 400 + (civil <= 2 ? 1 : 0), civil, dayOfYear - (153 * month + 2) / 5 + 1)
    }

    package var iso: String {
        let (year, month, day) = parts
        let text = String(year)
        return String(repeating: "0", count: max(0, 4 - text.count)) + text + "-" + pad2(month) + "-" + pad2(day)
    }

    package var year: Int { parts.year }

    /// Monday is 0, Sunday is 6.
    package var weekday: Int { ((number + 3) % 7 + 7) % 7 }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
    package static func + (left: Self, days: Int) -> Self { Day(number: left.number + days) }
    package static func - (left: Self, days: Int) -> Self { Day(number: left.number - days) }
    package static func - (left: Self, right: Self) -> Int { left.number - right.number }

    /// The first day of this day's month, and of the month `months` further.
    package func firstOfMonth(adding months: Int = 0) -> Day {
        let (year, month, _) = parts
        let total = year * 12 + month - 1 + months
        return Day(year: total / 12, month: total % 12 + 1, day: 1) ?? self
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
