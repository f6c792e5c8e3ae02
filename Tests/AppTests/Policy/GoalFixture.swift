import Community
import Core
import Storage

@testable import Policy

/// A round with goals, for tests.
enum GoalFixture {
    static let path = "/beleid/1/doelen"

    /// Begins round 1 of 2026–2029 in Waterveen, in the phase that is asked.
    static func cycle(_ site: TestSite, _ phase: PolicyCycle.Phase = .preparing) async throws {
        _ = await site.post(
            "/beleid/nieuw", form: [("naam", "Ons plan"), ("van", "2026"), ("tot", "2029")], as: .policyOfficer)
        try await site.write { db in try db.run("UPDATE policy_cycle SET phase = \(phase)") }
    }

    /// What a good goal is filled in with.
    static func form(_ site: TestSite, _ changes: [String: String?] = [:]) -> [(String, String)] {
        var values: [String: String?] = [
            "resultaat": "Organisaties geven ons ten minste een 7,5", "voor": "organisaties", "meet": "Rapportcijfer",
            "eenheid": "rapportcijfer", "richting": "intention-raise", "begin": "7,0", "begindag": "2026-06-01",
            "doel": "7,5", "doeldag": "2029-12-31", "bron": "enquête", "eigenaar": site.id(.policyOfficer),
            "afgesproken": "de centrale", "middelen": "twee enquêtes", "bedrag": "3000", "terugkijken": "2027-06-01",
        ]
        for (name, value) in changes { values[name] = value }
        return values.compactMap { name, value in value.map { (name, $0) } }.sorted { $0.0 < $1.0 }
    }

    @discardableResult
    static func add(_ site: TestSite, _ changes: [String: String?] = [:]) async -> TestReply {
        await site.post(path + "/nieuw/invullen", form: form(site, changes), as: .policyOfficer)
    }

    static func live(_ indicator: String) -> [String: String?] {
        ["indicator": indicator, "meet": nil, "eenheid": nil]
    }

    static func goals(_ site: TestSite) async throws -> [Goal] {
        try await site.read { db in
            guard let cycle = try PolicyCycle.find(number: 1, in: db) else { return [] }
            return try Goal.all(of: cycle.id, in: db)
        }
    }

    static func readings(_ site: TestSite) async throws -> [GoalReading] {
        let now = site.clock.now
        return try await site.read { db in
            guard let cycle = try PolicyCycle.find(number: 1, in: db) else { return [] }
            let goals = try Goal.all(of: cycle.id, in: db)
            let readings = try GoalReadings.load(goals, now: now, in: db)
            return goals.compactMap { readings[$0.id] }
        }
    }
}
