import Core
import Formats
import Services
import Storage

/// A place in an organisation that waits for one mail address.
struct MemberInvitation: Sendable {
    static let purpose = "lid-uitnodiging"
    static let lifetime = Span.days(14)
    /// The most that may wait at once.
    static let most = 50

    /// The hash the token is kept under: it names the invitation without opening it.
    let key: String
    let organisation: Organisation.Identity
    let email: String
    let role: OrganisationRole
    let invitedBy: String
    let createdAt: Moment
    let expiresAt: Moment

    /// Those that still wait, the oldest first.
    static func open(of organisation: Organisation.Identity, now: Moment, in db: any SQLConnection) throws
        -> [MemberInvitation]
    {
        try db.rows(
            """
            SELECT hash, subject, data, created_at, expires_at FROM token
            WHERE subject = \(organisation) AND purpose = \(purpose) AND used_at IS NULL AND expires_at > \(now)
            ORDER BY created_at, hash
            """
        ).compactMap(MemberInvitation.init(row:))
    }

    /// The invitation behind a secret, while it is good. Changes nothing.
    static func look(_ secret: String, now: Moment, in db: any SQLConnection) throws -> MemberInvitation? {
        guard try Tokens.look(secret, for: purpose, now: now, in: db) != nil else { return nil }
        return try db.first(
            "SELECT hash, subject, data, created_at, expires_at FROM token WHERE hash = \(Secret.hash(secret))"
        ).flatMap(MemberInvitation.init(row:))
    }

    private init?(row: Row) throws {
        let data = try? JSONValue(parsing: row("data", as: String.self))
        guard let email = data?["email"]?.string,
            let role = data?["rol"]?.string.flatMap(OrganisationRole.init(rawValue:))
        else { return nil }
        self.email = email
        self.role = role
        invitedBy = data?["door"]?.string ?? ""
        key = try row("hash")
        organisation = try row("subject")
        createdAt = try row("created_at")
        expiresAt = try row("expires_at")
    }

    static func data(email: String, role: OrganisationRole, by person: String) -> String {
        (["email": .string(email), "rol": .string(role.rawValue), "door": .string(person)] as JSONValue).text
    }
}
