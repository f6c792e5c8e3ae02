import Community
import Core
import Storage
import Web

/// Two people wrote the same element at the same time: the text of the second waits here until it is brought together
/// with that of the first.
struct Clash: Sendable {
    let id: String
    let element: String
    let first: String?
    let second: String?
    let firstName: String?
    let secondName: String?
    /// The version both began from, and the one the first made of it.
    let base: Int
    let version: Int
    let text: String
    let at: Moment

    private init(row: Row) throws {
        id = try row("id")
        element = try row("element_id")
        first = try row("first_id")
        second = try row("second_id")
        firstName = try row("first_name")
        secondName = try row("second_name")
        base = try row("base_version")
        version = try row("version")
        text = try row("text")
        at = try row("at")
    }

    private static let columns: SQL =
        """
        SELECT c.*, a.name AS first_name, b.name AS second_name FROM policy_clash c
        LEFT JOIN person a ON a.id = c.first_id LEFT JOIN person b ON b.id = c.second_id
        """

    static func find(_ id: String, of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> Clash? {
        try db.first("\(columns) WHERE c.id = \(id) AND c.cycle_id = \(cycle) AND c.settled_at IS NULL").map(
            Clash.init(row:))
    }

    /// What this person must still bring together in a round.
    static func waiting(for person: String?, in cycle: PolicyCycle.Identity, db: any SQLConnection) throws -> [Clash] {
        guard let person else { return [] }
        return try db.rows(
            """
            \(columns) WHERE c.cycle_id = \(cycle) AND c.second_id = \(person) AND c.settled_at IS NULL
            ORDER BY c.at, c.id
            """
        ).map(Clash.init(row:))
    }

    /// What this person was not told yet: somebody else wrote at the same time.
    static func untold(to person: String?, in cycle: PolicyCycle.Identity, db: any SQLConnection) throws -> [Clash] {
        guard let person else { return [] }
        return try db.rows(
            """
            \(columns) WHERE c.cycle_id = \(cycle) AND c.first_id = \(person) AND c.seen_at IS NULL
            ORDER BY c.at, c.id
            """
        ).map(Clash.init(row:))
    }

    /// Keeps the text of the second; one waits for each writer and element, always with their newest words.
    static func keep(
        _ element: String, _ text: String, _ base: Int, _ current: PlanElement, _ cycle: PolicyCycle, _ visit: Visit,
        in db: any SQLConnection
    ) throws -> String {
        let first = try db.value(
            """
            SELECT person_id FROM policy_element WHERE cycle_id = \(cycle.id) AND element_id = \(element)
            """, as: String.self)
        if let old = try db.value(
            """
            SELECT id FROM policy_clash WHERE cycle_id = \(cycle.id) AND element_id = \(element)
            AND second_id = \(visit.actor.person) AND settled_at IS NULL
            """, as: String.self)
        {
            try db.run(
                """
                UPDATE policy_clash SET text = \(text), base_version = \(base), version = \(current.version),
                    first_id = \(first), seen_at = NULL, at = \(visit.now) WHERE id = \(old)
                """)
            return old
        }
        let id = UUIDv7.make(at: visit.now)
        try db.run(
            """
            INSERT INTO policy_clash (id, cycle_id, element_id, first_id, second_id, base_version, version, text, at)
            VALUES (\(id), \(cycle.id), \(element), \(first), \(visit.actor.person), \(base), \(current.version),
                \(text), \(visit.now))
            """)
        return id
    }

    static func settle(_ id: String?, of cycle: PolicyCycle, by visit: Visit, in db: any SQLConnection) throws {
        guard let id else { return }
        try db.run(
            """
            UPDATE policy_clash SET settled_at = \(visit.now) WHERE id = \(id) AND cycle_id = \(cycle.id)
            AND second_id = \(visit.actor.person) AND settled_at IS NULL
            """)
    }

    /// The first has read that somebody else wrote too.
    static func seen(_ id: String, of cycle: PolicyCycle, by visit: Visit, in db: any SQLConnection) throws -> Bool {
        try db.run(
            """
            UPDATE policy_clash SET seen_at = \(visit.now) WHERE id = \(id) AND cycle_id = \(cycle.id)
            AND first_id = \(visit.actor.person)
            """) == 1
    }
}
