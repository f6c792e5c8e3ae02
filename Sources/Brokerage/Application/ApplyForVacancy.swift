import Community
import Core
import Services
import Storage

/// Sending an application: at once for who is signed in with the same address, after a click in a mail for others.
extension ApplicationWork {
    enum Applied: Sendable {
        /// Sent; the number of the application.
        case confirmed(Int)
        /// Waits for the click in the mail. Also the answer when this address applied before: whether it did is told
        /// in the mail only.
        case mailed
        /// Who is signed in takes part already.
        case already(Int)
        /// Farther than most people want to go.
        case far(metres: Int)
        case thirdToday
        case tooMany
        case closed
    }

    static let farMetres = 30_000
    /// So many applications a day are many for one person.
    static let manyToday = 2
    /// The most that one address may ask of the site in a day.
    static let dailyLimit = 10

    /// - Parameters:
    ///   - person: who is signed in, when the form holds their own, confirmed address.
    ///   - anyway: the applicant saw the warnings.
    func apply(
        _ draft: ApplyDraft, to id: Vacancy.Identity, as person: Person?, anyway: Bool, in db: any SQLConnection
    ) throws -> Applied {
        guard let vacancy = try Vacancy.find(id, in: db), vacancy.isOpen(on: now.day) else { return .closed }
        if try requests(from: draft.email, in: db) >= Self.dailyLimit { return .tooMany }
        let distance = try draft.distance(to: vacancy, in: db)
        if !anyway, let distance, distance > Self.farMetres { return .far(metres: distance) }
        let running = try VacancyApplication.running(
            for: vacancy.id, person: person?.id, email: draft.email, in: db)
        if let running, person != nil { return .already(running.number) }
        if let running {
            try mailAlready(running, in: db)
            return .mailed
        }
        // Only who is signed in is told here: a stranger who types an address should not learn what its owner does.
        if !anyway, person != nil,
            try VacancyApplication.confirmedToday(email: draft.email, now: now, in: db) >= Self.manyToday
        {
            return .thirdToday
        }
        let before = try VacancyApplication.unconfirmed(for: vacancy.id, email: draft.email, in: db)
        if person == nil, let before, draft.isSame(as: before), now - before.createdAt < .minutes(2) { return .mailed }
        let written = try write(draft, over: before?.id, to: vacancy, distance: distance, in: db)
        guard person != nil else {
            try mailConfirmation(written, of: vacancy, in: db)
            return .mailed
        }
        guard case .sent(let sent, _) = try open(written, vacancy, in: db) else { return .closed }
        return .confirmed(sent.number)
    }

    /// What this address asked in the last day: mails to it, or applications sent while signed in.
    private func requests(from email: String, in db: any SQLConnection) throws -> Int {
        let since = now - .days(1)
        let mails = try db.count(
            """
            SELECT COUNT(*) FROM mail WHERE recipient = \(email) AND created_at > \(since)
            AND kind IN ('reactie-bevestigen', 'reactie-bestaat')
            """)
        let sent = try db.count(
            "SELECT COUNT(*) FROM application WHERE email = \(email) AND created_at > \(since)")
        return max(mails, sent)
    }

    /// Writes a new row, or over the one that was never confirmed: an address has at most one of those per vacancy.
    private func write(
        _ draft: ApplyDraft, over before: VacancyApplication.Identity?, to vacancy: Vacancy, distance: Int?,
        in db: any SQLConnection
    ) throws -> VacancyApplication {
        let id = before ?? VacancyApplication.Identity(at: now)
        if let before {
            try db.run(
                """
                UPDATE application SET name = \(draft.name), phone = \(draft.phone), postcode = \(draft.postcode),
                    language = \(draft.language), message = \(draft.message), shares_contact = \(draft.sharesContact),
                    distance = \(distance), created_at = \(now), state_at = \(now) WHERE id = \(before)
                """)
            try Tokens.revoke(
                subject: before.text, purpose: VacancyApplication.confirmPurpose, now: now, in: db)
        } else {
            let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM application")
            try db.run(
                """
                INSERT INTO application (id, number, vacancy_id, organisation_id, municipality_code, neighbourhood_id,
                    sector, name, email, phone, postcode, language, message, state, shares_contact, distance,
                    created_at, state_at)
                VALUES (\(id), \(number), \(vacancy.id), \(vacancy.organisation), \(vacancy.municipality),
                    \(vacancy.neighbourhood), \(vacancy.sector), \(draft.name), \(draft.email), \(draft.phone),
                    \(draft.postcode), \(draft.language), \(draft.message), \(VacancyApplication.State.unconfirmed),
                    \(draft.sharesContact), \(distance), \(now), \(now))
                """)
        }
        let written = try dossier(id, in: db).application
        try record("reactie-ingevuld", written, in: db)
        return written
    }

    private func mailConfirmation(_ application: VacancyApplication, of vacancy: Vacancy, in db: any SQLConnection)
        throws
    {
        guard let email = application.email else { return }
        let secret = try Tokens.issue(
            VacancyApplication.confirmPurpose, subject: application.id.text, lifetime: .days(7), now: now, in: db)
        let t = house.t(application.language)
        try house.mail(
            Mail(
                to: email, name: application.name, subject: t("Bevestig je reactie op “\(vacancy.title)”"),
                kind: "reactie-bevestigen", language: application.language, isSecret: true,
                [
                    .paragraph(t("Beste \(application.name),")),
                    .paragraph(
                        t(
                            "Je wilt reageren op de vacature “\(vacancy.title)”. Klik op de knop en bevestig je reactie. Daarna sturen we je bericht naar de organisatie."
                        )),
                    .button(label: t("Bevestig je reactie"), url: house.origin + "/reactie/bevestigen/" + secret),
                    .small(
                        t(
                            "De link werkt 7 dagen. Heb je dit niet gevraagd? Dan hoef je niets te doen: we wissen de reactie na 7 dagen."
                        )),
                ]), in: db)
    }

    private func mailAlready(_ application: VacancyApplication, in db: any SQLConnection) throws {
        let dossier = try ApplicationDossier(application, in: db)
        try tellApplicant(
            dossier, kind: "reactie-bestaat",
            subject: { t in t("Je hebt al gereageerd op “\(dossier.vacancy.title)”") }, in: db
        ) { t in
            [
                .paragraph(
                    t(
                        "Je reactie op deze vacature is al verstuurd. Je hoeft niets opnieuw te doen. Wil je nog iets zeggen? Stuur dan een bericht."
                    ))
            ]
        }
    }
}

extension ApplyDraft {
    fileprivate func isSame(as application: VacancyApplication) -> Bool {
        name == application.name && message == application.message && phone == application.phone
            && postcode == application.postcode && sharesContact == application.sharesContact
    }
}
