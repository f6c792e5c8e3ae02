import Community
import Core
import Storage
import Web

/// An organisation's own vacancies: the list, one of them, and what can be done with it.
struct VacancyWorkspaceRoutes: Sendable {
    let desk: VacancyDesk
    private static let base = "/organisatie/{organisatie}/vacatures"

    func register(_ routes: Routes) {
        routes.get(Self.base, access: .organisation(.member)) { visit in try await list(visit) }
        routes.get(Self.base + "/{nummer}", access: .organisation(.member)) { visit in try await manage(visit) }
        routes.get(Self.base + "/{nummer}/sluiting", access: .organisation(.member)) { visit in
            let (m, view, waiting) = try await load(visit)
            guard [.online, .paused].contains(view.vacancy.state) else { throw WebError.notFound }
            return VacancyClosePage(
                visit: visit, membership: m, vacancy: view.vacancy, openApplications: waiting,
                state: VacancyClosePage.form(openApplications: waiting).filled()
            ).reply
        }
        routes.post(Self.base + "/{nummer}/sluiting", access: .organisation(.member)) { visit in try await close(visit)
        }
        register(VacancyActionRoutes(desk: desk).all, on: routes)
    }

    private func register(_ actions: [(String, VacancyActionRoutes.Action)], on routes: Routes) {
        for (noun, action) in actions {
            routes.post(Self.base + "/{nummer}/" + noun, access: .organisation(.member)) { visit in
                let m = try visit.membership()
                let base = "/organisatie/\(m.number)/vacatures"
                let (path, notice) = try await action(visit.number("nummer"), m, visit)
                return .redirect(to: base + path, notice: visit.t(notice))
            }
        }
    }

    private func list(_ visit: Visit) async throws -> Reply {
        let m = try visit.membership()
        let wanted = visit.query["stand"].flatMap(Vacancy.State.init(rawValue:))
        let after = visit.query.text("na")
        let page = try await desk.house.database.read { db in
            let counts = try Vacancy.counts(of: m.organisation, in: db)
            let order: [Vacancy.State] = [.online, .submitted, .draft, .paused, .closed]
            let state = wanted ?? order.first { counts[$0] ?? 0 > 0 } ?? .online
            let found = try Vacancy.list(of: m.organisation, state: state, after: after, in: db)
            let ids = found.items.map(\.id)
            let taken = try Vacancy.takenPlaces(ids, in: db)
            let waiting = try Vacancy.openApplications(ids, in: db)
            let items = found.items.map {
                VacancyListPage.Item(vacancy: $0, taken: taken[$0.id] ?? 0, openApplications: waiting[$0.id] ?? 0)
            }
            return VacancyListPage(
                visit: visit, membership: m, state: state, counts: counts, items: items, next: found.next,
                templates: try Vacancy.templates(of: m.organisation, in: db))
        }
        return page.reply
    }

    private func manage(_ visit: Visit) async throws -> Reply {
        let (m, view, waiting) = try await load(visit)
        if view.vacancy.isTemplate { throw WebError.notFound }
        return VacancyManagePage(visit: visit, membership: m, view: view, openApplications: waiting).reply
    }

    private func close(_ visit: Visit) async throws -> Reply {
        let (m, view, waiting) = try await load(visit)
        let state = VacancyClosePage.form(openApplications: waiting).read(visit.form)
        guard state.isValid, let reason = ClosingReason(rawValue: state[VacancyClosePage.reason]) else {
            return VacancyClosePage(
                visit: visit, membership: m, vacancy: view.vacancy, openApplications: waiting, state: state
            ).reply
        }
        let applicants = CloseVacancy.Applicants(rawValue: state[VacancyClosePage.applicants]) ?? .answerOurselves
        try await CloseVacancy.perform(
            view.vacancy.number, reason: reason, applicants: applicants, of: m.organisation, visit: visit, desk: desk)
        return .redirect(
            to: "/organisatie/\(m.number)/vacatures/\(view.vacancy.number)", notice: visit.t("De vacature is gesloten.")
        )
    }

    private func load(_ visit: Visit) async throws -> (Actor.Membership, VacancyView, Int) {
        let m = try visit.membership()
        let number = try visit.number("nummer")
        return try await desk.house.database.read { db in
            guard let view = try VacancyView.load(number: number, in: db), view.organisation.id == m.organisation else {
                throw WebError.notFound
            }
            return (m, view, try Vacancy.openApplications([view.vacancy.id], in: db)[view.vacancy.id] ?? 0)
        }
    }
}
