import Community
import Core
import Storage
import Web

/// What the file gathers itself, beside what each part tells of its own.
struct HandoverLive {
    let policy: Policy
    let cycle: PolicyCycle
    let actor: Actor
    let t: Texts
    let now: Moment

    static let state = "handover-state"
    static let dates = "handover-dates"
    static let people = "handover-people"
    static let decisions = "handover-decisions"
    static let firstWeeks = "handover-first-weeks"
    static let sections = [state, dates, people, decisions, firstWeeks]

    func blocks(_ section: String, _ content: HandoverContent, in db: any SQLConnection) throws -> [ReportBlock] {
        switch section {
        case Self.state: try stateBlocks(in: db)
        case Self.dates: try dateBlocks(in: db)
        case Self.people: try peopleBlocks(in: db)
        case Self.decisions: try HandoverDecisions(cycle: cycle, t: t).blocks(in: db)
        case Self.firstWeeks: firstWeekBlocks(content)
        default: []
        }
    }

    private func stateBlocks(in db: any SQLConnection) throws -> [ReportBlock] {
        let skipped = try SkippedPart.all(of: cycle.id, in: db)
        var facts = [
            t("Ronde: \(cycle.name), \(cycle.period)"), t("Fase: \(t(cycle.phase.label)), stap \(cycle.step) van 9"),
        ]
        if let owner = try PolicyPeople.name(cycle.owner, in: db) { facts.append(t("Trekker: \(owner)")) }
        if let previous = try cycle.previous.flatMap({ try PolicyCycle.find($0, in: db) }) {
            facts.append(t("Vorige ronde: \(previous.name)"))
        }
        let words: [PartStatus.State: String] = [
            .open: t("nog niet"), .busy: t("bezig"), .done: t("klaar"), .skipped: t("overgeslagen"),
        ]
        let rows = try policy.parts.filter { $0.kind != .handover }.map { part -> [String] in
            let status =
                try skipped[part.kind].map { PartStatus(.skipped, line: $0.reason) }
                ?? part.status(of: cycle, t: t, now: now, in: db)
            return [
                t(part.kind.label), words[status.state] ?? "", status.line.isEmpty ? "–" : status.line,
                status.next ?? "–", policy.house.origin + cycle.path(part.kind),
            ]
        }
        return [
            .list(facts),
            .table(
                caption: t("Wat er is, en waar je het vindt"),
                columns: [
                    .init(t("Onderdeel")), .init(t("Stand")), .init(t("Wat er ligt")), .init(t("Wat nu")),
                    .init(t("Waar")),
                ], rows: rows),
        ]
    }

    private func dateBlocks(in db: any SQLConnection) throws -> [ReportBlock] {
        var entries = try policy.parts.flatMap { try $0.calendar(of: cycle, for: actor, t: t, from: now.day, in: db) }
        if let day = cycle.councilDay, day >= now.day,
            !entries.contains(where: { $0.day == day && $0.path == cycle.path() })
        {
            entries.append(
                CalendarEntry(uid: "raad-\(cycle.id.text)", title: t("De raad beslist"), day: day, path: cycle.path()))
        }
        if entries.isEmpty { return [.paragraph(t("Er staan geen data in de agenda van deze ronde."))] }
        let sorted = entries.sorted { ($0.day, $0.title) < ($1.day, $1.title) }.prefix(100)
        return [
            .table(
                caption: t("Data die eraan komen"),
                columns: [.init(t("Dag")), .init(t("Wat")), .init(t("Waar"))],
                rows: sorted.map { [t.date($0.day), $0.title, policy.house.origin + $0.path] })
        ]
    }

    private func peopleBlocks(in db: any SQLConnection) throws -> [ReportBlock] {
        let rows = try db.rows(
            """
            SELECT p.name, r.role FROM municipal_role r JOIN person p ON p.id = r.person_id
            WHERE r.municipality_code = \(cycle.municipality) AND p.erased_at IS NULL ORDER BY p.name, p.id, r.role
            """)
        var roles: [(name: String, roles: [String])] = []
        for row in rows {
            let name: String = try row("name")
            let word = MunicipalRole(rawValue: try row("role")).map { t($0.label) } ?? ""
            if roles.last?.name == name {
                roles[roles.count - 1].roles.append(word)
            } else {
                roles.append((name, [word]))
            }
        }
        if roles.isEmpty { return [] }
        return [
            .table(
                caption: t("Wie er bij de gemeente en de centrale meewerkt"),
                columns: [.init(t("Naam")), .init(t("Rol"))],
                rows: roles.map { [$0.name, $0.roles.joined(separator: ", ")] })
        ]
    }

    private func firstWeekBlocks(_ content: HandoverContent) -> [ReportBlock] {
        [
            .table(
                caption: t("Om mee te beginnen"), columns: [.init(t("Week")), .init(t("Doe dit"))],
                rows: content.firstWeeks.map { [String($0.week), t($0.text)] })
        ]
    }
}
