import Community
import Core
import Storage
import Web

/// The queue of the centre and the decisions on what stands in it.
struct CentreRoutes: Sendable {
    static let home = "/centrale"
    static let organisations = "/centrale/organisaties"
    private static let shown = 10
    private static let pageSize = 50

    let desk: VacancyDesk
    private var house: House { desk.house }

    func register(_ routes: Routes) {
        routes.get(Self.home, access: .centre) { visit in try await queue(visit) }
        routes.get("/centrale/vacatures/{nummer}", access: .centre) { visit in
            let check = try await vacancy(visit)
            return CheckVacancyPage(visit: visit, check: check, feedback: Feedback.start(visit, Feedback.forVacancy))
                .reply()
        }
        routes.post("/centrale/vacatures/{nummer}/goedkeuren", access: .centre) { visit in
            try await approveVacancy(visit)
        }
        routes.post("/centrale/vacatures/{nummer}/teruggeven", access: .centre) { visit in
            try await returnVacancy(visit)
        }
        routes.get("/centrale/organisaties/{nummer}", access: .centre) { visit in
            let view = try await organisation(visit)
            let start = Feedback.start(visit, Feedback.forOrganisation)
            return CentreOrganisationPage(visit: visit, view: view, feedback: start).reply()
        }
        routes.post("/centrale/organisaties/{nummer}/goedkeuren", access: .centre) { visit in
            try await approveOrganisation(visit)
        }
        routes.post("/centrale/organisaties/{nummer}/teruggeven", access: .centre) { visit in
            try await returnOrganisation(visit)
        }
        routes.post("/centrale/organisaties/{nummer}/stoppen", access: .centre) { visit in
            try await stopOrganisation(visit)
        }
    }

    private func queue(_ visit: Visit) async throws -> Reply {
        let codes = visit.centreMunicipalities
        let chosen = visit.query.text("soort").flatMap(CentreQueue.Kind.init(rawValue:))
        let after = chosen == nil ? nil : visit.query.text("na")
        let limit = chosen == nil ? Self.shown : Self.pageSize
        let (sections, names) = try await house.database.read { db in
            let sections = try (chosen.map { [$0] } ?? CentreQueue.Kind.allCases).map { kind in
                QueuePage.Section(
                    kind: kind, count: try CentreQueue.count(kind, municipalities: codes, in: db),
                    page: try CentreQueue.page(kind, municipalities: codes, after: after, limit: limit, in: db))
            }
            var names: [String: String] = [:]
            if codes.count > 1 { for code in codes { names[code] = try Places.municipality(code, in: db)?.name } }
            return (sections, names)
        }
        return QueuePage(visit: visit, sections: sections, isWhole: chosen != nil, municipalities: names).reply
    }

    // MARK: Vacancies

    private func vacancy(_ visit: Visit) async throws -> VacancyCheck {
        let number = try visit.number("nummer")
        let codes = visit.centreMunicipalities
        return try await house.database.read { db in try VacancyCheck(number, municipalities: codes, in: db) }
    }

    private func approveVacancy(_ visit: Visit) async throws -> Reply {
        let number = try visit.number("nummer")
        let outcome = try await ApproveVacancy.perform(
            number, municipalities: visit.centreMunicipalities, seen: try visit.seen, visit: visit, desk: desk)
        let path = "/centrale/vacatures/\(number)"
        let t = visit.t
        switch outcome {
        case .online:
            return try await next(visit, after: path, t("De vacature staat online. De organisatie krijgt een mail."))
        case .changesSeen: return try await next(visit, after: path, t("De wijziging is goedgekeurd."))
        case .organisationWaits:
            return .redirect(to: path, notice: t("Dit kan nog niet: de organisatie is nog niet goedgekeurd."))
        }
    }

    private func returnVacancy(_ visit: Visit) async throws -> Reply {
        let state = Feedback.form.read(visit.form)
        guard state.isValid else {
            return CheckVacancyPage(visit: visit, check: try await vacancy(visit), feedback: state).reply(status: 400)
        }
        let number = try visit.number("nummer")
        try await ReturnVacancy.perform(
            number, municipalities: visit.centreMunicipalities, feedback: state[Feedback.field], visit: visit,
            desk: desk)
        return try await next(
            visit, after: "/centrale/vacatures/\(number)",
            visit.t("Teruggegeven. De organisatie krijgt jouw uitleg per mail."))
    }

    // MARK: Organisations

    private func organisation(_ visit: Visit) async throws -> CentreOrganisation {
        let number = try visit.number("nummer")
        let codes = visit.centreMunicipalities
        return try await house.database.read { db in
            try CentreOrganisation(number, municipalities: codes, now: visit.now, in: db)
        }
    }

    /// The id behind the number in the path, within the visitor's municipalities.
    private func identity(_ visit: Visit) async throws -> (id: Organisation.Identity, path: String) {
        let number = try visit.number("nummer")
        let codes = visit.centreMunicipalities
        let found = try await house.database.read { db in try Organisation.find(number: number, in: db) }
        guard let found, codes.contains(found.municipality) else { throw WebError.notFound }
        return (found.id, "/centrale/organisaties/\(number)")
    }

    private func approveOrganisation(_ visit: Visit) async throws -> Reply {
        let (id, path) = try await identity(visit)
        let outcome = try await ApproveOrganisation.perform(id, seen: try visit.seen, by: visit, house: house)
        let t = visit.t
        let notice =
            switch outcome {
            case .approved: t("De organisatie is goedgekeurd en krijgt een mail.")
            case .changesSeen: t("De wijziging is goedgekeurd.")
            }
        return try await next(visit, after: path, notice)
    }

    private func returnOrganisation(_ visit: Visit) async throws -> Reply {
        let state = Feedback.form.read(visit.form)
        guard state.isValid else {
            return CentreOrganisationPage(visit: visit, view: try await organisation(visit), feedback: state).reply(
                status: 400)
        }
        let (id, path) = try await identity(visit)
        try await ReturnOrganisation.perform(id, feedback: state[Feedback.field], by: visit, house: house)
        return try await next(visit, after: path, visit.t("Teruggegeven. De organisatie krijgt jouw uitleg per mail."))
    }

    private func stopOrganisation(_ visit: Visit) async throws -> Reply {
        let (id, path) = try await identity(visit)
        let state = CentreOrganisationPage.stopForm.read(visit.form)
        guard state.isValid else {
            let start = Feedback.start(visit, Feedback.forOrganisation)
            return CentreOrganisationPage(
                visit: visit, view: try await organisation(visit), feedback: start, stopping: state
            ).reply(status: 400)
        }
        try await StopOrganisation.perform(id, reason: state["reden"], by: visit, house: house)
        return .redirect(to: path, notice: visit.t("De organisatie staat niet meer op de site."))
    }

    /// On to what has waited longest now, with a word about what was just done.
    private func next(_ visit: Visit, after path: String, _ notice: String) async throws -> Reply {
        let codes = visit.centreMunicipalities
        let next = try await house.database.read { db in
            try CentreQueue.next(municipalities: codes, except: path, in: db)
        }
        guard let next else { return .redirect(to: Self.home, notice: notice) }
        return .redirect(to: next.path, notice: notice + " " + visit.t("Dit is de volgende."))
    }
}

extension Visit {
    /// Where the visitor works for the centre.
    var centreMunicipalities: [String] { actor.municipalities(with: MunicipalRole.centre) }

    /// When what the visitor decides on was last changed, as their page knew it.
    fileprivate var seen: Moment {
        get throws {
            guard let seen = form["gezien"].flatMap(Moment.init(iso:)) else { throw VacancyDesk.outdated }
            return seen
        }
    }
}
