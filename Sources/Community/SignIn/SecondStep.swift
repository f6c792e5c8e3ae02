import Core
import Formats
import Services
import Storage
import Web

/// The code of the app, or one of the codes on paper.
struct SecondStep: Sendable {
    let house: House

    enum Proof: Sendable { case app(String), paper(String) }

    enum Outcome: Sendable {
        case signedIn(SignedIn)
        case wrong
        /// Five minutes went by, or the token was used: start again.
        case expired
    }

    func finish(_ token: String, _ proof: Proof, visit: Visit) async throws -> Outcome {
        guard let attempt = try await house.database.write({ db in try Attempt(token, proof, now: visit.now, in: db) })
        else { return .expired }
        let paper = await matchingHash(attempt.hashes, proof)
        return try await house.database.write { db in
            guard let person = attempt.counted else {
                try recordFailure(attempt.person, "op slot", visit, in: db)
                return .wrong
            }
            let isRight =
                switch proof {
                case .app(let code): try acceptCode(code, of: person, now: visit.now, in: db)
                case .paper: try usePaper(paper, of: person, visit: visit, in: db)
                }
            guard isRight else {
                try recordFailure(person, "geweigerd", visit, in: db)
                return .wrong
            }
            guard let used = try Tokens.consume(token, for: StaffSignIn.purpose, now: visit.now, in: db) else {
                return .expired
            }
            try Lockout.clear(person, in: db)
            return .signedIn(
                try SignedIn.begin(person, kind: .staff, back: ReturnPath.checked(used.data), visit: visit, in: db))
        }
    }

    private struct Attempt: Sendable {
        let person: Person.Identity
        /// The person, when the try was counted and may be checked.
        let counted: Person.Identity?
        /// The open codes on paper.
        var hashes: [String] = []

        init?(_ token: String, _ proof: Proof, now: Moment, in db: any SQLConnection) throws {
            guard let step = try Tokens.look(token, for: StaffSignIn.purpose, now: now, in: db) else { return nil }
            person = Person.Identity(step.subject)
            counted = try Lockout.reserve(person, now: now, in: db) ? person : nil
            guard counted != nil, case .paper = proof else { return }
            hashes = try db.rows("SELECT hash FROM recovery_code WHERE person_id = \(person) AND used_at IS NULL")
                .map { try $0("hash") }
        }
    }

    /// The codes on paper are short, so they are kept like passwords; checking them may take half a second.
    private func matchingHash(_ hashes: [String], _ proof: Proof) async -> String? {
        guard case .paper(let typed) = proof else { return nil }
        let code = RecoveryCodes.normalised(typed)
        for hash in hashes where await house.passwords.verify(code, against: hash) { return hash }
        return nil
    }

    private func acceptCode(_ typed: String, of person: Person.Identity, now: Moment, in db: any SQLConnection) throws
        -> Bool
    {
        guard let credential = try Credential.find(person, in: db), credential.hasSecondStep,
            let sealed = credential.totpSecret
        else { return false }
        let code = OneTimeCode(secret: try house.vault.open(sealed, place: Credential.place(person)))
        guard let step = code.accept(typed, at: now, after: credential.totpStep) else { return false }
        return try db.run(
            "UPDATE credential SET totp_step = \(step) WHERE person_id = \(person) AND totp_step < \(step)") == 1
    }

    private func usePaper(_ hash: String?, of person: Person.Identity, visit: Visit, in db: any SQLConnection) throws
        -> Bool
    {
        guard let hash,
            try db.run(
                """
                UPDATE recovery_code SET used_at = \(visit.now)
                WHERE person_id = \(person) AND hash = \(hash) AND used_at IS NULL
                """) == 1
        else { return false }
        let left = try Credential.recoveryCodes(of: person, in: db)
        try house.record(
            Audit.Event("herstelcode-gebruikt", "persoon", person.text, details: ["over": .int(left)]), by: visit,
            in: db)
        try SecurityMail(house: house).send(.recoveryCodeUsed(left: left), to: person, in: db)
        return true
    }

    private func recordFailure(_ person: Person.Identity, _ result: String, _ visit: Visit, in db: any SQLConnection)
        throws
    {
        try house.record(
            Audit.Event("inloggen-mislukt", "persoon", person.text, result: result, details: ["stap": "code"]),
            by: visit,
            in: db)
    }
}
