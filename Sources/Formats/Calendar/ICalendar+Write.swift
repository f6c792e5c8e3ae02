import Core

extension ICalendar {
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package var bytes: [UInt8] {
        var lines = ContentLines()
        lines.add("BEGIN", "VCALENDAR")
        lines.add("VERSION", "2.0")
        lines.add("PRODID", text: product)
        lines.add("CALSCALE", "GREGORIAN")
        lines.add("METHOD", "PUBLISH")
        lines.add("X-WR-CALNAME", text: name)
        if events.contains(where: \.isOnClock) { CalendarZone.writeZone(to: &lines) }
        for event in events { event.write(to: &lines) }
        lines.add("END", "VCALENDAR")
        return lines.output
    }
}

extension ICalendar.Event {
    fileprivate var isOnClock: Bool {
        if case .clock = span { true } else { false }
    }

    fileprivate func write(to lines: inout ContentLines) {
        lines.add("BEGIN", "VEVENT")
        lines.add("UID", text: uid)
        lines.add("DTSTAMP", CivilTime(seconds: stamp).basic)
        writeSpan(to: &lines)
        if let weekly { lines.add("RRULE", rule(weekly)) }
        lines.add("SUMMARY", text: summary)
        if let description { lines.add("DESCRIPTION", text: description) }
        if let location { lines.add("LOCATION", text: location) }
        if let url { lines.add("URL", url) }
        if isCancelled { lines.add("STATUS", "CANCELLED") }
        lines.add("END", "VEVENT")
    }

    private func writeSpan(to lines: inout ContentLines) {
        switch span {
        case .moments(let start, let end):
            lines.add("DTSTART", CivilTime(seconds: start).basic)
            if let end { lines.add("DTEND", CivilTime(seconds: max(start, end)).basic) }
        case .days(let first, let last):
            // DTEND is the first day after the event (RFC 5545 §3.6.1).
            let after = max(first.number, last.number) + 1
            lines.add("DTSTART;VALUE=DATE", ICalendar.Day(number: first.number).basic)
            lines.add("DTEND;VALUE=DATE", ICalendar.Day(number: after).basic)
        case .clock(let day, let startMinute, let endMinute):
            lines.add("DTSTART;TZID=\(CalendarZone.name)", day.basic(minute: startMinute))
            lines.add("DTEND;TZID=\(CalendarZone.name)", day.basic(minute: max(startMinute, endMinute)))
        }
    }

    /// UNTIL has the type of DTSTART: a day for days, else UTC (RFC 5545 §3.3.10).
    private func rule(_ weekly: ICalendar.Weekly) -> String {
        var rule = "FREQ=WEEKLY"
        if weekly.interval > 1 { rule += ";INTERVAL=\(weekly.interval)" }
        if let until = weekly.until {
            switch span {
            case .days: rule += ";UNTIL=\(ICalendar.Day(number: until.number).basic)"
            case .moments: rule += ";UNTIL=\(CivilTime(seconds: until.seconds + 86_399).basic)"
            case .clock(_, let startMinute, _):
                let moment = DutchTime.moment(
                    Core.Day(number: until.number), minute: ICalendar.Day.bounded(startMinute))
                rule += ";UNTIL=\(CivilTime(seconds: moment.seconds).basic)"
            }
        }
        if !weekly.days.isEmpty { rule += ";BYDAY=" + weekly.days.map(\.rawValue).joined(separator: ",") }
        return rule
    }
}

extension ICalendar.Day {
    /// Fields out of range move on, as in "31 April" = 1 May; absurd years are clamped to 1–9999.
    var number: Int {
        let first = Core.Day(year: min(max(year, 1), 9_999), month: min(max(month, 1), 12), day: 1)
        return (first ?? Core.Day(number: 0)).number + min(max(day, 1), 31) - 1
    }

    init(number: Int) {
        let (year, month, day) = Core.Day(number: number).parts
        self.init(year: year, month: month, day: day)
    }

    var seconds: Int64 { Int64(number) * 86_400 }

    var basic: String { padded(year, 4) + padded(month) + padded(day) }

    /// At most two weeks, so that no sum overflows.
    static func bounded(_ minute: Int) -> Int { min(max(minute, 0), 14 * 1_440) }

    /// Minutes beyond midnight fall on the next day.
    func basic(minute: Int) -> String {
        let minute = Self.bounded(minute)
        let date = ICalendar.Day(number: number + minute / 1_440).basic
        return date + "T" + padded(minute % 1_440 / 60) + padded(minute % 60) + "00"
    }
}
