/// Legal time in the Netherlands as a calendar file describes it; `DutchTime` reckons with it.
enum CalendarZone {
    static let name = "Europe/Amsterdam"

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
