import Community
package import Core
package import Storage

/// Who decided on a vision.
enum VisionBody: String, Sendable, CaseIterable, SQLConvertible {
    case council = "raad"
    case board = "college"
    case workshop = "werkplaats"

    var label: Text {
        switch self {
        case .council: Text("De gemeenteraad")
        case .board: Text("Het college")
        case .workshop: Text("De visiewerkplaats zelf")
        }
    }
}

/// A version of the vision that was adopted. It never changes: who thinks again adopts the next, and says why.
package struct AdoptedVision: Sendable {
    /// From 1 up, within the round.
    package let version: Int
    package let adoptedOn: Day
    /// Why it differs from the version before; empty for the first.
    package let reason: String
    package let createdAt: Moment
    let body: VisionBody
    let adopter: String?
    let contentVersion: Int
    let choiceID: String
    var choice = VisionChoice()

    /// The vision in Markdown.
    package var text: String { choice.text }
    /// 0 is broad, 10 is narrow.
    package var scope: Int { choice.scope ?? 5 }
    /// 0 is at a distance, 10 is conductor.
    package var steering: Int { choice.steering ?? 5 }

    private init(row: Row) throws {
        version = try row("version")
        adoptedOn = try row("adopted_on")
        reason = try row("reason")
        createdAt = try row("created_at")
        body = try row("decided_by")
        adopter = try row("adopter")
        contentVersion = try row("content_version")
        choiceID = try row("choice_id")
    }

    /// The vision that holds in a round; nothing while none was adopted.
    package static func latest(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> AdoptedVision? {
        try all(of: cycle, in: db).first
    }

    /// All versions, the newest first.
    package static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [AdoptedVision] {
        var versions = try db.rows(
            """
            SELECT v.*, c.content_version, p.name AS adopter FROM policy_vision v
            JOIN policy_vision_choice c ON c.id = v.choice_id LEFT JOIN person p ON p.id = v.adopted_by
            WHERE v.cycle_id = \(cycle) ORDER BY v.version DESC
            """
        ).map(AdoptedVision.init(row:))
        let choices = try VisionChoice.load(versions.map(\.choiceID), in: db)
        for index in versions.indices {
            versions[index].choice = choices[versions[index].choiceID] ?? VisionChoice()
        }
        return versions
    }

    static let migration = Migration(
        "policy-48-vision",
        [
            """
            CREATE TABLE policy_vision_choice (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id),
                content_version BIGINT NOT NULL, scope BIGINT, steering BIGINT, text TEXT NOT NULL)
            """,
            "CREATE INDEX policy_vision_choice_cycle ON policy_vision_choice (cycle_id)",
            """
            CREATE TABLE policy_vision_item (
                choice_id TEXT NOT NULL REFERENCES policy_vision_choice (id), kind TEXT NOT NULL,
                item_id TEXT NOT NULL, value TEXT NOT NULL, words TEXT NOT NULL,
                PRIMARY KEY (choice_id, kind, item_id, value))
            """,
            """
            CREATE TABLE policy_vision_proposal (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), number BIGINT NOT NULL,
                choice_id TEXT NOT NULL REFERENCES policy_vision_choice (id), person_id TEXT REFERENCES person (id),
                name TEXT NOT NULL, role TEXT NOT NULL, email TEXT, secret_hash TEXT UNIQUE,
                expires_on \(type: .date), state TEXT NOT NULL, created_at \(type: .timestamp) NOT NULL,
                sent_at \(type: .timestamp), UNIQUE (cycle_id, number))
            """,
            "CREATE INDEX policy_vision_proposal_choice ON policy_vision_proposal (choice_id)",
            "CREATE INDEX policy_vision_proposal_person ON policy_vision_proposal (person_id)",
            "CREATE INDEX policy_vision_proposal_email ON policy_vision_proposal (email)",
            """
            CREATE TABLE policy_vision (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), version BIGINT NOT NULL,
                choice_id TEXT NOT NULL REFERENCES policy_vision_choice (id), decided_by TEXT NOT NULL,
                adopted_on \(type: .date) NOT NULL, reason TEXT NOT NULL, adopted_by TEXT REFERENCES person (id),
                created_at \(type: .timestamp) NOT NULL, UNIQUE (cycle_id, version))
            """,
            "CREATE INDEX policy_vision_choice_id ON policy_vision (choice_id)",
            "CREATE INDEX policy_vision_adopter ON policy_vision (adopted_by)",
        ])
}
