import Community
import Core
import Formats
import Storage

/// The vacancy for someone's own calendar.
enum VacancyCalendarFile {
    /// One event, or `nil` when the vacancy has no first day.
    static func file(_ view: VacancyView, origin: String, t: Texts) -> ICalendar? {
        let vacancy = view.vacancy
        let weekly = vacancy.rhythm == .regular ? weekly(vacancy) : nil
        guard let first = vacancy.firstDay.map({ firstTime(vacancy, from: $0, weekly != nil) }) else { return nil }
        let comesBack = vacancy.rhythm == .regular || vacancy.rhythm == .flexible
        let last = comesBack ? first : vacancy.lastDay ?? first
        let event = ICalendar.Event(
            uid: "vacature-\(vacancy.number)@" + host(origin), stamp: vacancy.updatedAt.seconds,
            span: .days(first: day(first), last: day(last)), summary: vacancy.title,
            description: [view.organisation.name, vacancy.timeText].filter { !$0.isEmpty }.joined(separator: "\n"),
            location: VacancyWords.place(vacancy, municipality: view.municipality, t), url: origin + vacancy.path,
            weekly: weekly)
        return ICalendar(name: vacancy.title, events: [event])
    }

    /// The first event of a series must be on one of its weekdays (RFC 5545 §3.8.5.3).
    private static func firstTime(_ vacancy: Vacancy, from day: Day, _ isWeekly: Bool) -> Day {
        guard isWeekly else { return day }
        return (0..<7).map { day + $0 }.first { works(vacancy, weekday: $0.weekday) } ?? day
    }

    private static func works(_ vacancy: Vacancy, weekday: Int) -> Bool {
        vacancy.moments.bits & (0xF << UInt32(weekday * 4)) != 0
    }

    private static func weekly(_ vacancy: Vacancy) -> ICalendar.Weekly? {
        let days = ICalendar.Weekly.Weekday.allCases.enumerated().filter { index, _ in works(vacancy, weekday: index) }
            .map(\.element)
        return days.isEmpty ? nil : ICalendar.Weekly(days: days, until: vacancy.lastDay.map(day))
    }

    private static func day(_ day: Day) -> ICalendar.Day {
        let (year, month, number) = day.parts
        return ICalendar.Day(year: year, month: month, day: number)
    }

    private static func host(_ origin: String) -> String {
        String(origin.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != ":" && $0 != "/" })
    }
}
