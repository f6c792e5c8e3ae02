import Community
import Core
import Services
import Storage

/// What an organisation does with an application. Each is an answer, with a mail to the applicant.
enum OrganisationAction: String, Sendable, CaseIterable {
    case reply = "antwoorden"
    case invite = "uitnodigen"
    case place = "plaatsen"
    case waitlist = "wachtlijst"
    case decline = "afwijzen"
    case stop = "stoppen"

    var label: Text {
        switch self {
        case .reply: Text("Alleen een bericht sturen")
        case .invite: Text("Uitnodigen voor een gesprek")
        case .place: Text("Plaatsen: deze persoon gaat het doen")
        case .waitlist: Text("Op de wachtlijst zetten")
        case .decline: Text("Niet doorgaan")
        case .stop: Text("Doorgeven dat deze persoon is gestopt")
        }
    }

    /// What makes sense for an application in this state.
    static func possible(for application: VacancyApplication, isFull: Bool) -> [OrganisationAction] {
        let all = whatFits(application, mayPlace: !isFull || application.holdsPlace)
        // A message that nobody mails or passes on in a call would reach nobody.
        return application.hearsOrganisation ? all : all.filter { $0 != .reply }
    }

    private static func whatFits(_ application: VacancyApplication, mayPlace: Bool) -> [OrganisationAction] {
        switch application.state {
        case .received: return [.reply, .invite] + (mayPlace ? [.place] : [.waitlist]) + [.decline]
        case .talking: return [.reply] + (mayPlace ? [.place] : [.waitlist]) + [.decline]
        case .waiting: return [.reply, .invite] + (mayPlace ? [.place] : []) + [.decline]
        case .placed: return application.isActivePlacement ? [.reply, .stop] : [.reply]
        case .declined: return [.reply]
        case .unconfirmed, .withdrawn: return []
        }
    }
}

extension ApplicationWork {
    enum Answered: Sendable {
        case done
        /// The state changed in the meantime.
        case outdated
        /// All places were taken in the meantime.
        case full
        case tooMany
    }

    /// Answers one application of an organisation. The caller looked it up within that organisation, in this
    /// transaction.
    func answer(
        _ application: VacancyApplication, _ action: OrganisationAction, reason: VacancyApplication.DeclineReason?,
        text: String, person: Person.Identity?, in db: any SQLConnection
    ) throws -> Answered {
        switch action {
        case .reply:
            switch try send(text, from: .organisation, person: person, on: application.id, in: db) {
            case .sent, .repeated: return .done
            case .closed: return .outdated
            case .tooMany: return .tooMany
            }
        case .invite: return try invite(application, text, person, in: db)
        case .place: return try place(application, text, person, in: db)
        case .waitlist: return try waitlist(application, text, person, in: db)
        case .decline: return try decline(application, reason ?? .other, text, in: db) ? .done : .outdated
        case .stop:
            let words = text.isEmpty ? nil : text
            return try stop(application.id, reason: .other, text: words, by: .organisation, in: db) ? .done : .outdated
        }
    }

    private func invite(
        _ application: VacancyApplication, _ text: String, _ person: Person.Identity?, in db: any SQLConnection
    )
        throws -> Answered
    {
        let changed = try db.run(
            """
            UPDATE application SET state = \(VacancyApplication.State.talking), state_at = \(now)
            WHERE id = \(application.id)
            AND state IN (\(VacancyApplication.State.received), \(VacancyApplication.State.waiting))
            """)
        guard changed == 1 else { return .outdated }
        let dossier = try settle(application, "reactie-gesprek", text, person, in: db)
        let organisation = dossier.organisation.name
        try tellApplicant(
            dossier, kind: "reactie-gesprek", subject: { t in t("\(organisation) wil met je praten") }, in: db
        ) { t in
            [
                .paragraph(
                    t(
                        "\(organisation) nodigt je uit voor een gesprek over “\(dossier.vacancy.title)”. Dan merk je samen of het past."
                    ))
            ]
                + quote(text)
        }
        return .done
    }

    private func place(
        _ application: VacancyApplication, _ text: String, _ person: Person.Identity?, in db: any SQLConnection
    )
        throws -> Answered
    {
        guard let vacancy = try Vacancy.find(application.vacancy, in: db) else { return .outdated }
        let taken = try VacancyPlaces.taken(vacancy.id, in: db)
        if !application.holdsPlace, taken >= vacancy.places { return .full }
        let changed = try db.run(
            """
            UPDATE application SET state = \(VacancyApplication.State.placed), state_at = \(now), placed_at = \(now),
                offer_until = NULL WHERE id = \(application.id) AND state IN (\(list: VacancyApplication.State.open))
            """)
        guard changed == 1 else { return .outdated }
        let dossier = try settle(application, "reactie-geplaatst", text, person, in: db)
        let title = dossier.vacancy.title
        try tellApplicant(
            dossier, kind: "reactie-geplaatst", subject: { t in t("Je bent geplaatst: “\(title)”") }, in: db
        ) { t in
            [.paragraph(t("Goed nieuws: \(dossier.organisation.name) heeft een plek voor je bij “\(title)”. Welkom."))]
                + quote(text)
                + [.paragraph(t("Over twee weken vragen we je hoe het gaat."))]
        }
        return .done
    }

    private func waitlist(
        _ application: VacancyApplication, _ text: String, _ person: Person.Identity?, in db: any SQLConnection
    )
        throws -> Answered
    {
        guard let vacancy = try Vacancy.find(application.vacancy, in: db), !application.holdsPlace,
            try VacancyPlaces.isFull(vacancy, in: db)
        else { return .outdated }
        let changed = try db.run(
            """
            UPDATE application SET state = \(VacancyApplication.State.waiting), state_at = \(now), waiting_since = \(now),
                offer_until = NULL WHERE id = \(application.id)
            AND state IN (\(VacancyApplication.State.received), \(VacancyApplication.State.talking))
            """)
        guard changed == 1 else { return .outdated }
        let dossier = try settle(application, "reactie-wachtlijst", text, person, in: db)
        let title = dossier.vacancy.title
        try tellApplicant(
            dossier, kind: "reactie-wachtlijst", subject: { t in t("Je staat op de wachtlijst voor “\(title)”") },
            in: db
        ) { t in
            [.paragraph(t("\(dossier.organisation.name) heeft je op de wachtlijst gezet voor “\(title)”."))]
                + quote(text)
                + [.paragraph(t("Komt er een plek vrij? Dan krijg je een mail. Je hebt dan 5 dagen om te antwoorden."))]
        }
        return .done
    }

    /// Keeps the words in the thread, marks the answer and records it.
    private func settle(
        _ application: VacancyApplication, _ action: String, _ text: String, _ person: Person.Identity?,
        in db: any SQLConnection
    ) throws -> ApplicationDossier {
        if !text.isEmpty {
            try ApplicationMessage.add(
                text, to: application.id, author: .organisation, person: person, channel: .site, now: now, in: db)
        }
        try markAnswered(application, in: db)
        let dossier = try dossier(application.id, in: db)
        try record(action, dossier.application, in: db)
        return dossier
    }

    func quote(_ text: String) -> [Mail.Block] { text.isEmpty ? [] : [.quote(text)] }
}
