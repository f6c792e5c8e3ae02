package import Core
package import Storage

/// Secrets for one purpose, one subject and a limited time, used once. Looking never uses them up: mail scanners
/// follow links, so only a posted form consumes.
package enum Tokens {
    package static let migration = Migration(
        "services-tokens-001",
        [
            """
            CREATE TABLE token (
                hash TEXT PRIMARY KEY, purpose TEXT NOT NULL, subject TEXT NOT NULL, data TEXT NOT NULL,
                created_at \(type: .timestamp) NOT NULL, expires_at \(type: .timestamp) NOT NULL,
                used_at \(type: .timestamp))
            """,
            "CREATE INDEX token_subject ON token (subject, purpose)",
            "CREATE INDEX token_expires ON token (expires_at)",
        ])

    package struct Token: Sendable {
        package let subject: String
        package let data: String
        package let expiresAt: Moment
    }

    /// Makes a token and gives its secret, which is shown once and never stored.
    package static func issue(
        _ purpose: String, subject: String, data: String = "", lifetime: Span, now: Moment, in db: any SQLConnection
    ) throws -> String {
        let secret = Secret.make()
        try db.run(
            """
            INSERT INTO token (hash, purpose, subject, data, created_at, expires_at)
            VALUES (\(Secret.hash(secret)), \(purpose), \(subject), \(data), \(now), \(now + lifetime))
            """)
        return secret
    }

    /// The token, when it is still good. Changes nothing.
    package static func look(_ secret: String, for purpose: String, now: Moment, in db: any SQLConnection) throws
        -> Token?
    {
        try db.first(
            """
            SELECT subject, data, expires_at FROM token
            WHERE hash = \(Secret.hash(secret)) AND purpose = \(purpose) AND used_at IS NULL AND expires_at > \(now)
            """
        ).map(token)
    }

    /// Uses the token up, or gives `nil` when it was used, has expired or was for something else.
    package static func consume(_ secret: String, for purpose: String, now: Moment, in db: any SQLConnection) throws
        -> Token?
    {
        try db.first(
            """
            UPDATE token SET used_at = \(now)
            WHERE hash = \(Secret.hash(secret)) AND purpose = \(purpose) AND used_at IS NULL AND expires_at > \(now)
            RETURNING subject, data, expires_at
            """
        ).map(token)
    }

    /// Makes all open tokens of a subject worthless.
    package static func revoke(subject: String, purpose: String, now: Moment, in db: any SQLConnection) throws {
        try db.run(
            "UPDATE token SET used_at = \(now) WHERE subject = \(subject) AND purpose = \(purpose) AND used_at IS NULL")
    }

    private static func token(_ row: Row) throws -> Token {
        try Token(subject: row("subject"), data: row("data"), expiresAt: row("expires_at"))
    }
}
