import Core
import Storage
import Tabulation
import Testing

@testable import Evaluation

@Suite struct CompareTests {
    private static func waves(_ site: TestSite, shift: Int) async throws -> Survey {
        let before = try await ResultsFixture(title: "Vorig jaar", closedAt: site.clock.now - .days(365)).add(to: site)
        return try await ResultsFixture(title: "Dit jaar", shift: shift, previous: before.id).add(to: site)
    }

    @Test func `what really changed is named, and what moved by chance is not`() async throws {
        let site = try await TestSite()
        let changed = try await Self.waves(site, shift: 30)
        let page = await site.get("/enquetes/\(changed.number)/resultaten/vergelijken", as: .researcher)
        #expect(page.status == 200)
        #expect(page.body.contains("Wat echt veranderde"))
        #expect(page.body.contains("Besturen"))
        let same = try await Self.waves(site, shift: 2)
        let quiet = await site.get("/enquetes/\(same.number)/resultaten/vergelijken", as: .researcher)
        #expect(quiet.body.contains("Er is niets aantoonbaar veranderd"))
    }

    @Test func `the rows of a grid are compared too, each answer apart`() async throws {
        let site = try await TestSite()
        let before = try await ResultsFixture(title: "Vorig jaar", closedAt: site.clock.now - .days(365)).add(to: site)
        let now = try await ResultsFixture(title: "Dit jaar", policy: 1, previous: before.id).add(to: site)
        let comparison = try await site.read { try WaveComparison.load(now, t: .dutch, in: $0) }
        let (found, compared) = comparison.differences(.dutch)
        #expect(found.map(\.row.label) == ["Vacaturebank"])
        #expect(found.first?.question == "Verbinden – Staat in het beleid")
        #expect(found.first?.request == TableRequest(.grid, rows: "V05", with: 1))
        // Three rows of four answers, beside four answers, four ticks and a mean.
        #expect(compared >= 15)
        let path = "/enquetes/\(now.number)/resultaten/vergelijken"
        let page = await site.get(path, as: .researcher)
        #expect(page.body.contains("Verbinden – Staat in het beleid") && page.body.contains("met=1"))
        let one = await site.get(path + "?soort=raster&rijen=V05&met=1", as: .researcher)
        #expect(one.body.contains("echt lager: 50 punten"))
    }

    @Test func `one question is shown over the waves with its interval and in words`() async throws {
        let site = try await TestSite()
        let survey = try await Self.waves(site, shift: 30)
        let path = "/enquetes/\(survey.number)/resultaten/vergelijken"
        let page = await site.get(path + "?rijen=V02", as: .researcher)
        #expect(page.status == 200)
        #expect(page.body.contains("echt hoger: 30 punten"))
        #expect(page.body.contains("geen aantoonbaar verschil"))
        #expect(page.body.contains("class=\"sr-whisker\""))
        #expect(await site.get(path + "?rijen=V03", as: .researcher).status == 200)
        #expect(await site.get(path + "?rijen=V05&met=1", as: .researcher).status == 200)
        #expect(await site.get(path + "?rijen=V99", as: .researcher).status == 400)
    }

    @Test func `a survey that is its own predecessor does not go round for ever`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        try await site.write { try $0.run("UPDATE survey SET previous_id = id") }
        #expect(await site.get("/enquetes/\(survey.number)/resultaten/vergelijken", as: .researcher).status == 200)
    }
}
