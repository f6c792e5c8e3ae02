import Community
import Core
import Storage
import Web

extension ResultsPart {
    func practiceRoutes(_ routes: Routes) {
        routes.get(Self.base + "/beleid", access: .surveyMakers) { [house] visit in
            let results = try await Self.load(visit, house)
            var asked: PolicyPractice.Choice?
            if let policy = visit.query.int("in"), let practice = visit.query.int("uit"), policy != practice {
                asked = .init(policy: policy, practice: practice, isInverse: visit.query.text("niet") != nil)
            }
            return PracticePages(visit: visit, results: results).reply(PolicyPractice(results, asked: asked))
        }
    }
}
