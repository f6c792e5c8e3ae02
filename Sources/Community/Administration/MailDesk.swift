import Core
import Services
import Storage
import Web

/// What an administrator sees of the mail: to whom, what kind, how it went. Never what it says.
struct MailDesk: Sendable {
    struct Line: Sendable {
        let id: String
        let kind: String
        let recipient: String
        let state: Outbox.State
        let tries: Int
        let createdAt: Moment
        let sentAt: Moment?
        let lastError: String?

        init(row: Row) throws {
            id = try row("id")
            kind = try row("kind")
            recipient = try row("recipient")
            state = try row("state")
            tries = try row("tries")
            createdAt = try row("created_at")
            sentAt = try row("sent_at")
            lastError = try row("last_error")
        }
    }

    private static let columns: SQL = "id, kind, recipient, state, tries, created_at, sent_at, last_error, next_at"
    static let pageSize = 50

    /// Mails that were put aside, the last first, from before `before` (an id) on.
    static func dead(before: String?, in db: any SQLConnection) throws -> Page<Line> {
        var conditions: [SQL] = ["state = \(Outbox.State.dead)"]
        if let before, let row = try db.first("SELECT next_at FROM mail WHERE id = \(before)") {
            conditions.append("(next_at, id) < (\(try row("next_at", as: Moment.self)), \(before))")
        }
        let found = try db.rows(
            """
            SELECT \(columns) FROM mail WHERE \(.all(conditions)) ORDER BY next_at DESC, id DESC LIMIT \(pageSize + 1)
            """
        ).map(Line.init(row:))
        return Page(fetched: found, limit: pageSize) { $0.id }
    }

    /// The last mails to one address, written in full: nobody leafs through other people's post.
    static func recent(to address: String, in db: any SQLConnection) throws -> [Line] {
        try db.rows(
            """
            SELECT \(columns) FROM mail WHERE recipient IN (\(list: Set([address, address.lowercased()])))
            ORDER BY created_at DESC, id DESC LIMIT \(pageSize)
            """
        ).map(Line.init(row:))
    }

    /// Gives a dead mail another round of tries.
    static func retry(_ id: String, visit: Visit, house: House) async throws {
        try await house.database.write { db in
            try AdministrationScope(visit, in: db).requireHouse()
            guard try Outbox.retry(id, now: visit.now, in: db) else { throw WebError.notFound }
            try house.record(Audit.Event("mail-opnieuw", "mail", id), by: visit, in: db)
        }
    }

    /// Throws a dead mail away.
    static func drop(_ id: String, visit: Visit, house: House) async throws {
        try await house.database.write { db in
            try AdministrationScope(visit, in: db).requireHouse()
            guard try db.run("DELETE FROM mail WHERE id = \(id) AND state = \(Outbox.State.dead)") == 1 else {
                throw WebError.notFound
            }
            try house.record(Audit.Event("mail-weggegooid", "mail", id), by: visit, in: db)
        }
    }
}
