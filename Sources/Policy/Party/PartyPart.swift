package import Community
package import Core
package import Storage
import Web

/// The parties a municipality makes its policy with (V7).
package struct PartyPart: CyclePart {
    let house: House
    let content: PartyContent

    init(house: House, content: ContentShelf) {
        self.house = house
        self.content = content.file()
    }

    package var kind: CyclePartKind { .parties }
    package var migrations: [Migration] { [Party.migration] }

    package func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus {
        let since = Day(year: cycle.firstYear - 2, month: 1, day: 1) ?? cycle.firstDay
        let (all, spoken) = try Party.spoken(of: cycle.id, since: since, upTo: now.day, in: db)
        if all == 0 {
            return PartStatus(
                .open, next: t("Haal partijen uit het register"), path: cycle.path(.parties) + "/register")
        }
        let line = t("\(all) partijen, \(spoken) gesproken")
        return spoken == all
            ? PartStatus(.done, line: line) : PartStatus(.busy, line: line, next: t("Spreek de volgende partij"))
    }

    package func report(
        of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection
    ) throws -> [ReportBlock] {
        try PartyReport(content: content, t: t).blocks(of: cycle, for: document, today: now.day, in: db)
    }

    package func tasks(in cycle: PolicyCycle, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws
        -> [TaskItem]
    {
        guard actor.has(PolicyAccess.writers, in: cycle.municipality) else { return [] }
        return try Party.next(of: cycle.id, to: now.day, limit: 20, in: db).map { party in
            TaskItem(
                function: .vertalen, title: t("\(party.name): \(party.nextStep)"),
                detail: party.nextDay.map { t("Gepland op \(t.date($0))") } ?? "", action: t("Noteer het gesprek"),
                path: party.path(cycle), since: party.nextDay.map { DutchTime.moment($0) })
        }
    }

    package func calendar(of cycle: PolicyCycle, for actor: Actor, t: Texts, from: Day, in db: any SQLConnection) throws
        -> [CalendarEntry]
    {
        guard actor.has(PolicyAccess.writers, in: cycle.municipality) else { return [] }
        return try Party.next(of: cycle.id, from: from, limit: 100, in: db).compactMap { party in
            party.nextDay.map {
                CalendarEntry(
                    uid: "partij-\(party.id.text)", title: t("\(party.name): \(party.nextStep)"), day: $0,
                    path: party.path(cycle))
            }
        }
    }

    package var indicators: [Indicator] {
        [
            Indicator(
                id: "parties-spoken-12-months", name: Text("Partijen die je dit jaar hebt gesproken"),
                definition: Text(
                    "Het deel van de partijen van de lopende ronde met wie een gesprek is genoteerd. Weggezette partijen tellen niet mee."
                ), unit: Text("procent"),
                records: .init(PolicyAccess.readers) { _, _, _ in "/beleid" }
            ) { municipality, from, to, db in
                guard let cycle = try PolicyCycle.current(of: municipality, in: db) else { return nil }
                let (all, spoken) = try Party.spoken(of: cycle.id, since: from, upTo: to, in: db)
                return .share(spoken, of: all)
            }
        ]
    }

    package var personalData: [PersonalData] { PartyData.personalData }
    package var retention: [RetentionRule] { PartyData.retention }

    package func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        try PartyDemo(content: content, demo: demo).write(in: db)
    }
}
