import Community
import Core
package import Storage

extension Consultation {
    package static func find(_ id: Identity, in db: any SQLConnection) throws -> Consultation? {
        try db.first("SELECT * FROM policy_consultation WHERE id = \(id)").map(Consultation.init(row:))
    }

    package static func find(number: Int, in db: any SQLConnection) throws -> Consultation? {
        try db.first("SELECT * FROM policy_consultation WHERE number = \(number)").map(Consultation.init(row:))
    }

    /// The questions of a round, the newest first, each with the state of its reactions. A round has a handful.
    package static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [(
        consultation: Consultation, tally: ReactionTally
    )] {
        let tallies = try ReactionTally.all(of: cycle, in: db)
        return try db.rows(
            "SELECT * FROM policy_consultation WHERE cycle_id = \(cycle) ORDER BY first_day DESC, number DESC"
        ).map { row in
            let consultation = try Consultation(row: row)
            return (consultation, tallies[consultation.id] ?? ReactionTally())
        }
    }

    /// The questions everyone may read, those that ask now first; paged by their last day and number.
    static func listed(on day: Day, after key: String?, limit: Int = 20, in db: any SQLConnection) throws -> Page<
        Consultation
    > {
        var condition: SQL = """
            audience = \(Audience.everyone) AND state IN (\(State.open), \(State.closed)) AND first_day <= \(day)
            """
        if let key, let (last, number) = keyParts(key) {
            condition = "\(condition) AND (last_day, number) < (\(last), \(number))"
        }
        let rows = try db.rows(
            """
            SELECT * FROM policy_consultation WHERE \(condition) ORDER BY last_day DESC, number DESC LIMIT \(limit + 1)
            """
        ).map(Consultation.init(row:))
        return Page(fetched: rows, limit: limit) { "\($0.lastDay.iso)_\($0.number)" }
    }

    private static func keyParts(_ key: String) -> (Day, Int)? {
        let parts = key.split(separator: "_")
        guard parts.count == 2, let day = Day(iso: String(parts[0])), let number = Int(parts[1]) else { return nil }
        return (day, number)
    }

    /// The themes under which its reactions are grouped, by name.
    static func themes(of id: Identity, in db: any SQLConnection) throws -> [ReactionTheme] {
        try db.rows(
            """
            SELECT t.id, t.name, COUNT(r.id) AS reactions FROM policy_consultation_theme t
            LEFT JOIN policy_reaction r ON r.theme_id = t.id AND r.checked_at IS NOT NULL
            WHERE t.consultation_id = \(id) GROUP BY t.id, t.name ORDER BY t.name, t.id
            """
        ).map { try ReactionTheme(id: $0("id"), name: $0("name"), count: $0("reactions")) }
    }

    /// What changed because of it, each with the number of reactions that led there.
    package static func changes(of id: Identity, in db: any SQLConnection) throws -> [(
        change: PolicyChange, reactions: Int
    )] {
        try db.rows(
            """
            SELECT c.text, c.place, c.path, COUNT(r.id) AS reactions FROM policy_consultation_change c
            JOIN policy_reaction r ON r.change_id = c.id WHERE c.consultation_id = \(id)
            GROUP BY c.id, c.text, c.place, c.path ORDER BY COUNT(r.id) DESC, c.id
            """
        ).map { row in
            (PolicyChange(text: try row("text"), place: try row("place"), path: try row("path")), try row("reactions"))
        }
    }
}

/// A name under which reactions are read together. Each keeps its own words.
struct ReactionTheme: Sendable {
    let id: String
    let name: String
    /// Of reactions that people may read.
    let count: Int
}
