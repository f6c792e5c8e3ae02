import Core
import Services
import Storage
import Web

/// Someone registers an organisation without an account: the form waits behind a mail link until the address is
/// confirmed, and only then does the organisation exist.
struct RegisterOrganisation: Sendable {
    let house: House

    static let purpose = "organisatie-aanmelden"
    static let lifetime = Span.days(7)
    /// The most mails to one address in an hour.
    static let mailsAnHour = 5

    /// A registration that waits for its address to be confirmed.
    struct Waiting: Sendable {
        let draft: OrganisationDraft
        let name: String
        let email: String
    }

    /// Keeps the form and mails the link. Says nothing when the address has had its share of mails.
    func ask(_ fields: Query, _ waiting: Waiting, visit: Visit) async throws {
        let address = waiting.email.lowercased()
        try await house.database.write { [now = visit.now, language = visit.t.language] db in
            let recent = try db.count(
                """
                SELECT COUNT(*) FROM token
                WHERE subject = \(address) AND purpose = \(Self.purpose) AND created_at > \(now - .hours(1))
                """)
            guard recent < Self.mailsAnHour else { return }
            let secret = try Tokens.issue(
                Self.purpose, subject: address, data: fields.encoded, lifetime: Self.lifetime, now: now, in: db)
            try house.mail(confirmation(waiting, secret: secret, language: language), in: db)
        }
    }

    /// What the link stands for, while it is good. Changes nothing.
    func look(_ secret: String, now: Moment) async throws -> Waiting? {
        try await house.database.read { db in
            try Tokens.look(secret, for: Self.purpose, now: now, in: db).flatMap { try Self.read($0, in: db) }
        }
    }

    /// Uses the link up: the organisation exists from now on, waits for the centre, and the sender manages it.
    /// `nil` when the link is no longer good.
    func confirm(_ secret: String, visit: Visit) async throws -> Organisation? {
        try await house.database.write { db in
            guard let token = try Tokens.consume(secret, for: Self.purpose, now: visit.now, in: db),
                let waiting = try Self.read(token, in: db)
            else { return nil }
            let person = try Person.findOrCreate(
                email: waiting.email, name: waiting.name, language: visit.t.language, now: visit.now, in: db)
            if let known = try Self.registeredBefore(waiting.draft, by: person.id, in: db) { return known }
            let made = try Organisation.insert(waiting.draft, now: visit.now, in: db)
            try Member.join(person.id, made.id, as: .manager, now: visit.now, in: db)
            let cause = Audit.Cause(actor: person.id.text, origin: visit.address)
            try Audit.record(
                Audit.Event("organisatie-aangemeld", "organisatie", made.id.text, municipality: made.municipality),
                by: cause, now: visit.now, in: db)
            try tell(made, in: db)
            return made
        }
    }

    private static func read(_ token: Tokens.Token, in db: any SQLConnection) throws -> Waiting? {
        let fields = Query(decoding: token.data)
        let areas = try WorkArea.all(in: db)
        let form = OrganisationForm.registration(areas)
        let (state, draft) = try OrganisationDraft.validated(fields, form: form, areas: areas, in: db)
        return draft.map {
            Waiting(
                draft: $0, name: OrganisationDraft.oneLine(state[OrganisationForm.Name.ownName]), email: token.subject)
        }
    }

    /// Two forms sent one after the other make one organisation.
    private static func registeredBefore(
        _ draft: OrganisationDraft, by person: Person.Identity, in db: any SQLConnection
    ) throws -> Organisation? {
        try Organisation.lookalikes(of: draft, in: db).first { other in
            try other.municipality == draft.place.municipality && other.name == draft.name
                && Member.role(of: person, in: other.id, db) != nil
        }
    }

    private func confirmation(_ waiting: Waiting, secret: String, language: Language) -> Mail {
        let t = house.t(language)
        return Mail(
            to: waiting.email, name: waiting.name, subject: t("Bevestig de aanmelding van \(waiting.draft.name)"),
            kind: "organisatie-bevestigen", language: language, isSecret: true,
            [
                .paragraph(t("Hallo \(waiting.name),")),
                .paragraph(
                    t(
                        "Je meldde \(waiting.draft.name) aan. Met deze knop bevestig je dat. Daarna kijkt de vrijwilligerscentrale ernaar."
                    )),
                .button(label: t("Bevestig de aanmelding"), url: house.origin + "/organisaties/aanmelden/" + secret),
                .small(t("De link werkt 7 dagen. Heb je niets aangemeld? Dan hoef je niets te doen.")),
            ])
    }

    private func tell(_ organisation: Organisation, in db: any SQLConnection) throws {
        let mail = OrganisationMail(house: house)
        let name = organisation.name
        let number = organisation.number
        let workplace = house.origin + OrganisationNav.Item.home.path(organisation.number)
        try mail.toManagers(of: organisation.id, kind: "organisatie-ontvangen", in: db) { t in
            (
                t("We hebben de aanmelding van \(name)"),
                [
                    .paragraph(
                        t(
                            "Dank je wel. De vrijwilligerscentrale kijkt de gegevens na. Dat duurt meestal een paar werkdagen."
                        )),
                    .paragraph(
                        t(
                            "Je kunt nu al vacatures klaarzetten. Ze komen online zodra jullie zijn goedgekeurd. Inloggen doe je met dit e-mailadres."
                        )),
                    .button(label: t("Naar jullie pagina"), url: workplace),
                ]
            )
        }
        try mail.toCentre(of: organisation.municipality, kind: "organisatie-nieuw", in: db) { t in
            (
                t("Nieuwe organisatie om na te kijken: \(name)"),
                [
                    .paragraph(t("\(name) heeft zich aangemeld en wacht op controle.")),
                    .button(label: t("Bekijk de organisatie"), url: house.origin + "/centrale/organisaties/\(number)"),
                ]
            )
        }
    }
}
