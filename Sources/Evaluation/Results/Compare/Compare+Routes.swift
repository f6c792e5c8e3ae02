import Community
import Core
import Storage
import Web

extension ResultsPart {
    func compareRoutes(_ routes: Routes) {
        routes.get(Self.base + "/vergelijken", access: .surveyMakers) { [house] visit in
            let comparison = try await house.database.read { db in
                try WaveComparison.load(Survey.found(visit, SurveyAccess.makers, in: db), t: visit.t, in: db)
            }
            let ask = TableAsk(visit.query, data: comparison.current.data).map {
                TableAsk(comparison.weighted($0.request), picture: $0.picture)
            }
            return ComparePages(visit: visit, comparison: comparison).reply(ask)
        }
    }
}
