import Core
import Questionnaires
import Storage
import Testing

@testable import Evaluation

struct BenchmarkTests {
    @Test func `a group of four tells nothing, a group of five its middle and its half`() {
        #expect(BenchmarkGroup([0.1, 0.2, 0.3, 0.4], own: 0.1, step: 0.05) == nil)
        let five = BenchmarkGroup([0.11, 0.22, 0.33, 0.44, 0.88], own: 0.11, step: 0.05)
        #expect(five?.count == 5)
        #expect(five?.position == .below)
        #expect(abs((five?.middle ?? 0) - 0.35) < 1e-9)
        #expect(abs((five?.low ?? 0) - 0.2) < 1e-9)
        #expect(abs((five?.high ?? 0) - 0.45) < 1e-9)
        #expect(BenchmarkGroup([0.1, .nan, 0.2, 0.3, 0.4], own: nil, step: 0.05) == nil)
        #expect(BenchmarkGroup([1, 1, 1, 1, 1], own: 1, step: 0) == nil)
    }

    private static let origin = "impact-buurt"

    /// A copy of a ready-made questionnaire, with answers to its first two questions.
    ///
    /// - Parameter change: what the municipality made of its copy.
    private static func fixture(
        _ municipality: String = "GM9999", count: Int = 120, shift: Int = 0,
        change: (inout Questionnaire) -> Void = { _ in }
    ) throws -> ResultsFixture {
        var content = try #require(ReadyMade.find(origin))
        change(&content)
        return ResultsFixture(
            municipality: municipality, count: count, origin: origin, content: content,
            answered: { index in
                var answers = Answers(seen: ["V01", "V02"])
                var ticks: [Int] = []
                if index * 100 / count < 40 + shift { ticks.append(1) }
                if index % 2 == 0 { ticks.append(2) }
                if index % 10 == 0 { ticks.append(3) }
                answers.values["V01"] = .codes(ticks.isEmpty ? [9] : ticks)
                answers.values["V02"] = .codes([index % 4 + 1])
                return answers
            })
    }

    private static func figures(_ survey: Survey, in db: any SQLConnection) throws -> [BenchmarkFigure] {
        BenchmarkFigure.all(
            of: try ResultsData.load(survey, t: .dutch, in: db), asIn: try #require(ReadyMade.find(origin)))
    }

    private static func takePart(_ survey: Survey, in db: any SQLConnection) throws {
        let original = try #require(ReadyMade.find(origin))
        try BenchmarkConsent.keep(try ResultsData.load(survey, t: .dutch, in: db), asIn: original, in: db)
    }

    /// Other municipalities that agreed.
    ///
    /// - Parameter change: what each, by its number, made of its copy.
    private static func others(
        _ count: Int, _ site: TestSite, change: (Int, inout Questionnaire) -> Void = { _, _ in }
    ) async throws {
        for number in 1...count {
            let code = "GM80\(number)0"
            try await site.write { db in
                try db.run(
                    """
                    INSERT INTO municipality (code, name, sort_key, inhabitants, x, y, year, centre_id)
                    VALUES (\(code), \("Geheimstad \(number)"), \("geheimstad \(number)"), 40000, 150000, 450000, 2026, 'c1')
                    """)
            }
            let survey = try await fixture(code, shift: number) { change(number, &$0) }.add(to: site)
            try await site.write { db in
                try db.run(
                    """
                    INSERT INTO survey_benchmark (survey_id, municipality_code, origin, asked_on, given_at)
                    VALUES (\(survey.id), \(code), \(origin), \(site.clock.now.day), \(site.clock.now))
                    """)
                try takePart(survey, in: db)
            }
        }
    }

    @Test func `figures show from the fifth municipality, and only to one that takes part`() async throws {
        let site = try await TestSite()
        let survey = try await Self.fixture().add(to: site)
        let path = "/enquetes/\(survey.number)/resultaten/benchmark"
        try await Self.others(3, site)
        #expect(await site.get(path, as: .researcher).body.contains("Onze gemeente doet mee"))
        #expect(await site.post(path + "/meedoen", as: .researcher).status == 303)
        let four = await site.get(path, as: .researcher)
        #expect(four.body.contains("Er doen nog te weinig gemeenten mee"))
        #expect(!four.body.contains("Middelste gemeente"))
        try await Self.fourth(site)
        let five = await site.get(path, as: .researcher)
        #expect(five.body.contains("Middelste gemeente"))
        #expect(five.body.contains("Sport en spel"))
        #expect(five.body.contains("in de middelste helft"))
        #expect(!five.body.contains("Geheimstad"))
        #expect(!five.body.contains("GM80"))
        // Who leaves takes its figures along, at once.
        #expect(await site.post(path + "/stoppen", as: .researcher).status == 303)
        #expect(!(await site.get(path, as: .researcher).body.contains("Middelste gemeente")))
        let rows = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM survey_benchmark_figure WHERE survey_id = \(survey.id)")
        }
        #expect(rows == 0)
    }

    private static func fourth(_ site: TestSite) async throws {
        let survey = try await fixture("GM9998", shift: 9).add(to: site)
        try await site.write { db in
            try db.run(
                """
                INSERT INTO survey_benchmark (survey_id, municipality_code, origin, asked_on, given_at)
                VALUES (\(survey.id), 'GM9998', \(origin), \(site.clock.now.day), \(site.clock.now))
                """)
            try takePart(survey, in: db)
        }
    }

    @Test func `a municipality counts once, with its newest survey`() async throws {
        let site = try await TestSite()
        let survey = try await Self.fixture().add(to: site)
        let path = "/enquetes/\(survey.number)/resultaten/benchmark"
        _ = await site.post(path + "/meedoen", as: .researcher)
        for _ in 1...4 { try await Self.fourth(site) }
        #expect(await site.get(path, as: .researcher).body.contains("te weinig gemeenten"))
    }

    @Test func `only a closed survey with a ready-made questionnaire takes part, by its makers`() async throws {
        let site = try await TestSite()
        let own = try await ResultsFixture().add(to: site)
        let running = try await ResultsFixture(state: .field, origin: "proef").add(to: site)
        for survey in [own, running] {
            let path = "/enquetes/\(survey.number)/resultaten/benchmark/meedoen"
            #expect(await site.post(path, as: .researcher).status == 400)
            #expect(await site.post(path, as: .councilMember).status == 404)
        }
    }

    @Test func `small numbers and codes by hand never stand in the comparison`() async throws {
        let site = try await TestSite()
        let survey = try await Self.fixture(count: 30).add(to: site)
        let figures = try await site.read { try Self.figures(survey, in: $0) }
        // Three of thirty chose the third: under the least of five.
        #expect(figures.contains { $0.question == "V01" && $0.row == "c2" })
        #expect(!figures.contains { $0.question == "V01" && $0.row == "c3" })
        #expect(figures.allSatisfy { $0.base >= 10 && $0.question != "GROEP" })
    }

    @Test func `a question that was changed is not the question of the others`() async throws {
        let site = try await TestSite()
        let copy = try await Self.fixture().add(to: site)
        let all = try await site.read { try Self.figures(copy, in: $0) }
        #expect(Set(all.map(\.question)) == ["V01", "V02"])
        let words = try await Self.fixture { $0.blocks[0].questions[0].text = Words("Wat mis je hier?") }.add(to: site)
        let answers = try await Self.fixture { content in
            content.blocks[0].questions[0].choices[0].label = Words(["": "Toneel", "en": "Theatre"])
        }.add(to: site)
        for survey in [words, answers] {
            let figures = try await site.read { try Self.figures(survey, in: $0) }
            #expect(Set(figures.map(\.question)) == ["V02"])
        }
        // The translation may be another, and a question more or less changes nothing of the rest.
        let other = try await Self.fixture { content in
            content.blocks[0].questions[0].text.texts["en"] = "What do you see?"
            content.blocks[0].questions.append(Question("V90", .number, Words("Hoe oud ben je?")))
        }.add(to: site)
        let kept = try await site.read { try Self.figures(other, in: $0) }
        #expect(kept == all)
        // Nor does the page lay the figures of the group beside the words of another question.
        let path = "/enquetes/\(words.number)/resultaten/benchmark"
        try await Self.others(5, site)
        #expect(await site.post(path + "/meedoen", as: .researcher).status == 303)
        let page = await site.get(path, as: .researcher).body
        #expect(page.contains("Middelste gemeente"))
        #expect(page.contains("<span>Heb je zelf het afgelopen jaar meegedaan of hulp gekregen?</span><br>"))
        #expect(!page.contains("<span>Wat mis je hier?</span><br>"))
    }

    @Test func `of others is told how many asked otherwise, of the own question both wordings`() async throws {
        let site = try await TestSite()
        let own = try await Self.fixture { $0.blocks[0].questions[0].text = Words("Wat mis je hier?") }.add(to: site)
        let path = "/enquetes/\(own.number)/resultaten/benchmark"
        func change(_ number: Int, _ content: inout Questionnaire) {
            if number <= 2 { content.blocks[0].questions[1].text = Words("Geheime vraag?") }
            if number == 3 { content.blocks[0].questions.remove(at: 1) }
        }
        try await Self.others(3, site, change: change)
        #expect(await site.post(path + "/meedoen", as: .researcher).status == 303)
        // Of four municipalities nothing is told; of the own questionnaire there is nothing to hide.
        let four = await site.get(path, as: .researcher).body
        #expect(!four.contains("staat deze vraag anders of niet"))
        #expect(four.contains("Bij jullie staat deze vraag anders dan in de kant-en-klare lijst."))
        #expect(four.contains("<span>Wat mis je hier?</span>"))
        #expect(four.contains("<span>Wat doen vrijwilligers in je buurt?</span>"))
        try await Self.fourth(site)
        let five = await site.get(path, as: .researcher).body
        #expect(five.contains("Bij 3 andere gemeenten staat deze vraag anders of niet. Die tellen hier niet mee."))
        #expect(!five.contains("Geheime vraag") && !five.contains("Geheimstad"))
        // Who leaves takes along what was kept of its questions.
        #expect(await site.post(path + "/stoppen", as: .researcher).status == 303)
        let kept = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM survey_benchmark_departure WHERE survey_id = \(own.id)")
        }
        #expect(kept == 0)
    }

    /// As it was before departures were kept.
    private static func forgetDepartures(of condition: SQL, _ site: TestSite) async throws {
        try await site.write { db in
            let old: SQL = "SELECT survey_id FROM survey_benchmark WHERE \(condition)"
            try db.run("DELETE FROM survey_benchmark_departure WHERE survey_id IN (\(old))")
            try db.run("UPDATE survey_benchmark SET departures_kept = \(false) WHERE \(condition)")
        }
    }

    @Test func `of who agreed before departures were kept nobody says that nothing was changed`() async throws {
        let site = try await TestSite()
        let own = try await Self.fixture().add(to: site)
        let path = "/enquetes/\(own.number)/resultaten/benchmark"
        try await Self.others(4, site) { number, content in
            if number <= 3 { content.blocks[0].questions[1].text = Words("Geheime vraag?") }
        }
        #expect(await site.post(path + "/meedoen", as: .researcher).status == 303)
        let all = await site.get(path, as: .researcher).body
        #expect(all.contains("Bij 3 andere gemeenten staat deze vraag anders of niet.") && !all.contains("ten minste"))
        try await Self.forgetDepartures(of: "municipality_code = 'GM8010'", site)
        let some = await site.get(path, as: .researcher).body
        #expect(some.contains("Bij ten minste 2 andere gemeenten staat deze vraag anders of niet."))
        #expect(some.contains("Van een gemeente die al langer meedoet, weten we niet"))
        // Of none it is known: nothing is told. The own consent says nothing of the others.
        try await Self.forgetDepartures(of: "municipality_code <> \(own.municipality)", site)
        let none = await site.get(path, as: .researcher).body
        #expect(none.contains("Middelste gemeente"))
        #expect(!none.contains("staat deze vraag anders of niet") && !none.contains("ten minste"))
    }

    @Test func `who agrees reads what is shared`() async throws {
        let site = try await TestSite()
        let own = try await Self.fixture().add(to: site)
        let page = await site.get("/enquetes/\(own.number)/resultaten/benchmark", as: .researcher).body
        #expect(page.contains("en bij hoeveel gemeenten een vraag anders stond of wegviel."))
    }
}
