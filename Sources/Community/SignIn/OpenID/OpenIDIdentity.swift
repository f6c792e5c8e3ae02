import Core
import OpenID
import Services
import Storage

/// The tie between somebody at a provider and a person here. The tie is issuer and subject, never the address: an address
/// can pass to the next colleague, and anyone can claim one.
enum OpenIDIdentity {
    static func person(_ claims: Claims, in db: any SQLConnection) throws -> Person? {
        guard
            let id = try db.value(
                """
                SELECT person_id FROM openid_identity WHERE issuer = \(claims.issuer) AND subject = \(claims.subject)
                """, as: Person.Identity.self)
        else { return nil }
        return try Person.find(id, in: db)
    }

    /// Ties them. One person has one tie with a provider: an earlier one goes, as after a new account at the
    /// municipality. False when this account is tied to somebody already.
    static func link(
        issuer: String, subject: String, to person: Person.Identity, now: Moment, in db: any SQLConnection
    ) throws -> Bool {
        let isNew =
            try db.run(
                """
                INSERT INTO openid_identity (issuer, subject, person_id, linked_at, last_used_at)
                VALUES (\(issuer), \(subject), \(person), \(now), \(now)) ON CONFLICT (issuer, subject) DO NOTHING
                """) == 1
        guard isNew else { return false }
        try db.run(
            "DELETE FROM openid_identity WHERE person_id = \(person) AND issuer = \(issuer) AND subject <> \(subject)")
        return true
    }

    static func markUsed(_ claims: Claims, now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE openid_identity SET last_used_at = \(now)
            WHERE issuer = \(claims.issuer) AND subject = \(claims.subject)
            """)
    }

    /// How many people are tied to a provider, and when one last came in.
    static func use(of issuer: String, in db: any SQLConnection) throws -> (people: Int, last: Moment?) {
        guard
            let row = try db.first(
                """
                SELECT COUNT(*) AS people, MAX(last_used_at) AS last_used FROM openid_identity WHERE issuer = \(issuer)
                """)
        else { return (0, nil) }
        return try (row("people"), row("last_used"))
    }
}
