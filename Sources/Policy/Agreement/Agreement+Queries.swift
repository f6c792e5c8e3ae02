package import Community
package import Core
package import Storage

extension Agreement {
    private static let selection: SQL = """
        SELECT a.*, c.number AS cycle_number, c.phase AS cycle_phase, g.number AS goal_number, g.result AS goal_result,
            m.name AS budget_line_name
        FROM policy_agreement a JOIN policy_cycle c ON c.id = a.cycle_id LEFT JOIN policy_goal g ON g.id = a.goal_id
        LEFT JOIN policy_money_line m ON m.id = a.budget_line
        """

    /// What its parties may read: what was settled, and drafts that an officer laid before them.
    private static let readByParties: SQL = "(a.state <> \(State.draft) OR a.shared_at IS NOT NULL)"

    package static func find(number: Int, in db: any SQLConnection) throws -> Agreement? {
        try db.first("\(selection) WHERE a.number = \(number)").map(Agreement.init(row:))
    }

    package static func find(_ id: Identity, in db: any SQLConnection) throws -> Agreement? {
        try db.first("\(selection) WHERE a.id = \(id)").map(Agreement.init(row:))
    }

    /// The agreements of a round in their order: a municipality makes a few dozen.
    package static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [Agreement] {
        try db.rows("\(selection) WHERE a.cycle_id = \(cycle) ORDER BY a.number").map(Agreement.init(row:))
    }

    /// The agreements for one goal in their order.
    package static func all(for goal: Goal.Identity, in db: any SQLConnection) throws -> [Agreement] {
        try db.rows("\(selection) WHERE a.goal_id = \(goal) ORDER BY a.number").map(Agreement.init(row:))
    }

    /// What an organisation takes part in, the newest first; drafts only when they were laid before it.
    package static func all(of organisation: Organisation.Identity, in db: any SQLConnection) throws -> [Agreement] {
        try db.rows(
            """
            \(selection) WHERE \(readByParties) AND a.id IN
                (SELECT p.agreement_id FROM policy_agreement_party p WHERE p.organisation_id = \(organisation))
            ORDER BY a.number DESC LIMIT 200
            """
        ).map(Agreement.init(row:))
    }

    /// One of an organisation's agreements.
    static func find(number: Int, of organisation: Organisation.Identity, in db: any SQLConnection) throws -> Agreement?
    {
        try db.first(
            """
            \(selection) WHERE a.number = \(number) AND \(readByParties) AND EXISTS
                (SELECT 1 FROM policy_agreement_party p WHERE p.agreement_id = a.id
                AND p.organisation_id = \(organisation))
            """
        ).map(Agreement.init(row:))
    }

    /// What everyone may read, the newest first, paged by number.
    static func listed(after key: String?, limit: Int = 20, in db: any SQLConnection) throws -> Page<Agreement> {
        let below = key.flatMap { Int($0) } ?? Int(Int32.max)
        let rows = try db.rows(
            """
            \(selection) WHERE a.is_public = \(true) AND a.number < \(below)
            AND a.state IN (\(State.agreed), \(State.ended)) ORDER BY a.number DESC LIMIT \(limit + 1)
            """
        ).map(Agreement.init(row:))
        return Page(fetched: rows, limit: limit) { String($0.number) }
    }
}

extension AgreementParty {
    package static func all(of agreements: [Agreement.Identity], in db: any SQLConnection) throws -> [Agreement
        .Identity:
        [AgreementParty]]
    {
        var found: [Agreement.Identity: [AgreementParty]] = [:]
        let rows = try db.rows(
            """
            SELECT p.*, o.name AS organisation_name, o.number AS organisation_number FROM policy_agreement_party p
            LEFT JOIN organisation o ON o.id = p.organisation_id WHERE p.agreement_id IN (\(list: agreements))
            ORDER BY p.agreement_id, p.position
            """)
        for row in rows { found[try row("agreement_id"), default: []].append(try AgreementParty(row: row)) }
        return found
    }
}

/// An agreement with all that belongs to it.
package struct AgreementView: Sendable {
    package let it: Agreement
    package let parties: [AgreementParty]
    /// The newest first.
    package let reports: [ProgressReport]
    /// Which parties read it, and how far.
    package let reads: [AgreementRead]

    package var light: ProgressReport.Light? { reports.light }

    /// The day of the report that is asked for now.
    package func openDay(today: Day) -> Day? {
        guard it.state == .agreed, !it.isHistory else { return nil }
        return it.rhythm.openDay(
            from: it.firstDay, to: it.lastDay, reported: Set(reports.map(\.day)), today: today)
    }

    /// The days of which someone can tell: those that were, and the one to come.
    func days(today: Day) -> [Day] {
        let all = it.rhythm.dueDays(from: it.firstDay, to: it.lastDay)
        let past = all.filter { $0 <= today }
        return past + all.filter { $0 > today }.prefix(1)
    }

    /// The parties of the register that did not read what they were told last.
    package var unread: [AgreementParty] {
        parties.filter { party in party.organisation.map { hasNews(for: $0) } ?? false }
    }

    package func hasNews(for organisation: Organisation.Identity) -> Bool {
        it.newsVersion > (reads.first { $0.organisation == organisation }?.version ?? 0)
    }

    /// Everything of these agreements in four questions, however many there are.
    package static func load(_ agreements: [Agreement], in db: any SQLConnection) throws -> [AgreementView] {
        let ids = agreements.map(\.id)
        let parties = try AgreementParty.all(of: ids, in: db)
        let reports = try ProgressReport.all(of: ids, in: db)
        let reads = try AgreementRead.all(of: ids, in: db)
        return agreements.map {
            AgreementView(
                it: $0, parties: parties[$0.id] ?? [], reports: reports[$0.id] ?? [], reads: reads[$0.id] ?? [])
        }
    }

    package static func load(_ agreement: Agreement, in db: any SQLConnection) throws -> AgreementView {
        AgreementView(
            it: agreement, parties: try AgreementParty.all(of: [agreement.id], in: db)[agreement.id] ?? [],
            reports: try ProgressReport.all(of: [agreement.id], in: db)[agreement.id] ?? [],
            reads: try AgreementRead.all(of: [agreement.id], in: db)[agreement.id] ?? [])
    }
}
