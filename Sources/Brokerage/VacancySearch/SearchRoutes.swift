import Community
import Core
package import Services
import Storage
package import Web

extension Brokerage {
    package func searchRoutes(_ routes: Routes) {
        routes.get("/vacatures", access: .everyone) { visit in try await searchPage(visit) }
    }

    package func searchJobs() -> [Job] {
        [
            Job("plaatsen-verversen", .every(.minutes(5))) { [index, house] _, _ in
                try await index.refreshPlaces(house.database)
            }
        ]
    }

    var finder: VacancyFinder { VacancyFinder(index: index, database: house.database) }

    private func searchPage(_ visit: Visit) async throws -> Reply {
        if visit.actor.isSignedIn, visit.query.text("volgorde") == SuitedOrder.code {
            return try await suitedSearchPage(visit)
        }
        let request = SearchRequest(visit.query, places: index.places)
        let limit = request.view == .calendar ? 60 : 24
        let answer = try await finder.answer(request, today: visit.today, limit: limit)
        let areas = request.view == .map ? try await house.database.read { db in try MapArea.all(in: db) } : []
        return SearchPage(visit: visit, answer: answer, areas: areas).reply
    }
}
