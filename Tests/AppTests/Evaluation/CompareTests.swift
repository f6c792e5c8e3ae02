import Core
import Questionnaires
import Storage
import Tabulation
import Testing

@testable import Evaluation

struct CompareTests {
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

    @Test func `what was compared is remembered for as long as the answers stay as they were`() async throws {
        let site = try await TestSite()
        let survey = try await Self.waves(site, shift: 30)
        func differences() async throws -> (found: Int, compared: Int) {
            let comparison = try await site.read { try WaveComparison.load(survey, t: .dutch, in: $0) }
            let differences = comparison.differences(.dutch)
            return (differences.found.count, differences.compared)
        }
        let first = try await differences()
        #expect(first.found > 0)
        #expect(try await differences() == first)
        try await site.write { db in
            _ = try db.run(
                """
                DELETE FROM survey_response WHERE survey_id = \(survey.id) AND id NOT IN
                    (SELECT id FROM survey_response WHERE survey_id = \(survey.id) ORDER BY id LIMIT 2)
                """)
        }
        #expect(try await differences().found < first.found)
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

    @Test func `another question under the same name is not compared, nor another answer under the same code`()
        async throws
    {
        let site = try await TestSite()
        var words = ResultsFixture(title: "Vorig jaar", closedAt: site.clock.now - .days(365))
        words.content.blocks[0].questions[1].text = Words("Wat zou je willen doen?")
        words.content.blocks[0].questions[0].choices[0].label = Words("Natuur")
        words.content.blocks[1].questions[1].choices[0].label = Words("Staat nergens")
        words.content.blocks[1].questions[1].rows[1].label = Words("Markt")
        let before = try await words.add(to: site)
        let now = try await ResultsFixture(title: "Dit jaar", shift: 30, policy: 1, previous: before.id).add(to: site)
        let comparison = try await site.read { try WaveComparison.load(now, t: .dutch, in: $0) }
        #expect(try comparison.series(TableRequest(rows: "V02"), .dutch).trend.waves.count == 1)
        #expect(try comparison.series(TableRequest(.grid, rows: "V05", with: 1), .dutch).trend.waves.count == 1)
        let places = try comparison.series(TableRequest(rows: "V01"), .dutch).trend
        #expect(places.waves.count == 2)
        let shared = places.rows.indices.filter { places.cells[$0].allSatisfy { $0 != nil } }
        #expect(Set(shared.map { places.rows[$0].label }) == ["Zorg", "Cultuur", "Weet niet"])
        let done = try comparison.series(TableRequest(.grid, rows: "V05", with: 2), .dutch).trend
        let rows = done.rows.indices.filter { done.cells[$0].allSatisfy { $0 != nil } }
        #expect(Set(rows.map { done.rows[$0].label }) == ["Vacaturebank", "Netwerken"])
        #expect(comparison.differences(.dutch).found.isEmpty)
    }

    @Test func `waves are weighted when all of them have weights, and the page says so`() async throws {
        let site = try await TestSite()
        let before = try await ResultsFixture(title: "Vorig jaar", closedAt: site.clock.now - .days(365)).add(to: site)
        let now = try await ResultsFixture(title: "Dit jaar", previous: before.id).add(to: site)
        let path = "/enquetes/\(now.number)/resultaten/vergelijken"
        func share() async throws -> Double? {
            let comparison = try await site.read { try WaveComparison.load(now, t: .dutch, in: $0) }
            let trend = try comparison.series(comparison.weighted(TableRequest(rows: "V02")), .dutch).trend
            return trend.rows.firstIndex { $0.code == 2 }.flatMap { trend.cells[$0].last.flatMap { $0?.value } }
        }
        let none = await site.get(path, as: .researcher).body
        #expect(!none.contains("Gewogen.") && !none.contains("Niet gewogen"))
        let groups = [("op", "GROEP"), ("totaal-GROEP-1", "20"), ("totaal-GROEP-2", "80")]
        let weights = { (survey: Survey) in "/enquetes/\(survey.number)/resultaten/weging" }
        #expect(await site.post(weights(now), form: groups, as: .researcher).status == 303)
        let one = await site.get(path, as: .researcher).body
        #expect(one.contains("Niet gewogen: niet alle metingen hebben weegfactoren."))
        #expect(await site.get(path + "?rijen=V02&weeg=ja", as: .researcher).body.contains("Niet gewogen"))
        let plain = try await share()
        #expect(abs((plain ?? 0) - 0.5) < 1e-9)
        #expect(await site.post(weights(before), form: groups, as: .researcher).status == 303)
        for page in [path, path + "?rijen=V02"] {
            let body = await site.get(page, as: .researcher).body
            #expect(body.contains("Gewogen.") && !body.contains("Niet gewogen"))
        }
        let weighted = try await share()
        #expect(abs((weighted ?? 0) - 0.8) < 1e-9)
    }

    @Test func `a survey that is its own predecessor does not go round for ever`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        try await site.write { try $0.run("UPDATE survey SET previous_id = id") }
        #expect(await site.get("/enquetes/\(survey.number)/resultaten/vergelijken", as: .researcher).status == 200)
    }
}
