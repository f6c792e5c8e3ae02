import Community
import Core
import Services
import Storage

/// Mail between the two sides of an application. Neither sees the other's address: a reply goes through the site.
extension ApplicationWork {
    /// Under this line our mail begins when someone replies; see `ReplyText`.
    static let marker = Text("Schrijf je antwoord boven deze regel.")

    /// Writes to the applicant, in their language, with a link that follows the application.
    ///
    /// - Parameters:
    ///   - dossier: as it stands now; nothing is sent after an erasure.
    ///   - link: the link to the application when there is one already; each mail gets its own otherwise.
    func tellApplicant(
        _ dossier: ApplicationDossier, kind: String, link: String? = nil, subject: (Texts) -> String,
        in db: any SQLConnection, _ blocks: (Texts) -> [Mail.Block]
    ) throws {
        let application = dossier.application
        guard let email = application.email else { return }
        let t = house.t(application.language)
        let content: [Mail.Block] =
            [.paragraph(t("Beste \(application.name),"))] + blocks(t)
            + [.button(label: t("Bekijk je reactie"), url: try link ?? followLink(application, in: db))]
        try send(
            Mail(
                to: email, name: application.name, subject: subject(t), kind: kind, language: application.language,
                isSecret: true, caseID: application.id.text, content),
            to: .applicant, dossier, in: db)
    }

    /// Writes to everyone who acts for the organisation, or to its own address when nobody does yet.
    func tellOrganisation(
        _ dossier: ApplicationDossier, kind: String, subject: (Texts) -> String, in db: any SQLConnection,
        _ blocks: (Texts) -> [Mail.Block]
    ) throws {
        let path =
            OrganisationNav.Item.applications.path(dossier.organisation.number) + "/\(dossier.application.number)"
        for reader in try Reader.of(dossier.organisation, in: db) {
            let t = house.t(reader.language)
            let content = blocks(t) + [.button(label: t("Bekijk en antwoord"), url: house.origin + path)]
            try send(
                Mail(
                    to: reader.email, name: reader.name, subject: subject(t), kind: kind, language: reader.language,
                    content),
                to: .organisation, reader: reader, dossier, in: db)
        }
    }

    /// How an organisation reaches somebody without mail whose number it may not see: through the volunteer centre.
    ///
    /// - Parameter centre: the one that knows the applicant: see `CentreContact.knowing`.
    static func detour(_ application: VacancyApplication, _ centre: CentreContact?, _ t: Texts) -> [Mail.Block] {
        guard application.email == nil, !application.sharesContact else { return [] }
        guard let phone = centre?.phone, !phone.isEmpty else {
            return [
                .paragraph(t("\(application.name) heeft geen e-mail. De vrijwilligerscentrale belt met je antwoord."))
            ]
        }
        return [
            .paragraph(
                t(
                    "\(application.name) heeft geen e-mail. Bel de vrijwilligerscentrale om af te spreken: \(phone)."
                ))
        ]
    }

    /// An address of the site that follows this application without an account.
    func followLink(_ application: VacancyApplication, in db: any SQLConnection) throws -> String {
        let secret = try Tokens.issue(
            VacancyApplication.followPurpose, subject: application.id.text, lifetime: .days(730), now: now, in: db)
        return house.origin + "/reactie/" + secret
    }

    private func send(
        _ mail: Mail, to side: ApplicationMessage.Author, reader: Reader? = nil, _ dossier: ApplicationDossier,
        in db: any SQLConnection
    ) throws {
        var mail = mail
        // Without an inbox a reply would be lost; the link in the mail always works.
        if house.receivesMail, dossier.application.hearsOrganisation {
            let applicant = dossier.application.email.map { ReplyAddress.tag(of: $0.lowercased()) }
            let tag = side == .organisation ? reader?.tag : applicant
            mail.replyTo = try ReplyAddress(number: dossier.application.number, author: side, reader: tag)
                .text(vault: house.vault, domain: house.sender.domain)
            mail.blocks.insert(.small(house.t(mail.language)(Self.marker)), at: 0)
        }
        try house.mail(mail, in: db)
    }

    /// Someone who gets the organisation's mail.
    struct Reader: Sendable {
        /// `nil` for the address of the organisation itself.
        let person: Person.Identity?
        let name: String
        let email: String
        let language: Language

        /// What a reply address given to this reader carries.
        var tag: UInt16 { ReplyAddress.tag(of: person?.text ?? email.lowercased()) }

        /// The organisation's own address.
        static func itself(_ organisation: Organisation) -> Reader {
            Reader(person: nil, name: organisation.contact, email: organisation.email, language: .dutch)
        }

        static func of(_ organisation: Organisation, in db: any SQLConnection) throws -> [Reader] {
            let members = try db.rows(
                """
                SELECT p.id, p.name, p.email, p.language FROM membership m JOIN person p ON p.id = m.person_id
                WHERE m.organisation_id = \(organisation.id) AND p.email IS NOT NULL AND p.erased_at IS NULL
                ORDER BY m.created_at, p.id
                """
            ).map { try Reader(person: $0("id"), name: $0("name"), email: $0("email"), language: $0("language")) }
            return members.isEmpty ? [itself(organisation)] : members
        }
    }
}
