import Community
import Core
import Formats
import Services
import Storage

/// The click that makes an application real: the address is its owner's, and now the organisation hears of it.
extension ApplicationWork {
    enum Confirmed: Sendable {
        /// Sent; the secret opens the page on which the applicant follows it.
        case sent(VacancyApplication, secret: String)
        /// The same person takes part in this vacancy already; the link follows that application.
        case already(link: String)
        /// The vacancy closed in the meantime; the application is gone.
        case closed(Vacancy)
    }

    /// - Returns: `nil` when the secret was used, has expired or never was.
    func confirm(secret: String, in db: any SQLConnection) throws -> Confirmed? {
        guard let token = try Tokens.consume(secret, for: VacancyApplication.confirmPurpose, now: now, in: db),
            let application = try VacancyApplication.find(VacancyApplication.Identity(token.subject), in: db),
            application.state == .unconfirmed, let email = application.email,
            let vacancy = try Vacancy.find(application.vacancy, in: db)
        else { return nil }
        let known = try Person.find(email: email, in: db)
        if let running = try VacancyApplication.running(for: vacancy.id, person: known?.id, email: email, in: db) {
            try remove(application, in: db)
            return .already(link: String(try followLink(running, in: db).dropFirst(house.origin.count)))
        }
        return try open(application, vacancy, in: db)
    }

    /// Opens an unconfirmed application: the person is known from here on, and both sides get a mail.
    func open(_ application: VacancyApplication, _ vacancy: Vacancy, in db: any SQLConnection) throws -> Confirmed {
        guard vacancy.isOpen(on: now.day), let email = application.email else {
            try remove(application, in: db)
            return .closed(vacancy)
        }
        let person = try Person.findOrCreate(
            email: email, name: application.name, language: application.language, now: now, in: db)
        let isFull = try VacancyPlaces.isFull(vacancy, in: db)
        let state: VacancyApplication.State = isFull ? .waiting : .received
        let secret = Secret.make()
        let changed = try db.run(
            """
            UPDATE application SET person_id = \(person.id), state = \(state), confirmed_at = \(now), state_at = \(now),
                waiting_since = \(isFull ? now : nil), secret_hash = \(Secret.hash(secret))
            WHERE id = \(application.id) AND state = \(VacancyApplication.State.unconfirmed)
            """)
        guard changed == 1 else { return .closed(vacancy) }
        let opened = try dossier(application.id, in: db)
        try record("reactie-bevestigd", opened.application, details: ["status": .string(state.rawValue)], in: db)
        try mailReceipt(opened, link: house.origin + "/reactie/" + secret, in: db)
        try mailArrival(opened, in: db)
        return .sent(opened.application, secret: secret)
    }

    /// An application nobody saw leaves no trace.
    private func remove(_ application: VacancyApplication, in db: any SQLConnection) throws {
        try db.run(
            "DELETE FROM application WHERE id = \(application.id) AND state = \(VacancyApplication.State.unconfirmed)")
        try record("reactie-vervallen", application, in: db)
    }

    private func mailReceipt(_ dossier: ApplicationDossier, link: String, in db: any SQLConnection) throws {
        let title = dossier.vacancy.title
        let organisation = dossier.organisation.name
        let days = try AnswerTime.usual(for: dossier.organisation.id, in: db)
        try tellApplicant(
            dossier, kind: "reactie-ontvangen", link: link,
            subject: { t in
                dossier.application.state == .waiting
                    ? t("Je staat op de wachtlijst voor “\(title)”") : t("Je reactie op “\(title)” is verstuurd")
            },
            in: db
        ) { t in
            if dossier.application.state == .waiting {
                return [
                    .paragraph(
                        t("Alle plekken voor “\(title)” bij \(organisation) zijn bezet. Je staat op de wachtlijst.")),
                    .paragraph(
                        t("Komt er een plek vrij? Dan krijg je een mail. Je hebt dan 5 dagen om te antwoorden.")),
                ]
            }
            var blocks: [Mail.Block] = [.paragraph(t("\(organisation) heeft je reactie op “\(title)” gekregen."))]
            if let days {
                blocks.append(
                    .paragraph(
                        t.plural(
                            days, "Meestal krijg je binnen 1 dag antwoord.",
                            "Meestal krijg je binnen \(days) dagen antwoord.")))
            }
            blocks.append(.paragraph(t("Hoor je na 7 dagen niets? Dan vragen wij de organisatie om een antwoord.")))
            blocks.append(.small(t("Bewaar deze mail. Met de link volg je je reactie, ook zonder account.")))
            return blocks
        }
    }

    private func mailArrival(_ dossier: ApplicationDossier, in db: any SQLConnection) throws {
        let application = dossier.application
        let title = dossier.vacancy.title
        try tellOrganisation(
            dossier, kind: "reactie-nieuw", subject: { t in t("\(application.name) reageert op “\(title)”") }, in: db
        ) { t in
            let first =
                application.state == .waiting
                ? t(
                    "\(application.name) wil meedoen aan “\(title)”. Alle plekken zijn bezet, dus deze reactie staat op de wachtlijst."
                )
                : t(
                    "\(application.name) wil meedoen aan “\(title)”. Antwoord binnen 7 dagen: dan blijft iemand enthousiast."
                )
            return [.paragraph(first), .quote(application.message)]
        }
    }
}
