package import Core
import Services
import Storage
package import Web

/// Knows who belongs to a cookie: a look-up for the session, one for the roles and one for each other door a module
/// has, all by index.
package struct SessionStore: Authenticator {
    private let database: any Database
    private let registry: Registry

    package init(house: House) {
        database = house.database
        registry = house.registry
    }

    package func session(cookie: String, now: Moment) async throws -> Session? {
        // Our secrets are 43 characters; anything else need not bother the database.
        guard cookie.utf8.count == 43 else { return nil }
        let key = Secret.hash(cookie)
        let modules = registry.modules
        let read = try await database.read { db in try Self.find(key, now: now, modules, in: db) }
        guard let found = read else { return nil }
        if now - found.lastSeenAt >= Self.grain { try await touch(found, now: now) }
        return found.session
    }

    /// A session is marked as used at most once in this time, so that reading does not become writing.
    private static let grain = Span.minutes(5)

    private struct Found: Sendable {
        let session: Session
        let person: String
        let kind: SessionKind
        let createdAt: Moment
        let lastSeenAt: Moment
        let endsAt: Moment
    }

    private static func find(_ key: String, now: Moment, _ modules: [any Module], in db: any SQLConnection) throws
        -> Found?
    {
        guard
            let row = try db.first(
                """
                SELECT s.person_id, s.kind, s.created_at, s.last_seen_at, s.expires_at, p.name, p.email, p.language
                FROM session s JOIN person p ON p.id = s.person_id
                WHERE s.hash = \(key) AND s.expires_at > \(now) AND p.erased_at IS NULL
                """)
        else { return nil }
        let person: String = try row("person_id")
        let kind: SessionKind = try row("kind")
        var actor = Actor(person: person, name: try row("name"), email: try row("email"))
        try addRoles(to: &actor, person: person, kind: kind, in: db)
        for module in modules { actor.workplaces += try module.workplaces(of: person, in: db) }
        let session = Session(key: key, actor: actor, language: try row("language", as: Language.self))
        return try Found(
            session: session, person: person, kind: kind, createdAt: row("created_at"), lastSeenAt: row("last_seen_at"),
            endsAt: row("expires_at"))
    }

    private static func addRoles(to actor: inout Actor, person: String, kind: SessionKind, in db: any SQLConnection)
        throws
    {
        let memberships: SQL = """
            SELECT o.id AS id, m.role AS role, o.number AS number, o.name AS name
            FROM membership m JOIN organisation o ON o.id = m.organisation_id
            WHERE m.person_id = \(person) AND o.state <> \(Organisation.State.stopped)
            """
        // Number 0 marks a municipality: organisations count from 1.
        let municipal: SQL = """
            SELECT municipality_code AS id, role, 0 AS number, '' AS name FROM municipal_role WHERE person_id = \(person)
            """
        for row in try db.rows(kind == .staff ? "\(memberships) UNION ALL \(municipal)" : memberships) {
            let id: String = try row("id")
            let number: Int = try row("number")
            if number == 0 {
                actor.municipal[id, default: []].insert(try row("role"))
            } else {
                actor.organisations.append(
                    Actor.Membership(id: id, number: number, name: try row("name"), role: try row("role")))
            }
        }
        actor.organisations.sort { ($0.name, $0.number) < ($1.name, $1.number) }
    }

    private func touch(_ found: Found, now: Moment) async throws {
        let end = max(found.endsAt, found.kind.end(start: found.createdAt, now: now))
        try await database.write { db in
            try db.run(
                """
                UPDATE session SET last_seen_at = \(now), expires_at = \(end)
                WHERE hash = \(found.session.key) AND last_seen_at < \(now)
                """)
            try db.run(
                """
                UPDATE person SET last_seen_at = \(now)
                WHERE id = \(found.person) AND (last_seen_at IS NULL OR last_seen_at < \(now - .hours(12)))
                """)
        }
    }
}
