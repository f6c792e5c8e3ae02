package import Community
package import Core
package import Storage
import Web

/// Goals that measure themselves (V5).
package struct GoalsPart: CyclePart {
    let house: House
    let content: GoalsContent

    init(house: House, content: ContentShelf) {
        self.house = house
        self.content = content.file()
    }

    package var kind: CyclePartKind { .goals }
    package var migrations: [Migration] { [Goal.migration, Goal.figures, Goal.margins] }
    var actions: GoalActions { GoalActions(house: house, content: content) }

    package func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus {
        let goals = try Goal.all(of: cycle.id, in: db)
        if goals.isEmpty {
            return PartStatus(.open, next: t("Voeg een doel toe"), path: cycle.path(.goals) + "/nieuw")
        }
        let title = GoalBoard.title(goals, t)
        let open = cycle.isClosed ? [] : goals.filter { isIncomplete($0, today: now.day) }
        guard let first = open.first else { return PartStatus(.done, line: title) }
        return PartStatus(
            .busy,
            line: title + ". "
                + t.plural(open.count, "1 is nog niet compleet.", "\(open.count) zijn nog niet compleet."),
            next: t("Maak het doel compleet"), path: first.path)
    }

    private func isIncomplete(_ goal: Goal, today: Day) -> Bool {
        SmartCheck(GoalFacts(goal), content, today: today).verdict == .someMustMissing
    }

    /// What waits: goals to look back on, and goals without a figure. Many of one kind are one task.
    package func tasks(in cycle: PolicyCycle, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws
        -> [TaskItem]
    {
        let isOfficer = actor.has(PolicyAccess.writers, in: cycle.municipality)
        let goals =
            try isOfficer
            ? Goal.all(of: cycle.id, in: db)
            : actor.person.map { try Goal.all(of: cycle.id, ownedBy: $0, in: db) } ?? []
        let due = goals.filter { goal in goal.reviewDay.map { $0 <= now.day + 14 } ?? false }
        let readings = try GoalReadings.load(goals, now: now, in: db)
        let blank = goals.filter { readings[$0.id]?.verdict == .notMeasured }
        let reviews = several(due, cycle, t("Kijk terug op \(due.count) doelen"), t("Bekijk de doelen")) { goal in
            TaskItem(
                function: .vertalen, title: t("Kijk terug: \(goal.result)"),
                detail: t("Afgesproken voor \(t.date(goal.reviewDay ?? now.day))"), action: t("Kijk terug"),
                path: goal.path,
                isUrgent: goal.reviewDay.map { $0 < now.day } ?? false)
        }
        let missing = several(blank, cycle, t("\(blank.count) doelen zijn nog niet gemeten"), t("Bekijk de doelen")) {
            TaskItem(
                function: .vertalen, title: t("Nog niet gemeten: \($0.result)"),
                detail: $0.source.isEmpty ? t("Zonder cijfer weet niemand of het lukt.") : t("Bron: \($0.source)"),
                action: $0.isLive ? t("Bekijk het doel") : t("Schrijf een meting op"),
                path: $0.isLive ? $0.path : $0.path + "/meting")
        }
        return reviews + missing
    }

    private func several(
        _ goals: [Goal], _ cycle: PolicyCycle, _ title: String, _ action: String, _ one: (Goal) -> TaskItem
    ) -> [TaskItem] {
        if goals.count <= 3 { return goals.map(one) }
        return [
            TaskItem(
                function: .vertalen, title: title, detail: cycle.name, action: action, path: cycle.path(.goals))
        ]
    }

    package func calendar(of cycle: PolicyCycle, for actor: Actor, t: Texts, from: Day, in db: any SQLConnection) throws
        -> [CalendarEntry]
    {
        try Goal.reviews(of: cycle, from: from, in: db).map { goal in
            CalendarEntry(
                uid: "doel-\(goal.id)", title: t("Kijk terug: \(goal.result)"), day: goal.day, path: goal.path)
        }
    }
}
