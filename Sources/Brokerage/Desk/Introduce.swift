import Community
import Core
import Formats
import Services
import Storage
import Web

extension DeskWork {
    enum Introduced: Sendable {
        /// Sent; the number of the application.
        case done(Int)
        /// The vacancy takes nobody now.
        case closed
        /// This proposal was answered before.
        case outdated
    }

    /// The person says yes: an application is made, the same record as one from the site, and both sides hear of it.
    ///
    /// - Parameters:
    ///   - words: what the organisation reads of the person.
    ///   - sharesContact: the person agreed that the organisation sees the address and number.
    ///   - isPerson: the person answered by the link in a mail, which shows that the address is theirs.
    func introduce(
        _ proposal: Proposal, of intake: Intake, words: String, sharesContact: Bool, isPerson: Bool,
        in db: any SQLConnection
    ) throws -> Introduced {
        guard let vacancy = try Vacancy.find(proposal.vacancy, in: db), vacancy.isOpen(on: now.day), intake.isOpen
        else {
            return .closed
        }
        guard try answer(proposal, .introduced, in: db) else { return .outdated }
        let person = try knownPerson(intake, isConfirmed: isPerson, in: db)
        if let running = try VacancyApplication.running(
            for: vacancy.id, person: person ?? intake.person, email: intake.email ?? "", in: db)
        {
            // They applied by themselves in the meantime: the two go on as one.
            try tie(proposal, to: running.id, in: db)
            try move(
                intake, to: .proposed, .introduction, at: DeskTerm.morning(DeskTerm.introductionDays, after: now),
                in: db)
            try DeskFollow(work: self).follow(running.id, in: db)
            return .done(running.number)
        }
        let id = VacancyApplication.Identity(at: now)
        let secret = intake.email == nil ? nil : Secret.make()
        try write(id, intake, vacancy, person: person, words, sharesContact, secret, in: db)
        try tie(proposal, to: id, in: db)
        try move(
            intake, to: .proposed, .introduction, at: DeskTerm.morning(DeskTerm.introductionDays, after: now), in: db)
        try add(.answered, outcome: Proposal.State.introduced.rawValue, to: intake, in: db)
        try record("intake-voorgesteld", intake, details: ["reactie": .string(id.text)], in: db)
        let work = ApplicationWork(house, cause: cause, now: now)
        let dossier = try work.dossier(id, in: db)
        try work.record(
            "reactie-bevestigd", dossier.application,
            details: ["status": .string(dossier.application.state.rawValue), "herkomst": .string("balie")], in: db)
        try mail(dossier, secret: secret, work, in: db)
        return .done(dossier.application.number)
    }

    /// Marks the person's answer. Gives whether the proposal still waited for one.
    func answer(_ proposal: Proposal, _ state: Proposal.State, in db: any SQLConnection) throws -> Bool {
        try db.run(
            """
            UPDATE desk_proposal SET state = \(state), answered_at = \(now)
            WHERE id = \(proposal.id) AND state IN (\(list: Proposal.State.open))
            """) == 1
    }

    private func tie(_ proposal: Proposal, to id: VacancyApplication.Identity, in db: any SQLConnection) throws {
        let isTied = try db.exists("SELECT id FROM desk_proposal WHERE application_id = \(id)")
        if isTied { return }
        try db.run("UPDATE desk_proposal SET application_id = \(id) WHERE id = \(proposal.id)")
    }

    /// The account of the person, made only when the link in a mail showed that the address is theirs.
    private func knownPerson(_ intake: Intake, isConfirmed: Bool, in db: any SQLConnection) throws -> Person.Identity? {
        if let known = intake.person { return known }
        guard isConfirmed, let email = intake.email else { return nil }
        let person = try Person.findOrCreate(
            email: email, name: intake.name, language: intake.language, now: now, in: db)
        try db.run("UPDATE intake SET person_id = \(person.id) WHERE id = \(intake.id)")
        return person.id
    }

    private func write(
        _ id: VacancyApplication.Identity, _ intake: Intake, _ vacancy: Vacancy, person: Person.Identity?,
        _ words: String, _ sharesContact: Bool, _ secret: String?, in db: any SQLConnection
    ) throws {
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM application")
        let isFull = try VacancyPlaces.isFull(vacancy, in: db)
        let state: VacancyApplication.State = isFull ? .waiting : .received
        let area = try intake.postcode.flatMap { try Places.postcode($0, in: db) }
        let distance = vacancy.fromHome ? nil : area.flatMap { area in vacancy.spot.map { area.spot.distance(to: $0) } }
        let waiting: Moment? = isFull ? now : nil
        try db.run(
            """
            INSERT INTO application (id, number, vacancy_id, organisation_id, municipality_code, neighbourhood_id,
                sector, person_id, name, email, phone, postcode, language, message, state, shares_contact, secret_hash,
                distance, created_at, confirmed_at, state_at, waiting_since, origin)
            VALUES (\(id), \(number), \(vacancy.id), \(vacancy.organisation), \(vacancy.municipality),
                \(vacancy.neighbourhood), \(vacancy.sector), \(person), \(intake.name), \(intake.email),
                \(intake.phone), \(intake.postcode), \(intake.language), \(words), \(state), \(sharesContact),
                \(secret.map { Secret.hash($0) }), \(distance), \(now), \(now), \(now), \(waiting),
                \(VacancyApplication.Origin.desk))
            """)
    }

    private func mail(_ dossier: ApplicationDossier, secret: String?, _ work: ApplicationWork, in db: any SQLConnection)
        throws
    {
        let application = dossier.application
        let title = dossier.vacancy.title
        let organisation = dossier.organisation.name
        try work.tellApplicant(
            dossier, kind: "reactie-balie", link: secret.map { house.origin + "/reactie/" + $0 },
            subject: { t in t("Je bent voorgesteld aan \(organisation)") }, in: db
        ) { t in
            [
                .paragraph(t("Je zei ja tegen “\(title)”. We hebben je voorgesteld aan \(organisation).")),
                .paragraph(
                    application.sharesContact
                        ? t("De organisatie ziet je e-mailadres en telefoonnummer, zoals je goed vond.")
                        : t(
                            "De organisatie ziet je e-mailadres en telefoonnummer niet. Jullie schrijven elkaar via deze site."
                        )),
                .paragraph(t("Hoor je na 7 dagen niets? Dan vragen wij de organisatie om een antwoord.")),
            ]
        }
        let centre = try CentreContact.knowing(application, in: db)
        try work.tellOrganisation(
            dossier, kind: "reactie-balie-nieuw",
            subject: { t in t("De vrijwilligerscentrale stelt iemand voor: \(application.name)") }, in: db
        ) { t in
            [
                .paragraph(
                    t(
                        "Een makelaar van de vrijwilligerscentrale sprak met \(application.name) en denkt dat “\(title)” goed past. \(application.name) zei ja."
                    )), .quote(application.message),
                .paragraph(t("Antwoord binnen 7 dagen: dan blijft iemand enthousiast.")),
            ] + ApplicationWork.detour(application, centre, t)
        }
    }
}

extension VacancyApplication {
    /// Where an application came from.
    package enum Origin: String, Sendable, CaseIterable, SQLConvertible {
        case site
        /// Introduced by a broker of the volunteer centre.
        case desk = "balie"
    }
}
