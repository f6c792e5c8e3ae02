import Community
package import Core
package import Storage

extension PolicyCycle {
    static let migration = Migration(
        "policy-001-cycle",
        [
            """
            CREATE TABLE policy_cycle (
                id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
                municipality_code TEXT NOT NULL REFERENCES municipality (code), name TEXT NOT NULL,
                first_year BIGINT NOT NULL, last_year BIGINT NOT NULL, phase TEXT NOT NULL, step BIGINT NOT NULL,
                owner_id TEXT REFERENCES person (id), previous_id TEXT REFERENCES policy_cycle (id),
                council_day \(type: .date), created_at \(type: .timestamp) NOT NULL, closed_at \(type: .timestamp))
            """,
            "CREATE INDEX policy_cycle_municipality ON policy_cycle (municipality_code, first_year)",
            """
            CREATE TABLE policy_skip (
                cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), part TEXT NOT NULL, reason TEXT NOT NULL,
                person_id TEXT REFERENCES person (id), skipped_at \(type: .timestamp) NOT NULL,
                PRIMARY KEY (cycle_id, part))
            """,
        ])

    package static func find(_ id: Identity, in db: any SQLConnection) throws -> PolicyCycle? {
        try db.first("SELECT * FROM policy_cycle WHERE id = \(id)").map(PolicyCycle.init(row:))
    }

    package static func find(number: Int, in db: any SQLConnection) throws -> PolicyCycle? {
        try db.first("SELECT * FROM policy_cycle WHERE number = \(number)").map(PolicyCycle.init(row:))
    }

    /// The rounds of these municipalities, the newest first. There is one in four years: they all fit on a page.
    package static func all(of municipalities: [String], in db: any SQLConnection) throws -> [PolicyCycle] {
        try db.rows(
            """
            SELECT * FROM policy_cycle WHERE municipality_code IN (\(list: municipalities))
            ORDER BY first_year DESC, number DESC
            """
        ).map(PolicyCycle.init(row:))
    }

    /// The round that is under way in a municipality, the newest when there are more.
    package static func current(of municipality: String, in db: any SQLConnection) throws -> PolicyCycle? {
        try all(of: [municipality], in: db).first { !$0.isClosed }
    }
}

/// A part that is left out on purpose, and why.
package struct SkippedPart: Sendable {
    package let part: CyclePartKind
    package let reason: String
    package let at: Moment

    static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [CyclePartKind: SkippedPart] {
        let list = try db.rows("SELECT * FROM policy_skip WHERE cycle_id = \(cycle)").map { row in
            try SkippedPart(part: row("part"), reason: row("reason"), at: row("skipped_at"))
        }
        return Dictionary(list.map { ($0.part, $0) }) { first, _ in first }
    }
}
