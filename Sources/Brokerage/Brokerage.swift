package import Community
package import Core
package import Services
package import Web

/// Verbinden: the vacancy bank, from a resident's search to a placement that is looked after.
package struct Brokerage: Module {
    package let house: House
    package let index: VacancySearchIndex
    /// Who hears of a change: the search follows the database.
    package let events: VacancyEvents
    private let scores = CentreScores()
    let sitemaps = SitemapMemory()

    package init(house: House) {
        self.house = house
        let index = VacancySearchIndex()
        self.index = index
        let database = house.database
        index.follow(database)
        events = VacancyEvents { vacancies in
            // A search that misses one change for a moment is no reason to undo a change that was made.
            try? await index.refresh(vacancies, database)
        }
    }

    /// Fills the search from the database.
    package func start() async throws { try await index.load(house.database) }

    package func routes(_ routes: Routes) {
        homeRoutes(routes)
        searchRoutes(routes)
        feedRoutes(routes)
        embedRoutes(routes)
        apiRoutes(routes)
        savedSearchRoutes(routes)
        vacancyRoutes(routes, events: events) { [index] vacancy in index.similar(to: vacancy.id, limit: 4) }
        applyRoutes(routes)
        applicantRoutes(routes)
        inboxRoutes(routes)
        cannedAnswerRoutes(routes)
        centreRoutes(routes, events: events, scores: scores)
        figureRoutes(routes)
        importRoutes(routes)
    }

    package func menu(for visit: Visit) -> [MenuItem] {
        [MenuItem(visit.t("Vacatures"), "/vacatures", order: 20)] + centreMenu(for: visit)
    }

    package func tasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        try await applicationTasks(for: actor, t: t, now: now) + vacancyTasks(for: actor, t: t, now: now)
            + centreTasks(for: actor, t: t, now: now, scores: scores)
    }

    package func calendar(for actor: Actor, t: Texts, from: Day) async throws -> [CalendarEntry] {
        try await vacancyCalendar(for: actor, t: t, from: from)
    }

    package var indicators: [Indicator] { placementIndicators + applicationIndicators + vacancyIndicators }
    package var personalData: [PersonalData] {
        applicationPersonalData + savedSearchPersonalData() + importPersonalData + [VacancyContact.personalData]
    }
    package var retention: [RetentionRule] {
        vacancyRetention + applicationRetention + savedSearchRetention() + importRetention
    }
    package var jobs: [Job] {
        vacancyJobs(events: events) + applicationJobs + savedSearchJobs() + importJobs(events: events)
            + centreJobs(scores: scores) + searchJobs()
    }
}
