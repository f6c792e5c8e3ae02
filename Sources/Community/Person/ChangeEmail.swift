import Core
import Services
import Storage
import Web

/// A person moves to another mail address. The new one must prove itself, the old one is told.
struct ChangeEmail: Sendable {
    let house: House

    static let purpose = "email-wijzigen"
    static let lifetime = Span.hours(24)
    /// The most mails a person can cause in an hour.
    static let mailsAnHour = 5

    enum Outcome: Sendable {
        case changed(Person)
        /// The link is no longer good, or the address has an account of its own by now.
        case gone
    }

    /// Mails the link to the new address. When the address has an account already, that mail says so: the page never
    /// tells who has one.
    func ask(_ email: String, for person: Person.Identity, by visit: Visit) async throws {
        let address = email.lowercased()
        try await house.database.write { [now = visit.now] db in
            guard let person = try Person.find(person, in: db) else { throw WebError.notFound }
            let recent = try db.count(
                """
                SELECT COUNT(*) FROM token
                WHERE subject = \(person.id) AND purpose = \(Self.purpose) AND created_at > \(now - .hours(1))
                """)
            guard recent < Self.mailsAnHour, person.email != address else { return }
            try Tokens.revoke(subject: person.id.text, purpose: Self.purpose, now: now, in: db)
            let secret = try Tokens.issue(
                Self.purpose, subject: person.id.text, data: address, lifetime: Self.lifetime, now: now, in: db)
            let isTaken = try Person.find(email: address, in: db) != nil
            try house.mail(isTaken ? taken(address, person) : confirm(address, secret, person), in: db)
        }
    }

    /// The new address behind a link, while it is good. Changes nothing.
    func look(_ secret: String, now: Moment) async throws -> String? {
        try await house.database.read { db in try Tokens.look(secret, for: Self.purpose, now: now, in: db)?.data }
    }

    func perform(_ secret: String, by visit: Visit) async throws -> Outcome {
        try await house.database.write { [now = visit.now] db in
            guard let token = try Tokens.consume(secret, for: Self.purpose, now: now, in: db),
                let person = try Person.find(Person.Identity(token.subject), in: db),
                try Person.find(email: token.data, in: db) == nil
            else { return .gone }
            try db.run("UPDATE person SET email = \(token.data) WHERE id = \(person.id)")
            try forgetLinks(of: person, now: now, in: db)
            for module in house.registry.modules {
                try module.moved(person.id.text, from: person.email ?? "", to: token.data, now: now, in: db)
            }
            let cause = Audit.Cause(actor: person.id.text, origin: visit.address)
            try Audit.record(Audit.Event("email-gewijzigd", "persoon", person.id.text), by: cause, now: now, in: db)
            if let old = person.email { try house.mail(notice(old, person), in: db) }
            guard let changed = try Person.find(person.id, in: db) else { return .gone }
            return .changed(changed)
        }
    }

    /// Whoever still reads the old mailbox must not come in with a link that waits there.
    private func forgetLinks(of person: Person, now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE token SET used_at = \(now)
            WHERE subject IN (\(person.id.text), \(person.email ?? "")) AND used_at IS NULL
            """)
    }

    private func confirm(_ address: String, _ secret: String, _ person: Person) -> Mail {
        let t = house.t(person.language)
        return Mail(
            to: address, name: person.name, subject: t("Bevestig je nieuwe e-mailadres"), kind: "email-bevestigen",
            language: person.language, isSecret: true,
            [
                .paragraph(t("Je wilt voortaan dit e-mailadres gebruiken. Bevestig dat met deze knop.")),
                .button(label: t("Bevestig dit adres"), url: house.origin + "/mijn/email/" + secret),
                .small(t("De link werkt 24 uur. Heb je hier niet om gevraagd? Dan hoef je niets te doen.")),
            ])
    }

    private func taken(_ address: String, _ person: Person) -> Mail {
        let t = house.t(person.language)
        return Mail(
            to: address, subject: t("Dit e-mailadres heeft al een account"), kind: "email-bezet",
            language: person.language,
            [
                .paragraph(
                    t(
                        "Iemand wilde dit e-mailadres aan een ander account koppelen. Dat kan niet: er hoort al een account bij."
                    )),
                .paragraph(t("Was jij dat? Log dan in met dit adres, of wis eerst het account dat erbij hoort.")),
                .button(label: t("Inloggen"), url: house.origin + "/inloggen"),
            ])
    }

    private func notice(_ old: String, _ person: Person) -> Mail {
        let t = house.t(person.language)
        return Mail(
            to: old, name: person.name, subject: t("Je e-mailadres is gewijzigd"), kind: "email-gewijzigd",
            language: person.language,
            [
                .paragraph(t("Voor je account geldt nu een ander e-mailadres. Inloggen met dit adres kan niet meer.")),
                .paragraph(t("Was jij dit niet? Laat het ons dan meteen weten.")),
            ])
    }
}
