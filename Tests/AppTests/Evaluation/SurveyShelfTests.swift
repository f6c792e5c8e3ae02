import Core
import Questionnaires
import Storage
import Tabulation
import Testing

@testable import Evaluation

/// What is remembered of the answers of a survey is never older than the answers.
struct SurveyShelfTests {
    private func first(_ survey: Survey, _ site: TestSite) async throws -> Int? {
        try await site.read { db in
            let data = try SurveyData.load(survey, t: .dutch, in: db)
            return try data.data.table(TableRequest(.counts, rows: "V01")).cell(0, 0)?.count
        }
    }

    @Test func `a changed, a new and an erased answer are seen at once`() async throws {
        let site = try await TestSite()
        let fixture = ResultsFixture()
        let survey = try await fixture.add(to: site)
        let before = try #require(try await first(survey, site))
        #expect(try await first(survey, site) == before)
        let other = fixture.answers(1).json
        let later = site.clock.now + Span(milliseconds: 1)
        try await site.write { db in
            let id = try db.value(
                "SELECT id FROM survey_response WHERE survey_id = \(survey.id) AND answers = \(fixture.answers(0).json) LIMIT 1",
                as: String.self)
            // As long as the old one, and no more than a millisecond later.
            try db.run("UPDATE survey_response SET answers = \(other), changed_at = \(later) WHERE id = \(id)")
        }
        #expect(try await first(survey, site) == before - 1)
        try await site.write { db in
            let id = try db.value(
                "SELECT MAX(id) FROM survey_response WHERE survey_id = \(survey.id) AND answers = \(other)",
                as: String.self)
            try db.run("DELETE FROM survey_response WHERE id = \(id)")
        }
        #expect(try await site.read { db in try SurveyData.load(survey, t: .dutch, in: db).complete } == 119)
    }

    @Test func `a page of results asks for the answers once`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let path = "/enquetes/\(survey.number)/resultaten"
        _ = await site.get(path, as: .researcher)
        site.database.statements.start()
        #expect(await site.get(path, as: .researcher).status == 200)
        let read = site.database.statements.stop().filter { $0.contains("answers FROM survey_response") }
        #expect(read.isEmpty, "\(read)")
    }

    @Test func `what was written behind anders can be read and coded`() async throws {
        let rig = try await RespondRig(mode: .linked)
        await rig.page(rig.path(), "B1", [("V01", "1"), ("V02", "1")])
        await rig.page(rig.path(), "B2", [("V03", "7"), ("V03_7", "Een bus"), ("V04", "1")])
        await rig.page(rig.path(), "B3", [("V12.1", "7"), ("V12.1_7", "Bloemen")])
        await rig.page(rig.path(), "B4", [])
        _ = await rig.site.post(rig.path(0, "/versturen"))
        await rig.answer(1)
        let survey = try await rig.survey()
        let data = try await rig.site.read { db in try SurveyData.load(survey, t: .dutch, in: db).data }
        let column = try #require(data["V03_7t"])
        guard case .text(let shown, let texts) = column.values else {
            Issue.record("no texts")
            return
        }
        #expect(texts.compactMap(\.self) == ["Een bus"])
        #expect((0..<data.count).count { shown[$0] } == 1)
        guard case .text(_, let rows)? = data["V12_1_7t"]?.values else {
            Issue.record("no texts in the grid")
            return
        }
        #expect(rows.compactMap(\.self) == ["Bloemen"])
        let open = "/enquetes/\(rig.number)/resultaten/open/V03_7t"
        #expect(await rig.site.get(open, as: .researcher).body.contains("Een bus"))
        #expect(
            await rig.site.post(open + "/categorieen", form: [("namen", "Vervoer")], as: .researcher).status == 303)
        #expect(await rig.site.get(open, as: .researcher).body.contains("Vervoer"))
    }

    @Test func `groups stand in the order of the question that has them, else by their numbers`() {
        let sizes = Questionnaire(
            id: "x", title: Words("x"),
            blocks: [
                .init(
                    "b",
                    questions: [
                        Question(
                            "V01", .single, Words("Hoe groot?"),
                            choices: [Choice(1, Words("Klein")), Choice(2, Words("Middel")), Choice(3, Words("Groot"))])
                    ])
            ])
        #expect(
            StratumOrder.sorted(["groot", "klein", "middel", "x"], in: sizes) == ["klein", "middel", "groot", "x"])
        #expect(StratumOrder.sorted(["100 of meer", "20-99", "5-19"], in: nil) == ["5-19", "20-99", "100 of meer"])
        #expect(StratumOrder.sorted(["Zuid", "Noord"], in: sizes) == ["Noord", "Zuid"])
    }
}
