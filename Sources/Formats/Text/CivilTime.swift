import Core

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
        (year, month, day) = Day(number: Int(days)).parts
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
        let weekday = weekdays[(Day(year: year, month: month, day: day) ?? Day(number: 0)).weekday]
        let date = "\(weekday), \(padded(day)) \(names[month - 1]) \(padded(year, 4))"
        return "\(date) \(padded(hour)):\(padded(minute)):\(padded(second)) +0000"
    }
}

/// Decimal digits with zeros in front, for dates and times.
func padded(_ value: Int, _ width: Int = 2) -> String {
    let digits = String(value)
    return digits.count >= width ? digits : String(repeating: "0", count: width - digits.count) + digits
}
