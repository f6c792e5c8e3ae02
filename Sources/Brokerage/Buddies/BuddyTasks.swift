import Community
import Core
import Services
import Storage

extension Brokerage {
    /// What waits for the centre around buddies: a task for each kind of thing, the most urgent first. What would make
    /// the list of one person too long is one line that leads to the desk of buddies, where all of it stands.
    func buddyTasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        let codes = actor.municipalities(with: MunicipalRole.centre)
        guard !codes.isEmpty else { return [] }
        let items = try await house.database.read { db in try BuddyAlarm.all(codes, now: now, in: db) }
        return BuddyTasks.lines(items, t: t, now: now)
    }
}

enum BuddyTasks {
    /// So many lines buddies take of one person's list.
    static let most = 5

    static func lines(_ items: [BuddyAlarm.Item], t: Texts, now: Moment) -> [TaskItem] {
        let all = Dictionary(grouping: items, by: \.alarm).compactMap { alarm, items in
            line(alarm, items, t: t, now: now)
        }
        let sorted = all.sorted { first, second in
            if first.item.isUrgent != second.item.isUrgent { return first.item.isUrgent }
            return (first.since.milliseconds, first.item.title) < (second.since.milliseconds, second.item.title)
        }
        guard sorted.count > most else { return sorted.map(\.item) }
        let rest = sorted.dropFirst(most - 1)
        let count = rest.reduce(0) { $0 + $1.count }
        let joined = TaskItem(
            function: .verbinden, title: t("Maatjes: er wacht nog meer"),
            detail: t("Nog \(count) dingen in het overzicht van maatjes"), action: t("Bekijk"), path: BuddyDesk.home,
            isUrgent: rest.contains { $0.item.isUrgent }, since: rest.map(\.since).min())
        return sorted.prefix(most - 1).map(\.item) + [joined]
    }

    private static func line(_ alarm: BuddyAlarm, _ items: [BuddyAlarm.Item], t: Texts, now: Moment)
        -> (item: TaskItem, since: Moment, count: Int)?
    {
        guard let oldest = items.min(by: { $0.since < $1.since }) else { return nil }
        let item = TaskItem(
            function: .verbinden, title: t(alarm.title), detail: alarm.amount(items.count, t), action: t("Bekijk"),
            // Hours have a page of their own.
            path: items.count == 1 || alarm == .hours ? alarm.path(oldest.number) : "\(BuddyDesk.home)#\(alarm.anchor)",
            isUrgent: (now - oldest.since).wholeDays >= alarm.urgentAfter, since: oldest.since)
        return (item, oldest.since, items.count)
    }
}

extension BuddyAlarm {
    /// Its place on the desk of buddies.
    var anchor: String { self == .objection ? "bezwaren" : rawValue }

    /// As a task among those of everything else.
    var title: Text {
        switch self {
        case .newRequest: Text("Maatjes: bel wie iets aanvroeg")
        case .longWait: Text("Maatjes: iemand wacht langer dan afgesproken")
        case .newVolunteer: Text("Maatjes: bel de nieuwe vrijwilliger")
        case .idle: Text("Maatjes: een vrijwilliger hoort al lang niets")
        case .noAnswer: Text("Maatjes: een vrijwilliger antwoordt niet")
        case .toPlan: Text("Maatjes: plan de kennismaking")
        case .meetingOver: Text("Maatjes: hoe was de kennismaking?")
        case .trialOver: Text("Maatjes: de proeftijd is voorbij")
        case .trouble: Text("Maatjes: het kan beter, of iemand wil stoppen")
        case .evaluation: Text("Maatjes: bel hoe het gaat")
        case .pauseOver: Text("Maatjes: de pauze is voorbij")
        case .handover: Text("Maatjes: de overdracht staat open")
        case .silence: Text("Maatjes: al lang niets gehoord")
        case .course: Text("Maatjes: wie was er bij de cursus?")
        case .objection: Text("Maatjes: iemand is het er niet mee eens")
        case .hours: Text("Maatjes: uren wachten op akkoord")
        }
    }

    /// How many of what.
    func amount(_ count: Int, _ t: Texts) -> String {
        switch self {
        case .newRequest:
            t.plural(count, "1 nieuwe aanvraag voor een maatje", "\(count) nieuwe aanvragen voor een maatje")
        case .longWait:
            t.plural(
                count, "1 aanvraag voor een maatje wacht langer dan afgesproken",
                "\(count) aanvragen voor een maatje wachten langer dan afgesproken")
        case .newVolunteer:
            t.plural(count, "1 vrijwilliger wil maatje worden", "\(count) vrijwilligers willen maatje worden")
        case .idle, .noAnswer: t.plural(count, "1 vrijwilliger", "\(count) vrijwilligers")
        case .course: t.plural(count, "1 cursus voor maatjes", "\(count) cursussen voor maatjes")
        case .hours: t.plural(count, "1 regel met uren", "\(count) regels met uren")
        case .objection: t.plural(count, "1 bezwaar", "\(count) bezwaren")
        default: t.plural(count, "1 koppel", "\(count) koppels")
        }
    }
}
