import Core
import Services
import Storage
import Web

/// Signing in with a link in a mail. Known and unknown addresses go the same way: the person comes into being when
/// the link is used, so that nothing tells who has an account.
struct LinkSignIn: Sendable {
    let house: House

    static let purpose = "inloglink"
    static let lifetime = Span.minutes(20)
    /// The most mails to one address in an hour.
    static let mailsAnHour = 5

    /// Mails a link. Says nothing when the address has had its share of mails: the answer is the same.
    func request(_ email: String, back: String?, visit: Visit) async throws {
        let address = email.lowercased()
        try await house.database.write { [now = visit.now, language = visit.t.language] db in
            let recent = try db.count(
                """
                SELECT COUNT(*) FROM token
                WHERE subject = \(address) AND purpose = \(Self.purpose) AND created_at > \(now - .hours(1))
                """)
            guard recent < Self.mailsAnHour else { return }
            let secret = try Tokens.issue(
                Self.purpose, subject: address, data: back ?? "", lifetime: Self.lifetime, now: now, in: db)
            try house.mail(mail(to: address, secret: secret, language: language), in: db)
        }
    }

    private func mail(to address: String, secret: String, language: Language) -> Mail {
        let t = house.t(language)
        return Mail(
            to: address, subject: t("Je inloglink"), kind: "inloglink", language: language,
            isSecret: true,
            [
                .paragraph(t("Hallo,")),
                .paragraph(t("Met deze knop log je in. Je hebt geen wachtwoord nodig.")),
                .button(label: t("Inloggen"), url: house.origin + "/inloggen/link/" + secret),
                .small(
                    t("De link werkt 20 minuten en één keer. Heb je hier niet om gevraagd? Dan hoef je niets te doen.")),
            ])
    }

    /// The address a link belongs to, while it is good. Changes nothing: mail scanners follow links too.
    func address(of secret: String, now: Moment) async throws -> String? {
        try await house.database.read { db in
            try Tokens.look(secret, for: Self.purpose, now: now, in: db)?.subject
        }
    }

    /// Uses the link up and starts the session; `nil` when the link is no longer good.
    func follow(_ secret: String, visit: Visit) async throws -> SignedIn? {
        try await house.database.write { db in
            guard let token = try Tokens.consume(secret, for: Self.purpose, now: visit.now, in: db) else { return nil }
            try Tokens.revoke(subject: token.subject, purpose: Self.purpose, now: visit.now, in: db)
            let person = try Person.findOrCreate(
                email: token.subject, name: "", language: visit.t.language, now: visit.now, in: db)
            var entry = try SignedIn.begin(
                person.id, kind: .link, back: ReturnPath.checked(token.data), visit: visit,
                modules: house.registry.modules, in: db)
            if try Credential.isStaff(person.id, in: db) {
                entry.notice = visit.t("Je bent ingelogd. Voor je werk als medewerker log je in met je wachtwoord.")
            }
            return entry
        }
    }
}
