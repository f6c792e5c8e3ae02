import Core
import Storage

/// An agreement that runs on becomes one of the new round: the same promise from the round's first day on, with the
/// part of the money that falls in it. The old one stays as it was, in the round that is closed.
struct CarryAgreement {
    private let old: Agreement
    private let cycle: PolicyCycle
    private let id: Agreement.Identity

    init(old: Agreement, cycle: PolicyCycle, now: Moment) {
        self.old = old
        self.cycle = cycle
        id = Agreement.Identity(at: now)
    }

    /// - Returns: the path of the new agreement; `nil` when it is over before the round begins.
    func insert(now: Moment, in db: any SQLConnection) throws -> String? {
        let first = max(old.firstDay, cycle.firstDay)
        guard first <= old.lastDay else { return nil }
        try db.run(
            """
            INSERT INTO policy_agreement (id, number, cycle_id, municipality_code, kind, title, activity, indicator,
                indicator_id, indicator_name, first_day, last_day, rhythm, budget_line, budget_cents, is_public, state, agreed_at, person_id, created_at)
            VALUES (\(id), \(number(in: db)), \(cycle.id), \(cycle.municipality), \(old.kind), \(old.title),
                \(old.activity), \(old.indicator), \(old.figure), \(old.figureName), \(first), \(old.lastDay),
                \(old.rhythm), \(old.budgetLineName), \(rest),
                \(old.isPublic), \(old.state), \(old.agreedAt), \(old.owner), \(now))
            """)
        let parties = try db.rows(
            "SELECT * FROM policy_agreement_party WHERE agreement_id = \(old.id) ORDER BY position, id")
        for (index, party) in parties.enumerated() {
            try db.run(
                """
                INSERT INTO policy_agreement_party (id, agreement_id, position, organisation_id, name, task)
                VALUES (\(UUIDv7.make(at: now)), \(id), \(index + 1), \(try party("organisation_id", as: String?.self)),
                    \(try party("name", as: String.self)), \(try party("task", as: String.self)))
                """)
        }
        return try Agreement.find(id, in: db)?.path
    }

    private func number(in db: any SQLConnection) throws -> Int {
        try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM policy_agreement")
    }

    /// The money of the years from the round's first on.
    private var rest: Int? {
        guard let cents = old.budgetCents else { return nil }
        return YearShares.of(cents, from: old.firstDay, to: old.lastDay).filter { $0.year >= cycle.firstYear }.reduce(0)
        {
            $0 + $1.cents
        }
    }
}
