import Formats
import Testing

struct ICalendarTests {
    private func event(_ span: ICalendar.Span, summary: String = "Koffie", weekly: ICalendar.Weekly? = nil) -> String {
        let event = ICalendar.Event(uid: "1@x.nl", stamp: 0, span: span, summary: summary, weekly: weekly)
        return ICalendar(name: "Inzet", events: [event]).text
    }

    @Test func aWholeCalendar() {
        let event = ICalendar.Event(
            uid: "v12@inzet.example", stamp: 1_700_000_000, span: .moments(start: 1_800_000_000, end: 1_800_003_600),
            summary: "Taalcafé: praten, lezen; schrijven", description: "Regel 1\r\nRegel 2 \\ 3",
            location: "Buurthuis", url: "https://inzet.example/v/12", isCancelled: true)
        let lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Inzet//NL", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "X-WR-CALNAME:Mijn\\, inzet", "BEGIN:VEVENT", "UID:v12@inzet.example", "DTSTAMP:20231114T221320Z",
            "DTSTART:20270115T080000Z", "DTEND:20270115T090000Z", "SUMMARY:Taalcafé: praten\\, lezen\\; schrijven",
            "DESCRIPTION:Regel 1\\nRegel 2 \\\\ 3", "LOCATION:Buurthuis", "URL:https://inzet.example/v/12",
            "STATUS:CANCELLED", "END:VEVENT", "END:VCALENDAR", "",
        ]
        #expect(ICalendar(name: "Mijn, inzet", events: [event]).text == lines.joined(separator: "\r\n"))
    }

    @Test func theLastDayIsIncluded() {
        let first = ICalendar.Day(year: 2028, month: 2, day: 28)
        let text = event(.days(first: first, last: .init(year: 2028, month: 2, day: 29)))
        #expect(text.contains("DTSTART;VALUE=DATE:20280228\r\nDTEND;VALUE=DATE:20280301\r\n"))
        #expect(
            event(.days(first: first, last: .init(year: 1, month: 1, day: 1))).contains("DTEND;VALUE=DATE:20280229"))
    }

    @Test func aWeeklyEventStaysOnTheClock() {
        let span = ICalendar.Span.clock(
            day: .init(year: 2026, month: 10, day: 20), startMinute: 19 * 60, endMinute: 25 * 60)
        func rule(until day: Int) -> String {
            event(
                span,
                weekly: .init(interval: 2, days: [.tuesday, .friday], until: .init(year: 2026, month: 10, day: day)))
        }
        #expect(rule(until: 24).contains("DTSTART;TZID=Europe/Amsterdam:20261020T190000\r\n"))
        #expect(rule(until: 24).contains("DTEND;TZID=Europe/Amsterdam:20261021T010000\r\n"))
        #expect(rule(until: 24).contains("RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20261024T170000Z;BYDAY=TU,FR\r\n"))
        // Winter time starts on 25 October 2026.
        #expect(rule(until: 25).contains("UNTIL=20261025T180000Z"))
        #expect(rule(until: 25).contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Amsterdam\r\n"))
    }

    @Test func noValueStartsAnotherLine() {
        let text = event(.moments(start: 0, end: nil), summary: "a\r\nEND:VCALENDAR\n\u{0}\u{85}\rb")
        #expect(text.contains("SUMMARY:a\\nEND:VCALENDAR\\n\\nb\r\n"))
        let hostile = ICalendar.Event(
            uid: "1\r\nX:1", stamp: 0, span: .moments(start: 0, end: nil), summary: "", url: "https://x\r\nX:1")
        let count = ICalendar(name: "", events: [hostile]).text.utf8.count { $0 == 0x0A }
        let plain = ICalendar.Event(
            uid: "1", stamp: 0, span: .moments(start: 0, end: nil), summary: "", url: "https://x")
        #expect(count == ICalendar(name: "", events: [plain]).text.utf8.count { $0 == 0x0A })
    }

    @Test func absurdMomentsAreClamped() {
        #expect(event(.moments(start: .min, end: .max)).contains("DTSTART:00010101T000000Z\r\nDTEND:99991231T235959Z"))
        _ = event(.clock(day: .init(year: .max, month: .min, day: .max), startMinute: .max, endMinute: .min))
    }

    @Test func linesFoldBetweenCharactersAndUnfoldAgain() {
        var random = Seeded(2)
        for _ in 0..<300 {
            let summary = random.text(["a", "é", "€", "👋", " ", "woord "], upTo: 120)
            let bytes = Array(event(.moments(start: 0, end: nil), summary: summary).utf8)
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            #expect(lines.allSatisfy { $0.count <= 76 })
            #expect(lines.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
            let text = String(decoding: bytes, as: UTF8.self)
            let unfolded = text.split(separator: "\r\n ", omittingEmptySubsequences: false).joined()
            #expect(unfolded.contains("SUMMARY:\(summary)\r\n"))
        }
    }
}
