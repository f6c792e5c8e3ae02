import Community
import Core
import Storage

@testable import Policy

/// A round with three goals whose first year can be evaluated, for tests.
enum EvaluationFixture {
    static let path = "/beleid/1/evaluatie"
    static let year = path + "/2026"

    static func part(_ site: TestSite) throws -> EvaluationPart {
        EvaluationPart(policy: try Policy(house: site.town.house))
    }

    /// A site in January 2027, with a round of 2026 that is being carried out.
    static func site() async throws -> TestSite {
        let site = try await TestSite()
        try await GoalFixture.cycle(site, .running)
        for result in ["Meer antwoord op tijd", "Meer jongeren doen mee", "Elke wijk een punt"] {
            await GoalFixture.add(site, ["resultaat": result])
        }
        return site
    }

    static func begin(_ site: TestSite) async -> TestReply {
        await site.post(path + "/beginnen", form: [("jaar", "2026")], as: .policyOfficer)
    }

    static func conclude(
        _ site: TestSite, goal: Int, _ conclusion: String, _ changes: [String: String] = [:]
    ) async -> TestReply {
        var values = ["conclusie": conclusion, "reden": "Reden \(goal)", "vervolg": "", "versie": "0"]
        values.merge(changes) { $1 }
        return await site.post(
            year + "/doelen/\(goal)", form: values.sorted { $0.key < $1.key }, as: .policyOfficer)
    }

    static func summarise(_ site: TestSite, _ text: String = "Het **lukt**.", version: String = "1") async -> TestReply
    {
        await site.post(year + "/slot", form: [("slot", text), ("versie", version)], as: .policyOfficer)
    }

    /// Does everything up to and with settling: one goal stops, one goes on, one goes up.
    static func settled(_ site: TestSite) async throws {
        _ = await begin(site)
        _ = await conclude(site, goal: 1, "conclusion-keep", ["vervolg": "Zo doorgaan."])
        _ = await conclude(site, goal: 2, "conclusion-stop")
        _ = await conclude(site, goal: 3, "conclusion-raise", ["streven": "8,2", "dag": "2031-12-31"])
        _ = await site.post(
            year + "/deel/6",
            form: [("learning-new", "De vergrijzing neemt toe."), ("versie-learning-new", "0")], as: .policyOfficer)
        _ = await summarise(site)
        _ = await site.post(year + "/vaststellen", form: [("zeker", "ja")], as: .policyOfficer)
    }

    static func evaluation(_ site: TestSite) async throws -> Evaluation? {
        try await site.read { db in
            guard let cycle = try PolicyCycle.find(number: 1, in: db) else { return nil }
            return try Evaluation.find(year: 2026, of: cycle.id, in: db)
        }
    }
}
