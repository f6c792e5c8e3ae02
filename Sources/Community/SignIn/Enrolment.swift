import Core
import Services
import Storage
import Web

import struct Foundation.Data

/// Setting up the second step: a key for the app, proven with a code, then ten codes on paper.
///
/// Until the code is right the key lives sealed in the token, so that a half-done set-up changes nothing.
struct Enrolment: Sendable {
    let house: House

    static let purpose = "tweede-stap-instellen"
    static let donePurpose = "tweede-stap-klaar"
    /// Long enough to install an app.
    static let lifetime = Span.minutes(15)

    /// What the page shows.
    struct View: Sendable {
        let token: String
        let code: OneTimeCode
        let account: String

        /// The key in groups of four, to type over.
        var groups: [String] {
            let letters = Array(code.base32)
            return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
        }
    }

    func begin(_ person: Person.Identity, back: String?, now: Moment, in db: any SQLConnection) throws -> View {
        let code = OneTimeCode.generate()
        let sealed = try house.vault.seal(code.secret, place: Credential.place(person))
        try Tokens.revoke(subject: person.text, purpose: Self.purpose, now: now, in: db)
        let token = try Tokens.issue(
            Self.purpose, subject: person.text, data: Data(sealed).base64EncodedString() + " " + (back ?? ""),
            lifetime: Self.lifetime, now: now, in: db)
        return View(token: token, code: code, account: try account(person, in: db) ?? "")
    }

    enum Outcome: Sendable {
        /// The codes to show once, and the token that opens the door after it.
        case done(codes: [String], token: String)
        case wrong(View)
        case expired
    }

    func confirm(_ token: String, typed: String, visit: Visit) async throws -> Outcome {
        guard let open = try await house.database.read({ db in try look(token, now: visit.now, in: db) }) else {
            return .expired
        }
        guard let step = open.view.code.accept(typed, at: visit.now, after: 0) else { return .wrong(open.view) }
        let codes = RecoveryCodes.generate()
        let hashes = await hash(codes)
        guard hashes.count == codes.count else {
            throw StorageError.unusable("The recovery codes could not be hashed.")
        }
        return try await house.database.write { db in
            guard try Tokens.consume(token, for: Self.purpose, now: visit.now, in: db) != nil else { return .expired }
            try store(open, step: step, hashes: hashes, now: visit.now, in: db)
            try house.record(Audit.Event("tweede-stap-ingesteld", "persoon", open.person.text), by: visit, in: db)
            try SecurityMail(house: house).send(.secondStepChanged, to: open.person, in: db)
            let done = try Tokens.issue(
                Self.donePurpose, subject: open.person.text, data: open.back, lifetime: Self.lifetime, now: visit.now,
                in: db)
            return .done(codes: codes, token: done)
        }
    }

    /// The codes are kept: starts the session. `nil` when it took too long.
    func finish(_ token: String, visit: Visit) async throws -> SignedIn? {
        try await house.database.write { db in
            guard let done = try Tokens.consume(token, for: Self.donePurpose, now: visit.now, in: db) else {
                return nil
            }
            let person = Person.Identity(done.subject)
            try Lockout.clear(person, in: db)
            return try SignedIn.begin(person, kind: .staff, back: ReturnPath.checked(done.data), visit: visit, in: db)
        }
    }

    private struct Open: Sendable {
        let person: Person.Identity
        let view: View
        let sealed: [UInt8]
        let back: String
    }

    private func look(_ token: String, now: Moment, in db: any SQLConnection) throws -> Open? {
        guard let found = try Tokens.look(token, for: Self.purpose, now: now, in: db) else { return nil }
        let parts = found.data.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let sealed = Data(base64Encoded: String(parts[0])).map(Array.init) else { return nil }
        let person = Person.Identity(found.subject)
        guard let account = try account(person, in: db) else { return nil }
        let code = OneTimeCode(secret: try house.vault.open(sealed, place: Credential.place(person)))
        return Open(
            person: person, view: View(token: token, code: code, account: account), sealed: sealed,
            back: String(parts[1]))
    }

    /// What the app calls the account. Whoever came in with their municipality may have no address here.
    private func account(_ person: Person.Identity, in db: any SQLConnection) throws -> String? {
        try Person.find(person, in: db).map { $0.email ?? $0.name }
    }

    private func store(_ open: Open, step: Int, hashes: [String], now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE credential SET totp_secret = \(open.sealed), totp_confirmed_at = \(now), totp_step = \(step),
                changed_at = \(now) WHERE person_id = \(open.person)
            """)
        try db.run("DELETE FROM recovery_code WHERE person_id = \(open.person)")
        for hash in hashes {
            try db.run("INSERT INTO recovery_code (person_id, hash) VALUES (\(open.person), \(hash))")
        }
        try Sessions.endAll(of: open.person, in: db)
    }

    private func hash(_ codes: [String]) async -> [String] {
        await withTaskGroup(of: String?.self) { group in
            for code in codes { group.addTask { await house.passwords.hash(code) } }
            var hashes: [String] = []
            for await hash in group { if let hash { hashes.append(hash) } }
            return hashes
        }
    }
}
