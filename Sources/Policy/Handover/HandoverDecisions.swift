import Community
import Core
import Storage
import Web

/// What was decided in a round, when, by whom and why: from the log and from the reasons people gave.
struct HandoverDecisions {
    let cycle: PolicyCycle
    let t: Texts

    func blocks(in db: any SQLConnection) throws -> [ReportBlock] {
        try skipped(in: db) + targets(in: db) + amounts(in: db) + log(in: db)
    }

    private func skipped(in db: any SQLConnection) throws -> [ReportBlock] {
        let parts = try SkippedPart.all(of: cycle.id, in: db)
        if parts.isEmpty { return [] }
        return [
            .table(
                caption: t("Wat we oversloegen, en waarom"),
                columns: [.init(t("Onderdeel")), .init(t("Sinds")), .init(t("Waarom"))],
                rows: CyclePartKind.allCases.compactMap { kind in
                    parts[kind].map { [t(kind.label), t.date($0.at.day), $0.reason] }
                })
        ]
    }

    private func targets(in db: any SQLConnection) throws -> [ReportBlock] {
        let goals = try Goal.all(of: cycle.id, in: db)
        let rows = try goals.flatMap { goal in
            try GoalTarget.all(of: goal.id, in: db).dropFirst().map { target in
                [
                    goal.result, t.date(target.setAt.day), "\(goal.words(target.value, t)), \(t.date(target.day))",
                    target.reason,
                ]
            }
        }
        if rows.isEmpty { return [] }
        return [
            .table(
                caption: t("Streefwaarden die we veranderden, en waarom"),
                columns: [.init(t("Doel")), .init(t("Wanneer")), .init(t("Werd")), .init(t("Waarom"))], rows: rows)
        ]
    }

    private func amounts(in db: any SQLConnection) throws -> [ReportBlock] {
        let names = Dictionary(
            try BudgetLine.all(of: cycle.id, in: db).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let changed = try BudgetAmount.all(of: cycle.id, in: db).filter { !$0.reason.isEmpty }
        if changed.isEmpty { return [] }
        return [
            .table(
                caption: t("Bedragen die we veranderden, en waarom"),
                columns: [
                    .init(t("Regel")), .init(t("Jaar")), .init(t("Werd"), number: true), .init(t("Wanneer")),
                    .init(t("Waarom")),
                ],
                rows: changed.map {
                    [names[$0.line] ?? "", String($0.year), t.euros($0.cents), t.date($0.at.day), $0.reason]
                })
        ]
    }

    /// The moments of the round that the log kept, the newest first. Only the words that mean a decision.
    private func log(in db: any SQLConnection) throws -> [ReportBlock] {
        var objects = [cycle.id.text] + (try Evaluation.all(of: cycle.id, in: db).map(\.id.text))
        objects += try Goal.all(of: cycle.id, in: db).map(\.id.text)
        objects += try Adoption.all(of: cycle.id, in: db).map(\.id)
        let rows = try db.rows(
            """
            SELECT seq, at, actor, action FROM audit_event WHERE object_id IN (\(list: objects))
            AND action IN (\(list: Self.words.map(\.action))) ORDER BY at DESC, seq DESC LIMIT 100
            """)
        if rows.isEmpty { return [] }
        let words = Dictionary(Self.words.map { ($0.action, $0.text) }) { first, _ in first }
        var names: [String: String] = [:]
        let table = try rows.map { row -> [String] in
            let actor: String = try row("actor")
            let name =
                try names[actor] ?? PolicyPeople.name(Person.Identity(actor), in: db)
                ?? t("het programma, of iemand die weg is")
            names[actor] = name
            let action: String = try row("action")
            return [t.date(try row("at", as: Moment.self).day), words[action].map { t($0) } ?? action, name]
        }
        return [
            .table(
                caption: t("Besluiten in het logboek"),
                columns: [.init(t("Wanneer")), .init(t("Wat")), .init(t("Door"))], rows: table)
        ]
    }

    private static let words: [(action: String, text: Text)] = [
        ("ronde-begonnen", Text("De ronde is begonnen")), ("ronde-gewijzigd", Text("De ronde is gewijzigd")),
        ("ronde-gesloten", Text("De ronde is gesloten")),
        ("onderdeel-overgeslagen", Text("Een onderdeel is overgeslagen")),
        ("onderdeel-toch", Text("Een onderdeel wordt toch gedaan")),
        ("plan-vastgesteld", Text("De raad stelde het plan vast")),
        ("evaluatie-begonnen", Text("Een evaluatie is begonnen")),
        ("evaluatie-vastgesteld", Text("Een evaluatie is vastgesteld")),
        ("doel-gemaakt", Text("Er kwam een doel bij")), ("doel-weggelegd", Text("Een doel is weggelegd")),
        ("streefwaarde-gewijzigd", Text("Een streefwaarde is gewijzigd")),
        ("begroting-overgenomen", Text("Bedragen van een vorig jaar zijn overgenomen")),
    ]
}
