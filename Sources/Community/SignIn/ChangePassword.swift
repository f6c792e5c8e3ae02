import Core
import Formats
import Services
import Storage
import Web

/// Changes to one's own way of signing in. Each asks the password again, under the same lock as the door.
struct ChangePassword: Sendable {
    let house: House

    /// Whether this is the person's password now. A wrong one counts as a failed sign-in.
    func confirm(_ password: String, of person: Person.Identity, visit: Visit) async throws -> Bool {
        let hash = try await house.database.write { db -> String? in
            guard try Lockout.reserve(person, now: visit.now, in: db) else { return nil }
            return try Credential.find(person, in: db)?.passwordHash
        }
        let isRight = await house.passwords.verify(password, against: hash)
        try await house.database.write { db in
            if isRight {
                try Lockout.release(person, in: db)
            } else {
                try house.record(
                    Audit.Event(
                        "inloggen-mislukt", "persoon", person.text, result: "geweigerd", details: ["stap": "bevestigen"]
                    ),
                    by: visit, in: db)
            }
        }
        return isRight
    }

    /// Sets the new password, ends all sessions and starts a fresh one here.
    func change(to password: String, of person: Person.Identity, visit: Visit) async throws -> SignedIn {
        guard let hash = await house.passwords.hash(password) else {
            throw StorageError.unusable("The password could not be hashed.")
        }
        return try await house.database.write { db in
            try Credential.setPassword(hash, of: person, now: visit.now, in: db)
            try Sessions.endAll(of: person, in: db)
            try house.record(Audit.Event("wachtwoord-gewijzigd", "persoon", person.text), by: visit, in: db)
            try SecurityMail(house: house).send(.passwordChanged, to: person, in: db)
            return try SignedIn.begin(person, kind: .staff, back: "/mijn/wachtwoord", visit: visit, in: db)
        }
    }

    /// A new key for another phone or app. The old one works until the new one is proven.
    func restartSecondStep(of person: Person.Identity, visit: Visit) async throws -> Enrolment.View {
        try await house.database.write { db in
            try Enrolment(house: house).begin(person, back: "/mijn/wachtwoord", now: visit.now, in: db)
        }
    }
}
