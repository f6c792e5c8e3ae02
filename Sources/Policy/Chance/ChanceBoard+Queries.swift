import Community
import Core
import Services
import Storage

extension ChanceBoard {
    static let migration = Migration(
        "policy-54-chances",
        [
            """
            CREATE TABLE policy_board (
                cycle_id TEXT PRIMARY KEY REFERENCES policy_cycle (id), state TEXT NOT NULL, code TEXT NOT NULL UNIQUE,
                nonce TEXT NOT NULL, secret_hash TEXT NOT NULL UNIQUE, until_day \(type: .date),
                content_version BIGINT NOT NULL, opened_at \(type: .timestamp) NOT NULL,
                closed_at \(type: .timestamp))
            """,
            """
            CREATE TABLE policy_board_guest (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), secret_hash TEXT UNIQUE,
                person_id TEXT REFERENCES person (id), created_at \(type: .timestamp) NOT NULL)
            """,
            "CREATE UNIQUE INDEX policy_board_guest_person ON policy_board_guest (cycle_id, person_id)",
            "CREATE INDEX policy_board_guest_of ON policy_board_guest (person_id)",
            """
            CREATE TABLE policy_card (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), number BIGINT NOT NULL,
                theme TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
                guest_id TEXT REFERENCES policy_board_guest (id), merged_into TEXT REFERENCES policy_card (id),
                is_merged BOOLEAN NOT NULL, hidden_at \(type: .timestamp), created_at \(type: .timestamp) NOT NULL)
            """,
            "CREATE UNIQUE INDEX policy_card_number ON policy_card (cycle_id, number)",
            "CREATE INDEX policy_card_guest ON policy_card (guest_id)",
            "CREATE INDEX policy_card_merged ON policy_card (merged_into)",
            "CREATE INDEX policy_card_hidden ON policy_card (hidden_at)",
            """
            CREATE TABLE policy_card_vote (
                card_id TEXT NOT NULL REFERENCES policy_card (id),
                guest_id TEXT NOT NULL REFERENCES policy_board_guest (id), PRIMARY KEY (card_id, guest_id))
            """,
            "CREATE INDEX policy_card_vote_guest ON policy_card_vote (guest_id)",
        ])

    /// The most cards on a board: more than a wall holds, and few enough for one page.
    static let mostCards = 500
    /// The most cards of one participant.
    static let mostOwn = 20

    static func find(_ cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> ChanceBoard? {
        try db.first("SELECT * FROM policy_board WHERE cycle_id = \(cycle)").map(ChanceBoard.init(row:))
    }

    static func find(secret: String, in db: any SQLConnection) throws -> ChanceBoard? {
        try db.first("SELECT * FROM policy_board WHERE secret_hash = \(Secret.hash(secret))").map(
            ChanceBoard.init(row:))
    }

    static func find(code: String, in db: any SQLConnection) throws -> ChanceBoard? {
        try db.first("SELECT * FROM policy_board WHERE code = \(code)").map(ChanceBoard.init(row:))
    }

    /// All cards of a board in the order in which they came.
    static func cards(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [ChanceCard] {
        try db.rows("SELECT * FROM policy_card WHERE cycle_id = \(cycle) ORDER BY number").map(ChanceCard.init(row:))
    }

    static func card(_ number: Int, of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> ChanceCard? {
        try db.first("SELECT * FROM policy_card WHERE cycle_id = \(cycle) AND number = \(number)").map(
            ChanceCard.init(row:))
    }

    /// Votes by card, but for those that are covered.
    static func votes(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [String: Int] {
        let rows = try db.rows(
            """
            SELECT v.card_id, COUNT(*) AS amount FROM policy_card_vote v JOIN policy_card c ON c.id = v.card_id
            WHERE c.cycle_id = \(cycle) AND c.hidden_at IS NULL GROUP BY v.card_id
            """)
        return Dictionary(try rows.map { (try $0("card_id", as: String.self), try $0("amount", as: Int.self)) }) {
            $0 + $1
        }
    }

    /// How many people voted, also on what was covered later.
    static func voters(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT COUNT(DISTINCT v.guest_id) FROM policy_card_vote v JOIN policy_card c ON c.id = v.card_id
            WHERE c.cycle_id = \(cycle)
            """)
    }

    // MARK: Participants

    static func makeGuest(
        of cycle: PolicyCycle.Identity, secret: String?, person: String?, now: Moment, in db: any SQLConnection
    ) throws -> String {
        let id = UUIDv7.make(at: now)
        try db.run(
            """
            INSERT INTO policy_board_guest (id, cycle_id, secret_hash, person_id, created_at)
            VALUES (\(id), \(cycle), \(secret.map(Secret.hash)), \(person), \(now))
            ON CONFLICT (cycle_id, person_id) DO NOTHING
            """)
        // Someone who writes and votes in the same moment is still one participant.
        return try guest(person: person, of: cycle, in: db) ?? id
    }

    /// The participant and the board of a personal link.
    static func guest(secret: String, in db: any SQLConnection) throws -> (id: String, board: ChanceBoard)? {
        guard
            let row = try db.first(
                "SELECT id, cycle_id FROM policy_board_guest WHERE secret_hash = \(Secret.hash(secret))"),
            let board = try find(row("cycle_id"), in: db)
        else { return nil }
        return (try row("id"), board)
    }

    /// The participant that a signed-in reader is; `nil` before their first card or vote.
    static func guest(person: String?, of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> String? {
        guard let person else { return nil }
        return try db.value(
            "SELECT id FROM policy_board_guest WHERE cycle_id = \(cycle) AND person_id = \(person)", as: String.self)
    }
}
