import Core
import Storage

/// What a member of staff signs in with. Residents have none: their mailbox is the proof.
struct Credential: Sendable {
    let person: Person.Identity
    let passwordHash: String?
    /// The second step's key, sealed.
    let totpSecret: [UInt8]?
    let totpConfirmedAt: Moment?
    /// The last step that was used: no code works twice.
    let totpStep: Int
    let failures: Int
    let lockedUntil: Moment?
    let changedAt: Moment

    init(row: Row) throws {
        person = try row("person_id")
        passwordHash = try row("password_hash")
        totpSecret = try row("totp_secret")
        totpConfirmedAt = try row("totp_confirmed_at")
        totpStep = try row("totp_step")
        failures = try row("failures")
        lockedUntil = try row("locked_until")
        changedAt = try row("changed_at")
    }

    var hasSecondStep: Bool { totpConfirmedAt != nil && totpSecret != nil }

    /// Where the sealed key belongs: it opens nowhere else.
    static func place(_ person: Person.Identity) -> String { "credential.totp_secret.\(person)" }
}

extension Credential {
    static func find(_ person: Person.Identity, in db: any SQLConnection) throws -> Credential? {
        try db.first("SELECT * FROM credential WHERE person_id = \(person)").map(Credential.init(row:))
    }

    /// Sets the password and forgets earlier failures. Nothing else of the credential changes.
    static func setPassword(_ hash: String?, of person: Person.Identity, now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO credential (person_id, password_hash, totp_step, failures, changed_at)
            VALUES (\(person), \(hash), 0, 0, \(now))
            ON CONFLICT (person_id) DO UPDATE SET password_hash = \(hash), failures = 0, locked_until = NULL,
                changed_at = \(now)
            """)
    }

    /// Stores the same password under a newer hash, unless it was changed meanwhile.
    static func renewHash(_ hash: String, of person: Person.Identity, from old: String, in db: any SQLConnection) throws
    {
        try db.run(
            "UPDATE credential SET password_hash = \(hash) WHERE person_id = \(person) AND password_hash = \(old)")
    }

    /// Takes away the second step and its recovery codes; the next sign-in asks to set up a new one.
    static func clearSecondStep(of person: Person.Identity, in db: any SQLConnection) throws {
        try db.run(
            "UPDATE credential SET totp_secret = NULL, totp_confirmed_at = NULL, totp_step = 0 WHERE person_id = \(person)"
        )
        try db.run("DELETE FROM recovery_code WHERE person_id = \(person)")
    }

    /// How many recovery codes are left.
    static func recoveryCodes(of person: Person.Identity, in db: any SQLConnection) throws -> Int {
        try db.count("SELECT COUNT(*) FROM recovery_code WHERE person_id = \(person) AND used_at IS NULL")
    }

    /// Whether the person has work at a municipality, without which there is no staff door.
    static func isStaff(_ person: Person.Identity, in db: any SQLConnection) throws -> Bool {
        try db.exists("SELECT 1 FROM municipal_role WHERE person_id = \(person) LIMIT 1")
    }
}
