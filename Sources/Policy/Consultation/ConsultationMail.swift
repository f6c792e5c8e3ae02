import Community
import Core
import Services
import Storage

/// The mail around a question: an invitation, a link to confirm an address, an answer.
struct ConsultationMail: Sendable {
    let house: House
    let now: Moment

    enum Kind {
        static let confirm = "raadpleging-bevestigen"
        static let answer = "raadpleging-antwoord"
        static let invite = "raadpleging-uitnodiging"
        static let all = [confirm, answer, invite]
    }

    func confirm(_ id: Reaction.Identity, _ it: Consultation, to email: String, in db: any SQLConnection) throws {
        guard let reaction = try Reaction.find(id, in: db) else { return }
        let secret = try Tokens.issue(
            Reaction.confirmPurpose, subject: id.text, lifetime: .days(Self.confirmDays), now: now, in: db)
        let t = house.t(reaction.language)
        try house.mail(
            Mail(
                to: email, name: reaction.name ?? "", subject: t("Wil je antwoord op je reactie?"), kind: Kind.confirm,
                language: reaction.language, isSecret: true,
                [
                    .paragraph(t("Dank je wel voor je reactie op “\(it.title)”.")),
                    .quote(reaction.text),
                    .paragraph(
                        t(
                            "Wil je van ons horen wat we ermee doen? Klik dan op de knop. Je reactie telt ook mee als je niet klikt."
                        )),
                    .button(
                        label: t("Ja, laat het me weten"), url: house.origin + "/meedenken/bevestigen/" + secret),
                    .small(
                        t("De link werkt \(Self.confirmDays) dagen. Was jij dit niet? Dan wissen we je adres vanzelf.")
                    ),
                ]), in: db)
    }

    /// Tells whoever said it what is done with it. Nothing goes to an address that nobody confirmed.
    ///
    /// - Returns: whether there was someone to tell.
    @discardableResult
    func answer(_ reaction: Reaction, _ it: Consultation, isChanged: Bool, in db: any SQLConnection) throws -> Bool {
        guard let answer = reaction.answer, let reader = try address(of: reaction, in: db) else { return false }
        let t = house.t(reaction.language)
        var blocks: [Mail.Block] = [
            .paragraph(
                isChanged
                    ? t("Ons antwoord op je reactie op “\(it.title)” is veranderd.")
                    : t("Je reageerde op “\(it.title)”. Dit doen we met je reactie.")),
            .quote(reaction.text), .paragraph(t(answer.disposition.label) + ". " + answer.reason),
        ]
        if let change = answer.change {
            blocks.append(.paragraph(t("Dit is erdoor veranderd: \(change.text)")))
        }
        blocks.append(.button(label: t("Bekijk je reactie"), url: try follow(reaction, in: db)))
        try house.mail(
            Mail(
                to: reader.email, name: reader.name, subject: t("Dit doen we met je reactie op “\(it.title)”"),
                kind: Kind.answer, language: reaction.language, isSecret: true, blocks), in: db)
        return true
    }

    func invite(_ invitation: Invitation, _ it: Consultation, from place: String, in db: any SQLConnection) throws {
        guard let email = invitation.email else { return }
        let secret = try Tokens.issue(
            Invitation.purpose, subject: invitation.id, lifetime: .days(max(1, it.lastDay - now.day) + 400), now: now,
            in: db)
        let language = try Person.language(of: email, in: db)
        let t = house.t(language)
        try house.mail(
            Mail(
                to: email, name: invitation.name, subject: t("Denk mee: \(it.title)"), kind: Kind.invite,
                language: language, isSecret: true,
                [
                    .paragraph(t("Beste \(invitation.name),")),
                    .paragraph(t("Gemeente \(place) werkt aan beleid voor vrijwilligers en vraagt je mening.")),
                    .quote(it.question),
                    .button(label: t("Lees meer en reageer"), url: house.origin + "/meedenken/uitnodiging/" + secret),
                    .small(
                        t(
                            "Reageren kan tot en met \(t.date(it.lastDay)). Met deze link zie je later ook ons antwoord. De link is van jou: stuur hem niet door."
                        )),
                ]), in: db)
    }

    /// An address of the site that shows one reaction with its answer.
    private func follow(_ reaction: Reaction, in db: any SQLConnection) throws -> String {
        let secret = try Tokens.issue(
            Reaction.followPurpose, subject: reaction.id.text, lifetime: .days(730), now: now, in: db)
        return house.origin + "/meedenken/reactie/" + secret
    }

    /// Who has an account gets it where they read their mail now.
    private func address(of reaction: Reaction, in db: any SQLConnection) throws -> (email: String, name: String)? {
        guard reaction.emailConfirmedAt != nil else { return nil }
        let person = try reaction.person.flatMap { try Person.find($0, in: db) }
        guard let email = person?.email ?? reaction.email else { return nil }
        return (email, reaction.name ?? person?.name ?? "")
    }

    static let confirmDays = 7
}
