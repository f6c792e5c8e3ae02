import Core
import Questionnaires
import Storage
import Testing
import Web

@testable import Evaluation

/// What is larger than a maker's question should be: it is refused in words, or counted otherwise; nothing stops.
struct LargeListTests {
    private static func towns(_ count: Int) -> Questionnaire {
        Questionnaire(
            id: "lang", title: Words("Lang"),
            blocks: [
                .init(
                    "A", title: Words("Waar"),
                    questions: [
                        Question(
                            "V01", .single, Words("In welke gemeente woon je?"),
                            choices: (1...count).map { Choice($0, Words("Gemeente \($0)")) })
                    ])
            ])
    }

    @Test func `a list of all municipalities counts as words, and is told to the next maker`() async throws {
        #expect(Self.towns(342).problems().contains { $0.isFatal && $0.place == "V01" })
        #expect(Self.towns(250).problems().filter(\.isFatal).isEmpty)
        let site = try await TestSite()
        var fixture = ResultsFixture(count: 12)
        fixture.content = Self.towns(342)
        let survey = try await fixture.add(to: site)
        let data = try await site.read { db in try SurveyData.load(survey, t: .dutch, in: db) }
        let column = try #require(data.data["V01"])
        guard case .text(_, let words) = column.values else {
            Issue.record("\(column.values)")
            return
        }
        #expect(Set(words.compactMap { $0 }) == ["Gemeente 1", "Gemeente 2", "Gemeente 3"])
        for page in ["resultaten", "bestanden", "bestanden/csv", "bestanden/sav"] {
            #expect(await site.get(survey.path(page), as: .researcher).status == 200, "\(page)")
        }
    }

    @Test func `too many answers come back on the form with all that was typed`() async throws {
        let editor = QuestionnaireEditorTests()
        let site = try await TestSite()
        let path = try await editor.make(site)
        let added = await site.post(path + "/vraag", form: [("soort", "single"), ("pagina", "p1")], as: .researcher)
        let lines = (1...600).map { "A\($0)" }.joined(separator: "\n")
        for (kind, reason) in [
            ("single", "meer dan 250 antwoorden"), ("multiple", "er is te veel of een naam klopt niet"),
        ] {
            let form = editor.fields([("tekst", "Waar woon je?"), ("antwoorden", lines)], kind: kind, id: "V01")
            let reply = await site.post(added.location, form: form, as: .researcher)
            #expect(reply.status == 400)
            #expect(reply.body.contains("A599") && reply.body.contains(reason), "\(kind)")
        }
    }

    @Test func `numbers at the edge of what a machine knows are only numbers`() async throws {
        #expect(ChoiceLines.read("\(Int.min) = x").map(\.code) == [1])
        var question = Question("V01", .number, Words("Hoeveel?"))
        question.highest = 1e30
        let scale = Question("V02", .scale, Words("Hoe zeer?"), lowest: 1e30, highest: 2e30)
        let content = Questionnaire(
            id: "rand", title: Words("Rand"),
            blocks: [.init("A", title: Words("Rand"), questions: [question, scale])])
        let site = try await TestSite()
        let survey = try await ResultsFixture(count: 0, content: content).add(to: site)
        let shelf = try await site.read { db in
            try db.count("SELECT number FROM survey_questionnaire ORDER BY number DESC LIMIT 1")
        }
        for page in ["\(QuestionnaireEditorTests.shelf)/\(shelf)/vraag/V01", survey.path("resultaten")] {
            #expect(await site.get(page, as: .researcher).status == 200, "\(page)")
        }
        let picture = PictureData(title: "", series: [], lines: [], lowest: -.infinity, highest: .infinity, ticks: [])
        #expect(picture.place(1, 300) == 0)
    }

    @Test func `a table with six hundred ticks leaves the shelf readable`() async throws {
        let site = try await TestSite()
        let names = (1...600).map { "X_\($0)" }.joined(separator: ";")
        let rows = (0..<3).map { row in (1...600).map { String(($0 + row) % 2) }.joined(separator: ";") }
        let list = ([names] + rows).joined(separator: "\n")
        let survey = try await TableImportTests.take(site, Array(list.utf8))
        for page in [QuestionnaireEditorTests.shelf, survey.path(), survey.path("resultaten")] {
            #expect(await site.get(page, as: .researcher).status == 200, "\(page)")
        }
    }
}
