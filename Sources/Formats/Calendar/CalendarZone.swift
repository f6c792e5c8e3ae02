/// Legal time in the Netherlands: one hour before UTC, two from the last Sunday of March to that of October.
///
/// Source: Directive 2000/84/EC, in force in this form since 1996.
enum CalendarZone {
    static let name = "Europe/Amsterdam"

    /// The moment at which a Dutch clock shows this, in seconds since 1970.
    ///
    /// The hour that the clock skips in March counts as if it had not been put forward yet; the hour it shows twice in
    /// October counts the first time.
    static func utc(day: ICalendar.Day, minute: Int) -> Int64 {
        let local = day.seconds + Int64(min(max(minute, 0), 14 * 1_440)) * 60
        let summer = local - 7_200
        return isSummer(summer) ? summer : local - 3_600
    }

    private static func isSummer(_ moment: Int64) -> Bool {
        let year = CivilTime(seconds: moment).year
        return moment >= lastSunday(year, 3) + 3_600 && moment < lastSunday(year, 10) + 3_600
    }

    /// Midnight UTC of the last Sunday of a month of 31 days.
    private static func lastSunday(_ year: Int, _ month: Int) -> Int64 {
        let last = CivilTime.dayNumber(year, month, 31)
        return Int64(last - (CivilTime.weekday(dayNumber: last) + 1) % 7) * 86_400
    }

    /// The definition that a calendar needs to understand `TZID=Europe/Amsterdam` (RFC 5545 §3.6.5).
    static func writeZone(to lines: inout ContentLines) {
        lines.add("BEGIN", "VTIMEZONE")
        lines.add("TZID", name)
        lines.add("BEGIN", "DAYLIGHT")
        lines.add("DTSTART", "19810329T020000")
        lines.add("RRULE", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
        lines.add("TZOFFSETFROM", "+0100")
        lines.add("TZOFFSETTO", "+0200")
        lines.add("TZNAME", "CEST")
        lines.add("END", "DAYLIGHT")
        lines.add("BEGIN", "STANDARD")
        lines.add("DTSTART", "19961027T030000")
        lines.add("RRULE", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")
        lines.add("TZOFFSETFROM", "+0200")
        lines.add("TZOFFSETTO", "+0100")
        lines.add("TZNAME", "CET")
        lines.add("END", "STANDARD")
        lines.add("END", "VTIMEZONE")
    }
}
