import Community
import Core
import Services
import Storage
package import Web

extension Brokerage {
    /// An organisation's applications: the list, one of them, several at once.
    package func inboxRoutes(_ routes: Routes) {
        let house = self.house
        let member = Access.organisation(.member)
        routes.get("/organisatie/{organisatie}/reacties", access: member) { visit in
            let membership = try visit.membership()
            let filter = InboxFilter(visit.query)
            return try await house.database.read { [now = visit.now] db in
                let organisation = membership.organisation
                return try InboxPages(visit: visit, membership: membership).list(
                    Inbox.list(filter, of: organisation, in: db), filter,
                    vacancies: Inbox.vacancies(of: organisation, in: db),
                    score: AnswerScore.of(organisation, now: now, in: db))
            }
        }
        routes.get("/organisatie/{organisatie}/reacties/{nummer}", access: member) { visit in
            let (membership, detail) = try await Self.inboxDetail(visit, house)
            let text = visit.query.text("tekst").flatMap { id in detail.canned.first { $0.id == id } }?.body
            let form = InboxForms.answer(detail.actions)
            let state = form.filled(text.map { ["tekst": CannedAnswer.fill($0, detail.dossier)] } ?? [:])
            return InboxDetailPage(visit: visit, membership: membership, detail: detail).reply(form, state)
        }
        routes.post("/organisatie/{organisatie}/reacties/{nummer}", access: member) { visit in
            try await Self.answerOne(visit, house)
        }
        bulkRoutes(routes)
    }

    private func bulkRoutes(_ routes: Routes) {
        let house = self.house
        let member = Access.organisation(.member)
        let path = "/organisatie/{organisatie}/reacties/afwijzen"
        routes.get(path, access: member) { visit in
            let membership = try visit.membership()
            let dossiers = try await Self.chosen(visit.query, membership, house)
            guard !dossiers.isEmpty else { return Self.nobodyChosen(visit, membership) }
            return InboxPages(visit: visit, membership: membership).bulkDecline(dossiers, InboxForms.bulkStart(visit.t))
        }
        routes.post(path, access: member) { visit in
            let membership = try visit.membership()
            let state = InboxForms.bulk.read(visit.form)
            let dossiers = try await Self.chosen(visit.form, membership, house)
            guard !dossiers.isEmpty else { return Self.nobodyChosen(visit, membership) }
            guard state.isValid, let reason = VacancyApplication.DeclineReason(rawValue: state["reden"]) else {
                return InboxPages(visit: visit, membership: membership).bulkDecline(dossiers, state, status: 400)
            }
            let work = ApplicationWork(house, visit)
            let numbers = dossiers.map(\.application.number)
            let count = try await house.database.write { db in
                try work.decline(numbers, of: membership.organisation, reason, text: state["tekst"], in: db)
            }
            return .redirect(
                to: OrganisationNav.Item.applications.path(membership.number),
                notice: visit.t.plural(count, "1 persoon krijgt een mail.", "\(count) mensen krijgen een mail."))
        }
    }

    private static func nobodyChosen(_ visit: Visit, _ membership: Actor.Membership) -> Reply {
        .redirect(
            to: OrganisationNav.Item.applications.path(membership.number),
            notice: visit.t("Kies eerst een of meer mensen uit de lijst."))
    }

    /// The ticked applications that belong to this organisation and are still open, at most a hundred.
    private static func chosen(_ query: Query, _ membership: Actor.Membership, _ house: House) async throws
        -> [ApplicationDossier]
    {
        let numbers = query.all("nummer").prefix(100).compactMap { Int($0) }
        return try await house.database.read { db in
            try numbers.compactMap { number in
                let found = try VacancyApplication.find(number: number, of: membership.organisation, in: db)
                guard let found, found.state.isOpen else { return nil }
                return try ApplicationDossier(found, in: db)
            }
        }
    }

    private static func inboxDetail(_ visit: Visit, _ house: House) async throws -> (Actor.Membership, InboxDetail) {
        let membership = try visit.membership()
        let number = try visit.number("nummer")
        let t = visit.t
        let detail = try await house.database.read { db in
            guard let found = try VacancyApplication.find(number: number, of: membership.organisation, in: db) else {
                throw WebError.notFound
            }
            return try InboxDetail(found, t, in: db)
        }
        return (membership, detail)
    }

    private static func answerOne(_ visit: Visit, _ house: House) async throws -> Reply {
        let (membership, detail) = try await inboxDetail(visit, house)
        var (form, state) = InboxForms.readAnswer(visit.form, detail.actions)
        let page = InboxDetailPage(visit: visit, membership: membership, detail: detail)
        guard state.isValid, let action = OrganisationAction(rawValue: state["actie"]) else {
            return page.reply(form, state, status: 400)
        }
        let work = ApplicationWork(house, visit)
        let reason = VacancyApplication.DeclineReason(rawValue: state["reden"])
        let text = CannedAnswer.fill(state["tekst"], detail.dossier)
        let person = Person.Identity(try visit.person())
        let number = detail.dossier.application.number
        let answered = try await house.database.write { db in
            guard let application = try VacancyApplication.find(number: number, of: membership.organisation, in: db)
            else { throw WebError.notFound }
            return try work.answer(application, action, reason: reason, text: text, person: person, in: db)
        }
        let path = OrganisationNav.Item.applications.path(membership.number)
        switch answered {
        case .done: return .redirect(to: path, notice: detail.way(visit.t))
        case .outdated:
            return .redirect(
                to: "\(path)/\(number)", notice: visit.t("Er was al iets veranderd. Kijk hoe het nu staat."))
        case .full:
            state.addError("actie", Text("Alle plekken zijn bezet. Kies de wachtlijst, of verhoog het aantal plekken."))
            return page.reply(form, state, status: 400)
        case .tooMany: throw WebError.tooMany(retryAfter: 3600)
        }
    }
}
