import Community
import Core
import Formats
import Services
import Storage

/// The waiting list of a full vacancy: who waits longest gets the place that comes free, and a few days to answer.
extension ApplicationWork {
    static let offerDays = 5

    /// Offers each free place to who waits longest.
    func moveUp(_ id: Vacancy.Identity, in db: any SQLConnection) throws {
        guard let vacancy = try Vacancy.find(id, in: db), vacancy.isOpen(on: now.day) else { return }
        var free = vacancy.places - (try VacancyPlaces.taken(id, in: db))
        while free > 0, let next = try longestWaiting(for: id, in: db) {
            try offer(next, in: db)
            free -= 1
        }
    }

    private func longestWaiting(for id: Vacancy.Identity, in db: any SQLConnection) throws -> VacancyApplication? {
        try db.first(
            """
            SELECT * FROM application WHERE vacancy_id = \(id) AND state = \(VacancyApplication.State.waiting)
            AND offer_until IS NULL ORDER BY waiting_since, id LIMIT 1
            """
        ).map(VacancyApplication.init(row:))
    }

    private func offer(_ application: VacancyApplication, in db: any SQLConnection) throws {
        let until = now + .days(Self.offerDays)
        try db.run(
            """
            UPDATE application SET offer_until = \(until) WHERE id = \(application.id)
            AND state = \(VacancyApplication.State.waiting) AND offer_until IS NULL
            """)
        try record("plek-aangeboden", application, in: db)
        try tellOffer(dossier(application.id, in: db), until: until, in: db)
    }

    /// Tells who waited that a place came free, and until when it is kept. Who has no mail is called by the desk.
    func tellOffer(_ dossier: ApplicationDossier, until: Moment, in db: any SQLConnection) throws {
        let title = dossier.vacancy.title
        try tellApplicant(
            dossier, kind: "plek-vrij", subject: { t in t("Er is een plek vrij voor “\(title)”") }, in: db
        ) { t in
            [
                .paragraph(
                    t(
                        "Je stond op de wachtlijst voor “\(title)” bij \(dossier.organisation.name). Er is nu een plek vrij."
                    )),
                .paragraph(
                    t(
                        "Wil je de plek? Zeg het op de pagina van je reactie, voor \(t.longDate(until.day)) om \(t.time(until)) uur. Daarna gaat de plek naar de volgende."
                    )),
            ]
        }
    }

    /// The applicant takes the place or leaves it to the next. A place that is taken is kept until the organisation
    /// has met them and places them, or not. The desk answers so for who has no mail: see `DeskWork.answerOffer`.
    ///
    /// - Returns: whether the offer still stood.
    func answerOffer(_ id: VacancyApplication.Identity, accept: Bool, in db: any SQLConnection) throws -> Bool {
        guard accept else { return try declineOffer(id, in: db) }
        let changed = try db.run(
            """
            UPDATE application SET state = \(VacancyApplication.State.talking), state_at = \(now)
            WHERE id = \(id) AND state = \(VacancyApplication.State.waiting) AND offer_until > \(now)
            """)
        guard changed == 1 else { return false }
        let dossier = try dossier(id, in: db)
        try record("plek-aangenomen", dossier.application, in: db)
        let application = dossier.application
        let name = application.name
        let title = dossier.vacancy.title
        let centre = try CentreContact.knowing(application, in: db)
        try tellOrganisation(
            dossier, kind: "plek-aangenomen", subject: { t in t("\(name) wil de vrije plek bij “\(title)”") }, in: db
        ) { t in
            [
                .paragraph(
                    t(
                        "\(name) stond op de wachtlijst en wil de vrije plek. Wij houden de plek vast. Maak samen een afspraak."
                    ))
            ] + Self.detour(application, centre, t)
        }
        return true
    }

    private func declineOffer(_ id: VacancyApplication.Identity, in db: any SQLConnection) throws -> Bool {
        // Who took the place in the meantime is not withdrawn by a page that was still open.
        guard let application = try VacancyApplication.find(id, in: db), application.state == .waiting,
            let until = application.offerUntil, until > now
        else { return false }
        return try withdraw(id, reason: .other, text: nil, in: db)
    }

    /// Closes the offers nobody answered in time and passes each place on. At most `limit` of them.
    ///
    /// - Returns: how many there were.
    func expireOffers(limit: Int, in db: any SQLConnection) throws -> Int {
        let late = try db.rows(
            """
            SELECT * FROM application WHERE state = \(VacancyApplication.State.waiting) AND offer_until <= \(now)
            ORDER BY offer_until, number LIMIT \(limit)
            """
        ).map(VacancyApplication.init(row:))
        for application in late {
            guard try close(application, reason: .noContact, in: db) else { continue }
            let dossier = try dossier(application.id, in: db)
            let title = dossier.vacancy.title
            try tellApplicant(
                dossier, kind: "plek-verlopen", subject: { t in t("De plek bij “\(title)” is naar de volgende") },
                in: db
            ) { t in
                [
                    .paragraph(
                        t(
                            "We hoorden niets op ons bericht over de vrije plek. Daarom bieden we hem nu aan iemand anders aan. Wil je toch nog? Reageer dan gerust opnieuw."
                        ))
                ]
            }
            try moveUp(application.vacancy, in: db)
        }
        return late.count
    }

    /// Tells those who wait for a vacancy that closed. At most `limit` of them.
    func closeStranded(limit: Int, in db: any SQLConnection) throws -> Int {
        let stranded = try db.rows(
            """
            SELECT a.* FROM application a JOIN vacancy v ON v.id = a.vacancy_id
            WHERE a.state = \(VacancyApplication.State.waiting)
            AND (v.state = \(Vacancy.State.closed) OR v.last_day < \(now.day)) LIMIT \(limit)
            """
        ).map(VacancyApplication.init(row:))
        for application in stranded {
            guard try close(application, reason: .vacancyStopped, in: db) else { continue }
            let dossier = try dossier(application.id, in: db)
            let title = dossier.vacancy.title
            try tellApplicant(
                dossier, kind: "wachtlijst-gestopt", subject: { t in t("De vacature “\(title)” is gestopt") }, in: db
            ) { t in
                [
                    .paragraph(
                        t(
                            "Je stond op de wachtlijst voor “\(title)”. De vacature is nu gestopt. Fijn dat je wilde helpen. Op de site staat vast iets anders dat bij je past."
                        ))
                ]
            }
        }
        return stranded.count
    }

    private func close(
        _ application: VacancyApplication, reason: VacancyApplication.DeclineReason, in db: any SQLConnection
    ) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE application SET state = \(VacancyApplication.State.declined), reason = \(reason), state_at = \(now),
                offer_until = NULL
            WHERE id = \(application.id) AND state = \(VacancyApplication.State.waiting)
            """)
        if changed == 1 {
            try record("reactie-gesloten", application, details: ["reden": .string(reason.rawValue)], in: db)
        }
        return changed == 1
    }

    /// Vacancies with both someone who waits and a place that is free: an organisation may have added places.
    static func withFreePlaces(limit: Int, in db: any SQLConnection) throws -> [Vacancy.Identity] {
        try db.rows(
            """
            SELECT v.id FROM (SELECT DISTINCT vacancy_id FROM application
                WHERE state = \(VacancyApplication.State.waiting) AND offer_until IS NULL) w
            JOIN vacancy v ON v.id = w.vacancy_id
            WHERE v.state = \(Vacancy.State.online)
            AND v.places > (SELECT COUNT(*) FROM application a WHERE a.vacancy_id = v.id AND \(VacancyPlaces.taken))
            ORDER BY v.id LIMIT \(limit)
            """
        ).map { try $0("id") }
    }
}
