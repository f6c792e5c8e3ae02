package import Core

/// The table of wishes that were carried out.
package enum OnceRecord {
    package static let migration = Migration(
        "once-001",
        [
            """
            CREATE TABLE request_once (
                actor TEXT NOT NULL, request_key TEXT NOT NULL, print TEXT NOT NULL, made_at \(type: .timestamp) NOT NULL,
                PRIMARY KEY (actor, request_key, print))
            """,
            "CREATE INDEX request_once_made ON request_once (made_at)",
        ])

    /// Long enough for the slowest retry, and for a page that was left open over a weekend.
    package static let keep = Span.days(7)

    /// Writes the wish down; false when it stands there already.
    static func enter(_ ticket: OnceTicket, in db: any SQLConnection) throws -> Bool {
        let key = ticket.key
        return try db.run(
            """
            INSERT INTO request_once (actor, request_key, print, made_at)
            VALUES (\(key.actor), \(key.key), \(key.print), \(ticket.now)) ON CONFLICT DO NOTHING
            """) == 1
    }

    /// Writes the wish down anew, with the moment it was asked again.
    static func confirm(_ ticket: OnceTicket, in db: any SQLConnection) throws {
        let key = ticket.key
        try db.run(
            """
            UPDATE request_once SET made_at = \(ticket.now)
            WHERE actor = \(key.actor) AND request_key = \(key.key) AND print = \(key.print)
            """)
    }

    /// Takes a wish back that was written down and did not succeed after all, so that it can be tried again.
    static func withdraw(_ key: OnceKey, in db: any SQLConnection) throws {
        try db.run(
            """
            DELETE FROM request_once
            WHERE actor = \(key.actor) AND request_key = \(key.key) AND print = \(key.print)
            """)
    }

    /// Keeps a row of its own that changes each time: to see whether a change can be kept at all.
    package static func tryOut(now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO request_once (actor, request_key, print, made_at) VALUES ('', 'proef', '', \(now))
            ON CONFLICT (actor, request_key, print) DO UPDATE SET made_at = \(now)
            """)
    }

    /// Forgets what is too old to be asked again.
    package static func purge(now: Moment, in db: any SQLConnection) throws {
        try db.run("DELETE FROM request_once WHERE made_at < \(now - keep)")
    }
}
