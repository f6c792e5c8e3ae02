import Community
import Core
import Storage

/// What only the officer knows about one section, in their own words.
struct HandoverNote: Sendable, Equatable {
    let section: String
    let text: String
    let version: Int
    let author: String?
    let savedAt: Moment

    static let migration = Migration(
        "policy-82-handover",
        [
            """
            CREATE TABLE policy_handover_note (
                cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), section TEXT NOT NULL, text TEXT NOT NULL,
                version BIGINT NOT NULL, person_id TEXT REFERENCES person (id), saved_at \(type: .timestamp) NOT NULL,
                PRIMARY KEY (cycle_id, section))
            """,
            "CREATE INDEX policy_handover_note_person ON policy_handover_note (person_id)",
        ])

    static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [String: HandoverNote] {
        let list = try db.rows(
            """
            SELECT n.*, p.name FROM policy_handover_note n LEFT JOIN person p ON p.id = n.person_id
            WHERE n.cycle_id = \(cycle)
            """
        ).map { row in
            try HandoverNote(
                section: row("section"), text: row("text"), version: row("version"), author: row("name"),
                savedAt: row("saved_at"))
        }
        return Dictionary(list.map { ($0.section, $0) }) { first, _ in first }
    }
}
