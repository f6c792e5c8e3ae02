package import Community
package import Core
package import Services
import Storage
package import Web

/// What the work of the volunteer centre brings to the module.
extension Brokerage {
    /// - Parameters:
    ///   - events: who must hear of vacancies that go on or off line.
    ///   - scores: the memory of answer scores, one for the whole installation.
    package func centreRoutes(_ routes: Routes, events: VacancyEvents, scores: CentreScores) {
        CentreRoutes(desk: VacancyDesk(house: house, events: events)).register(routes)
        OverdueRoutes(house: house).register(routes)
        CareRoutes(house: house).register(routes)
        routes.get(CentreRoutes.organisations, access: .centre) { [house] visit in
            let codes = visit.centreMunicipalities
            let filter = OrganisationList.Filter(visit.query)
            let slow = filter.isSlow ? try await scores.slow(codes, house: house, now: visit.now) : []
            let page = try await house.database.read { db in
                try OrganisationList.page(filter, municipalities: codes, slow: slow, now: visit.now, limit: 25, in: db)
            }
            return OrganisationListPage(
                visit: visit, filter: filter, page: page,
                scores: try await scores.scores(codes, house: house, now: visit.now)
            ).reply
        }
    }

    /// What waits for someone of the centre: overdue applications, organisations and vacancies to check.
    package func centreTasks(for actor: Actor, t: Texts, now: Moment, scores: CentreScores) async throws -> [TaskItem] {
        let codes = actor.municipalities(with: MunicipalRole.centre)
        if codes.isEmpty { return [] }
        let slow = try await scores.slow(codes, house: house, now: now)
        let tasks = CentreTasks(municipalities: codes, slow: slow, t: t, now: now)
        return try await house.database.read { db in try tasks.items(in: db) }
    }

    /// The parts of the site where the centre works; empty for everyone else.
    package func centreMenu(for visit: Visit) -> [MenuItem] {
        guard visit.actor.has(MunicipalRole.centre) else { return [] }
        let t = visit.t
        let group = CentreMenu.centre(t)
        return [
            MenuItem(t("Nakijken"), CentreRoutes.home, order: 22, in: group),
            MenuItem(t("Reacties"), OverdueRoutes.page, order: 24, in: group),
            MenuItem(t("Nazorg"), CareRoutes.page, order: 25, in: group),
            MenuItem(t("Organisaties"), CentreRoutes.organisations, order: 30, in: group),
            MenuItem(t("Cijfers"), FigureRoutes.page, order: 40, in: group),
        ]
    }

    /// Keeps the answer scores fresh, so that no page waits for them.
    package func centreJobs(scores: CentreScores) -> [Job] {
        [
            Job("antwoordscores", .every(.minutes(20))) { [house] _, now in
                try await scores.refreshAll(house: house, now: now)
            }
        ]
    }
}
