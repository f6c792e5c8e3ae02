package import Core
import Services
package import Storage

/// How a person proved who they are. It decides how long the session lasts and whether municipal roles count in it.
package enum SessionKind: String, Sendable, SQLConvertible, CaseIterable {
    /// By a link in a mail: residents and members of organisations.
    case link
    /// By password and second step, or with the account of their municipality. Municipal roles count in these sessions only.
    case staff

    /// The longest a session of this kind lives.
    var lifetime: Span { self == .link ? .days(30) : .hours(8) }
    /// How long it lives without a request.
    var idle: Span { self == .link ? .days(14) : .minutes(30) }

    /// When a session that began at `start` ends, if nothing more happens after `now`.
    func end(start: Moment, now: Moment) -> Moment { min(start + lifetime, now + idle) }
}

/// Sessions in the database: the cookie is a random secret, of which only the hash is stored.
package enum Sessions {
    /// Starts a session and gives its secret for the cookie. The session that `old` names ends, so that a cookie from
    /// before the sign-in is worth nothing after it.
    ///
    /// - Parameter lifetime: for a demo, whose clock jumps; otherwise the kind decides.
    package static func start(
        for person: Person.Identity, kind: SessionKind, replacing old: String?, lifetime: Span? = nil, now: Moment,
        in db: any SQLConnection
    ) throws -> String {
        if let old { try end(old, in: db) }
        let secret = Secret.make()
        let end = lifetime.map { now + $0 } ?? kind.end(start: now, now: now)
        try db.run(
            """
            INSERT INTO session (hash, person_id, kind, created_at, last_seen_at, expires_at)
            VALUES (\(Secret.hash(secret)), \(person), \(kind), \(now), \(now), \(end))
            """)
        return secret
    }

    /// - Parameter key: as in `Session.key`.
    package static func end(_ key: String, in db: any SQLConnection) throws {
        try db.run("DELETE FROM session WHERE hash = \(key)")
    }

    /// Ends the sessions of a person on all devices, but for `kept`, and gives their number.
    @discardableResult
    package static func endAll(of person: Person.Identity, except kept: String? = nil, in db: any SQLConnection) throws
        -> Int
    {
        try db.run("DELETE FROM session WHERE person_id = \(person) AND hash <> \(kept ?? "")")
    }

    /// A session as its owner may see it.
    package struct Entry: Sendable {
        package let key: String
        package let kind: SessionKind
        package let createdAt: Moment
        package let lastSeenAt: Moment
        package let endsAt: Moment
    }

    /// The sessions of a person that are still good, the last used first.
    package static func all(of person: Person.Identity, now: Moment, in db: any SQLConnection) throws -> [Entry] {
        try db.rows(
            """
            SELECT hash, kind, created_at, last_seen_at, expires_at FROM session
            WHERE person_id = \(person) AND expires_at > \(now) ORDER BY last_seen_at DESC, hash
            """
        ).map { row in
            try Entry(
                key: row("hash"), kind: row("kind"), createdAt: row("created_at"), lastSeenAt: row("last_seen_at"),
                endsAt: row("expires_at"))
        }
    }
}
