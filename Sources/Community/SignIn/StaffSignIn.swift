import Core
import Formats
import Services
import Storage
import Web

/// The staff door: a password, then the second step. Between the two a token of five minutes carries the visitor,
/// which is no session and opens nothing else.
struct StaffSignIn: Sendable {
    let house: House

    static let purpose = "inlogstap"
    static let lifetime = Span.minutes(5)

    /// What a right password leads to.
    enum Next: Sendable {
        /// A code from the app or from paper.
        case code(token: String)
        /// The first time: the app must be set up before anything opens.
        case enrol(Enrolment.View)
    }

    /// Checks the password. `nil` for every refusal: unknown address, wrong password, locked, no staff.
    func begin(email: String, password: String, back: String?, visit: Visit) async throws -> Next? {
        let attempt = try await house.database.write { db in try Attempt(email: email, now: visit.now, in: db) }
        let isRight = await house.passwords.verify(password, against: attempt.hash)
        // The only moment at which the password itself is at hand.
        let renewed = isRight ? await renewedHash(of: password, old: attempt.hash) : nil
        return try await house.database.write { db in
            guard isRight, let hash = attempt.hash, let person = attempt.person else {
                try recordFailure(attempt, visit: visit, in: db)
                return nil
            }
            try Lockout.release(person, in: db)
            if let renewed { try Credential.renewHash(renewed, of: person, from: hash, in: db) }
            return try next(person, back: back, visit: visit, in: db)
        }
    }

    /// The step after a proof of the first factor: a password, or an invitation.
    func next(_ person: Person.Identity, back: String?, visit: Visit, in db: any SQLConnection) throws -> Next {
        guard try Credential.find(person, in: db)?.hasSecondStep == true else {
            return .enrol(try Enrolment(house: house).begin(person, back: back, now: visit.now, in: db))
        }
        try Tokens.revoke(subject: person.text, purpose: Self.purpose, now: visit.now, in: db)
        let token = try Tokens.issue(
            Self.purpose, subject: person.text, data: back ?? "", lifetime: Self.lifetime, now: visit.now, in: db)
        return .code(token: token)
    }

    private func renewedHash(of password: String, old: String?) async -> String? {
        guard let old, house.passwords.needsRehash(old) else { return nil }
        return await house.passwords.hash(password)
    }

    private func recordFailure(_ attempt: Attempt, visit: Visit, in db: any SQLConnection) throws {
        // An unknown address stays out of the log: people type passwords and other people's addresses there.
        try house.record(
            Audit.Event(
                "inloggen-mislukt", "persoon", attempt.person?.text ?? "onbekend",
                result: attempt.isLocked ? "op slot" : "geweigerd", details: ["stap": "wachtwoord"]),
            by: visit, in: db)
    }

    /// A try at a password, counted before it is checked.
    private struct Attempt: Sendable {
        var person: Person.Identity?
        /// Only when there is something to check and the account is not locked.
        var hash: String?
        var isLocked = false

        init(email: String, now: Moment, in db: any SQLConnection) throws {
            guard let address = Validation.email(email), let person = try Person.find(email: address, in: db)?.id,
                try Credential.isStaff(person, in: db),
                let hash = try Credential.find(person, in: db)?.passwordHash
            else { return }
            self.person = person
            if try Lockout.reserve(person, now: now, in: db) { self.hash = hash } else { isLocked = true }
        }
    }
}
