import Core
import Questionnaires
import Storage
import Tabulation
import Testing

@testable import Evaluation

/// What is not compared is said, and shown as it was asked.
struct CompareGapTests {
    /// A survey, and the one of a year before, which asked what `change` makes of it.
    private static func waves(_ site: TestSite, _ change: (inout Questionnaire) -> Void) async throws -> Survey {
        var earlier = ResultsFixture(title: "Vorig jaar", closedAt: site.clock.now - .days(365))
        change(&earlier.content)
        let before = try await earlier.add(to: site)
        return try await ResultsFixture(title: "Dit jaar", previous: before.id).add(to: site)
    }

    private static func page(_ survey: Survey, _ site: TestSite, _ query: String = "") async -> String {
        await site.get("/enquetes/\(survey.number)/resultaten/vergelijken\(query)", as: .researcher).body
    }

    @Test func `of a question in other words both wordings are shown, and why there are no figures`() async throws {
        let site = try await TestSite()
        let survey = try await Self.waves(site) { $0.blocks[0].questions[1].text = Words("Wat <wil> je doen?") }
        let all = await Self.page(survey, site)
        #expect(all.contains("Wat we niet of deels vergelijken"))
        for page in [all, await Self.page(survey, site, "?rijen=V02")] {
            #expect(page.contains("In de vorige ronde stond deze vraag er anders. Daarom vergelijken we niet."))
            #expect(page.contains("<span>Wat &lt;wil&gt; je doen?</span>") && page.contains("<span>Wat doe je?</span>"))
        }
        // What stayed is compared, and nothing is said of it.
        #expect(!(await Self.page(survey, site, "?rijen=V03").contains("In de vorige ronde")))
        let english = await Self.page(survey, site, "?rijen=V02&taal=en")
        #expect(english.contains("In the last round this question was different."))
        #expect(english.contains("<span lang=\"nl\">Wat doe je?</span>"))
    }

    @Test func `answers that came, went or changed are named, and the others are compared`() async throws {
        let site = try await TestSite()
        let survey = try await Self.waves(site) {
            $0.blocks[0].questions[0].choices = [
                Choice(1, Words("Natuur")), Choice(2, Words("Zorg")), Choice(4, Words("Welzijn")),
                Choice(9, Words("Weet niet")),
            ]
        }
        let comparison = try await site.read { try WaveComparison.load(survey, t: .dutch, in: $0) }
        let series = try comparison.series(TableRequest(rows: "V01"), .dutch)
        #expect(series.trend.waves.count == 2)
        let shared = series.trend.rows.indices.filter { series.trend.cells[$0].allSatisfy { $0 != nil } }
        #expect(shared.map { series.trend.rows[$0].label } == ["Zorg"])
        guard case .inPart(let change)? = series.gaps.first?.reason else {
            Issue.record("the gap is not told")
            return
        }
        #expect(change.answers.added.map(\.label) == ["Cultuur"])
        #expect(change.answers.removed.map(\.label) == ["Welzijn"])
        #expect(change.answers.changed.map(\.before.label) == ["Natuur", "Weet niet"])
        for page in [await Self.page(survey, site), await Self.page(survey, site, "?rijen=V01")] {
            #expect(page.contains("In de vorige ronde was deze vraag deels anders."))
            for word in ["Natuur", "Sport", "Welzijn", "Cultuur", "Weet niet (telt als ‘weet niet’)"] {
                #expect(page.contains("<span>\(word)</span>"), "\(word)")
            }
            #expect(page.contains("staat er niet bij"))
        }
        // An answer that was not there then has nothing to be counted against.
        let new = try comparison.series(
            TableRequest(rows: "V02", filter: [.init(column: "V01", codes: [3])]), .dutch)
        #expect(new.trend.waves.count == 1 && new.gaps.count == 1)
    }

    @Test func `a question that was not asked, and one that splits the answers, are told too`() async throws {
        let site = try await TestSite()
        let new = try await Self.waves(site) { $0.blocks[0].questions.remove(at: 1) }
        for page in [await Self.page(new, site), await Self.page(new, site, "?rijen=V02")] {
            #expect(page.contains("In de vorige ronde stond deze vraag er niet bij."))
        }
        let split = await Self.page(new, site, "?rijen=V01&als=V02:1")
        #expect(split.contains("<strong>2025:</strong> De vraag ‘Wat doe je?’ stond er toen niet bij."))
        let other = try await Self.waves(site) { $0.blocks[0].questions[1].text = Words("Wat wil je doen?") }
        let page = await Self.page(other, site, "?rijen=V01&als=V02:1")
        #expect(page.contains("<strong>2025:</strong> De vraag ‘Wat doe je?’ stond er toen anders."))
    }

    @Test func `of an older wave its year is told, and the waves that asked the same are compared`() async throws {
        let site = try await TestSite()
        var oldest = ResultsFixture(title: "Toen", closedAt: site.clock.now - .days(730))
        oldest.content.blocks[0].questions[1].text = Words("Wat wil je doen?")
        let first = try await oldest.add(to: site)
        let second = try await ResultsFixture(
            title: "Vorig jaar", previous: first.id, closedAt: site.clock.now - .days(365)
        ).add(to: site)
        let survey = try await ResultsFixture(title: "Dit jaar", previous: second.id).add(to: site)
        let page = await Self.page(survey, site, "?rijen=V02")
        #expect(page.contains("<strong>2024:</strong> Deze vraag stond er toen anders. Daarom vergelijken we niet."))
        #expect(page.contains("geen aantoonbaar verschil") && !page.contains("In de vorige ronde"))
        #expect(!(await Self.page(survey, site).contains("Wat we niet of deels vergelijken")))
    }

    @Test func `what makes a question another one, and what does not`() {
        func change(_ question: Question, _ edit: (inout Question) -> Void) -> QuestionChange? {
            var now = question
            edit(&now)
            return AskedQuestion(now, in: "nl", first: "nl").change(
                since: AskedQuestion(question, in: "nl", first: "nl"))
        }
        let scale = Question(
            "V01", .scale, Words("Hoe gaat het?"), lowest: 1, highest: 5, lowLabel: Words("slecht"),
            highLabel: Words("goed"))
        #expect(change(scale) { $0.hint = Words("Denk aan deze week.") } == nil)
        #expect(change(scale) { $0.text = Words(["": "Hoe gaat het?", "en": "How are you?"]) } == nil)
        #expect(change(scale) { $0.text = Words("Hoe is het?") }?.isOther == true)
        #expect(change(scale) { $0.highest = 10 }?.isOther == true)
        #expect(change(scale) { $0.lowLabel = Words("heel slecht") }?.isOther == true)
        #expect(change(scale) { $0.kind = .number }?.isOther == true)
        let hours = Question("V02", .number, Words("Hoeveel uur?"), lowest: 0, highest: 80, unit: Words("uur per week"))
        #expect(change(hours) { $0.unit = Words("uur per maand") }?.isOther == true)
        #expect(change(hours) { $0.highest = 100 } == nil)
        let choices = [Choice(1, Words("Sport")), Choice(2, Words("Zorg"))]
        let kinds: [(Question.Kind, Bool)] = [(.single, false), (.multiple, false), (.ranking, true)]
        for (kind, isOther) in kinds {
            let question = Question("V03", kind, Words("Wat?"), choices: choices)
            #expect(change(question) { $0.choices.reverse() } == nil)
            #expect(change(question) { $0.choices.append(Choice(3, Words("Natuur"))) }?.isOther == isOther)
            #expect(change(question) { $0.choices[0].isMissing = true }?.answers.changed.count == 1)
        }
    }
}
