package import Community
import Core
import Matching
import Services
package import Web

/// Verbinden: the vacancy bank, from a resident's search to a placement that is looked after.
package struct Brokerage: Module {
    package let house: House
    package let index: VacancySearchIndex
    /// Who hears of a change: the search follows the database.
    package let events: VacancyEvents
    /// Which works fit whom, kept beside the search.
    package let ranking: WorkRanking
    let scores = CentreScores()
    let sitemaps = SitemapMemory()
    /// What the rule proposed last for people who wait for a buddy.
    let boards: BuddyBoards

    package init(house: House) {
        self.house = house
        boards = BuddyBoards(note: house.note)
        let index = VacancySearchIndex()
        self.index = index
        let database = house.database
        index.follow(database)
        ranking = WorkRanking(weights: (try? RankingFile.standard.get()) ?? .standard)
        ranking.follow(database)
        events = VacancyEvents { [ranking] vacancies in
            ranking.changed(vacancies)
            // A search that misses one change for a moment is no reason to undo a change that was made.
            try? await index.refresh(vacancies, database)
        }
    }

    /// Fills the search from the database.
    package func start() async throws {
        _ = try RankingFile.standard.get()
        try await index.load(house.database)
        try await ranking.start(house.database, now: house.clock.now)
    }

    package func routes(_ routes: Routes) {
        homeRoutes(routes)
        searchRoutes(routes)
        feedRoutes(routes)
        embedRoutes(routes)
        apiRoutes(routes)
        savedSearchRoutes(routes)
        vacancyRoutes(routes, events: events) { [index, house] vacancy in
            let finder = VacancyFinder(index: index, database: house.database)
            return try await finder.shelved(index.similar(to: vacancy.id, limit: 4).map(\.text), places: index.places)
                .compactMap(\.self)
        } fit: { vacancy, visit in
            try await fitCard(vacancy, visit)
        }
        suitsMeRoutes(routes)
        keptWishesRoutes(routes)
        keepWishesRoutes(routes)
        applyRoutes(routes)
        applicantRoutes(routes)
        inboxRoutes(routes)
        cannedAnswerRoutes(routes)
        volunteerHoursRoutes(routes)
        yearSheetRoutes(routes)
        organisationHoursRoutes(routes)
        allowanceRoutes(routes)
        pupilRoutes(routes)
        roundRoutes(routes)
        buddyRoutes(routes)
        centreRoutes(routes, events: events, scores: scores)
        deskRoutes(routes)
        figureRoutes(routes)
        importRoutes(routes)
        exposureRoutes(routes)
    }
}
