import Community
import Core
import Services
import Storage
import Web

/// Asks someone of a school in, and lets them in when they follow the link.
struct InviteSchool: Sendable {
    let house: House

    static let purpose = "school-uitnodiging"
    static let lifetime = Span.days(30)

    /// Puts the contact on the list and mails a link; again for who was invited before.
    func invite(_ email: String, name: String, to school: School, by visit: Visit, in db: any SQLConnection) throws {
        let address = email.lowercased()
        let fresh = UUIDv7.make(at: visit.now)
        try db.run(
            """
            INSERT INTO school_contact (id, school_id, email, name, invited_at)
            VALUES (\(fresh), \(school.id), \(address), \(name), \(visit.now))
            ON CONFLICT (school_id, email) DO UPDATE SET name = excluded.name, invited_at = excluded.invited_at
            """)
        guard
            let id: String = try db.value(
                "SELECT id FROM school_contact WHERE school_id = \(school.id) AND email = \(address)")
        else { return }
        try Tokens.revoke(subject: id, purpose: Self.purpose, now: visit.now, in: db)
        let secret = try Tokens.issue(Self.purpose, subject: id, lifetime: Self.lifetime, now: visit.now, in: db)
        let t = house.t(try Person.language(of: address, in: db))
        try house.mail(
            Mail(
                to: address, name: name, subject: t("Werk mee aan de maatschappelijke stage van \(school.name)"),
                kind: "school-uitnodiging", language: t.language, isSecret: true,
                [
                    .paragraph(t("Hallo \(name),")),
                    .paragraph(
                        t(
                            "De vrijwilligerscentrale vraagt je om de stages van \(school.name) te volgen. Je voegt klassen toe en ziet wie een plek heeft."
                        )
                    ),
                    .button(label: t("Ja, ik doe mee"), url: house.origin + "/school/uitnodiging/" + secret),
                    .small(t("De link werkt 30 dagen. Daarna log je in met een link in je mail, zonder wachtwoord.")),
                ]), in: db)
        try house.record(
            Audit.Event("schoolcontact-uitgenodigd", "schoolcontact", id, municipality: school.municipality), by: visit,
            in: db)
    }

    struct Offer: Sendable {
        let school: School
        let contact: SchoolContact
    }

    /// What a link offers, while it is good. Changes nothing.
    func look(_ secret: String, now: Moment, in db: any SQLConnection) throws -> Offer? {
        guard let token = try Tokens.look(secret, for: Self.purpose, now: now, in: db),
            let contact = try db.first("SELECT * FROM school_contact WHERE id = \(token.subject)").map(
                SchoolContact.init(row:)),
            let school = try School.find(contact.school, in: db)
        else { return nil }
        return Offer(school: school, contact: contact)
    }

    /// Uses the link: the address is confirmed by it, so that its person may enter the school.
    func accept(_ secret: String, by visit: Visit, in db: any SQLConnection) throws -> Offer? {
        guard let offer = try look(secret, now: visit.now, in: db),
            try Tokens.consume(secret, for: Self.purpose, now: visit.now, in: db) != nil
        else { return nil }
        let person = try Person.findOrCreate(
            email: offer.contact.email, name: offer.contact.name, language: visit.t.language, now: visit.now, in: db)
        try db.run(
            """
            UPDATE school_contact SET person_id = \(person.id), joined_at = \(visit.now) WHERE id = \(offer.contact.id)
            """)
        try house.record(
            Audit.Event(
                "schoolcontact-doet-mee", "schoolcontact", offer.contact.id, municipality: offer.school.municipality),
            by: visit, in: db)
        return offer
    }
}
