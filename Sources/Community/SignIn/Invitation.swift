import Core
import Services
import Storage
import Web

/// The way in for staff without a password: a link, bound to the person and the address it was made for.
struct Invitation: Sendable {
    let house: House

    static let purpose = "uitnodiging"
    /// By mail; people are on leave sometimes.
    static let lifetime = Span.days(7)

    /// Makes the one link that works now; earlier ones stop. Gives its address on the site.
    func issue(to person: Person, lifetime: Span = Invitation.lifetime, now: Moment, in db: any SQLConnection) throws
        -> String
    {
        try Tokens.revoke(subject: person.id.text, purpose: Self.purpose, now: now, in: db)
        let secret = try Tokens.issue(
            Self.purpose, subject: person.id.text, data: person.email ?? "", lifetime: lifetime, now: now, in: db)
        return house.origin + "/inloggen/uitnodiging/" + secret
    }

    /// The link by mail.
    func send(to person: Person, now: Moment, in db: any SQLConnection) throws {
        guard let email = person.email else { return }
        let t = house.t(person.language)
        let url = try issue(to: person, now: now, in: db)
        let greeting = person.name.isEmpty ? t("Hallo,") : t("Hallo \(person.name),")
        try house.mail(
            Mail(
                to: email, name: person.name, subject: t("Stel je wachtwoord in"), kind: "uitnodiging",
                language: person.language, isSecret: true,
                [
                    .paragraph(greeting),
                    .paragraph(t("Je hebt een account als medewerker. Kies een wachtwoord om te beginnen.")),
                    .paragraph(t("Houd je telefoon bij de hand: je stelt ook een app in voor een tweede stap.")),
                    .button(label: t("Wachtwoord instellen"), url: url),
                    .small(t("De link werkt 7 dagen en één keer.")),
                ]), in: db)
    }

    /// The person a link is for, while it is good. Changes nothing.
    func person(of secret: String, now: Moment) async throws -> Person? {
        try await house.database.read { db in
            try Tokens.look(secret, for: Self.purpose, now: now, in: db).flatMap { try invited($0, in: db) }
        }
    }

    /// Sets the password, ends what was open, and goes on to the second step. `nil` when the link is no longer good.
    func accept(_ secret: String, password: String, visit: Visit) async throws -> StaffSignIn.Next? {
        guard let hash = await house.passwords.hash(password) else {
            throw StorageError.unusable("The password could not be hashed.")
        }
        return try await house.database.write { db in
            guard let token = try Tokens.consume(secret, for: Self.purpose, now: visit.now, in: db),
                let person = try invited(token, in: db)
            else { return nil }
            try Credential.setPassword(hash, of: person.id, now: visit.now, in: db)
            try Sessions.endAll(of: person.id, in: db)
            try house.record(Audit.Event("wachtwoord-ingesteld", "persoon", person.id.text), by: visit, in: db)
            return try StaffSignIn(house: house).next(person.id, back: nil, visit: visit, in: db)
        }
    }

    /// Nobody, when the address changed since or the work at the municipality ended.
    private func invited(_ token: Tokens.Token, in db: any SQLConnection) throws -> Person? {
        guard let person = try Person.find(Person.Identity(token.subject), in: db), person.email == token.data,
            try Credential.isStaff(person.id, in: db)
        else { return nil }
        return person
    }
}
