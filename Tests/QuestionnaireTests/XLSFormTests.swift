import Testing

@testable import Questionnaires

struct XLSFormTests {
    /// What an XLSForm has no place for, taken off.
    private func carried(_ questionnaire: Questionnaire) -> Questionnaire {
        var result = questionnaire
        result.thanks = nil
        result.source = nil
        result.title = Words(questionnaire.title("nl"))
        for block in result.blocks.indices {
            for index in result.blocks[block].questions.indices {
                var question = result.blocks[block].questions[index]
                question.unit = nil
                question.lowLabel = nil
                question.highLabel = nil
                if question.kind == .scale { question.choices = [] }
                if question.kind == .number, question.decimals > 0 { question.decimals = 2 }
                result.blocks[block].questions[index] = question
            }
        }
        return result
    }

    @Test func ourQuestionnairesComeBack() throws {
        for questionnaire in try [Samples.all] + ReadyMadeTests.files.map(ReadyMadeTests.read) {
            let form = XLSForm(questionnaire)
            let (read, losses) = try XLSForm(sheets: form.sheets).questionnaire()
            #expect(losses == [], "\(questionnaire.id)")
            var expected = carried(questionnaire)
            // Conditions come back in another shape: what they say is compared below.
            var found = read
            for block in found.blocks.indices where block < expected.blocks.count {
                #expect((found.blocks[block].showIf == nil) == (expected.blocks[block].showIf == nil))
                found.blocks[block].showIf = nil
                expected.blocks[block].showIf = nil
                for index in found.blocks[block].questions.indices {
                    guard index < expected.blocks[block].questions.count else { continue }
                    found.blocks[block].questions[index].showIf = nil
                    expected.blocks[block].questions[index].showIf = nil
                }
            }
            #expect(found == expected, "\(questionnaire.id)")
            #expect(read.problems().filter(\.isFatal).map { "\($0.place) \($0.text)" } == [])
        }
    }

    /// A condition says the same after the trip, for answers at random.
    @Test func conditionsSayTheSame() throws {
        let all = Samples.all
        let sources = [
            "V01 == 1", "V01 != 2", "V02 >= 2.5 and V02 < 10", "V05 has 7 or V05 has (1, 2)", "not answered(V06)",
            "V12.3 has 1 and not V13.1 == 2", "V12 has 9", "count(V05) >= 2", "V06 == 'ja'", "V13.1 < 2",
            "V08 >= '2026-01-01'", "answered(V12.1)", "not (V01 == 1 or V01 == 2)",
        ]
        var random = SplitMix(seed: 9)
        for source in sources {
            var questionnaire = all
            questionnaire.blocks.append(.init("slot", showIf: source, questions: [Question("X1", .text, Words("X"))]))
            let form = XLSForm(questionnaire)
            let (read, losses) = try XLSForm(sheets: form.sheets).questionnaire()
            #expect(losses == [])
            let before = try Expression(source)
            let after = try Expression(try #require(read.blocks.last?.showIf))
            for _ in 0..<200 {
                let answers = Self.answers(all, &random)
                let isMissing = { (id: String, code: Int) in
                    all.question(id)?.choices.contains { $0.code == code && $0.isMissing } ?? false
                }
                #expect(
                    before.holds(answers, isMissing: isMissing) == after.holds(answers, isMissing: isMissing),
                    "\(source) became \(after.source) for \(answers.json)")
            }
        }
    }

    private static func answers(_ questionnaire: Questionnaire, _ random: inout SplitMix) -> Answers {
        let values = ["1", "2", "7", "9", "99", "", "2,5", "12", "ja", "2026-01-01", "2025-12-31"]
        var fields: [String: [String]] = [:]
        for name in questionnaire.questions.flatMap(\.fieldNames) where random.below(3) > 0 {
            fields[name] = (0...random.below(2)).map { _ in values[random.below(values.count)] }
        }
        var open = questionnaire
        for block in open.blocks.indices {
            open.blocks[block].showIf = nil
            for index in open.blocks[block].questions.indices { open.blocks[block].questions[index].showIf = nil }
        }
        return open.blocks.reduce(Answers()) { open.read($1, over: $0, fields: Samples.form(fields)).answers }
    }

    @Test func aFormOfAnotherMaker() throws {
        let form = XLSForm(sheets: [
            "survey": [
                [
                    "type", "name", "label::English (en)", "label::Nederlands (nl)", "relevant", "constraint",
                    "required", "appearance",
                ],
                ["start", "start", "", "", "", "", "", ""],
                ["select_one yesno", "volunteer", "Do you volunteer?", "Ben je vrijwilliger?", "", "", "true()", ""],
                ["begin group", "details", "Details", "Meer", "${volunteer} = 'yes'", "", "", ""],
                ["integer", "hours_per_week", "Hours?", "Uren?", "", ". > 0 and . <= 80", "yes", ""],
                [
                    "select_multiple kinds or_other", "kinds", "Which? You said ${volunteer}", "Welke?",
                    "${hours_per_week} > 2", "", "", "",
                ],
                ["geopoint", "where", "Where?", "Waar?", "", "", "", ""],
                ["text", "why", "Why?", "Waarom?", "string-length(${kinds}) > 3", "regex(., 'x')", "", ""],
                ["end group", "", "", "", "", "", "", ""],
                [
                    "begin_group", "opinions", "Opinions", "Meningen", "selected(${kinds}, 'care')", "", "",
                    "table-list",
                ],
                ["select_one yesno", "nice", "Nice", "Leuk", "", "", "", ""],
                ["select_one yesno", "hard", "Hard", "Zwaar", "", "", "", ""],
                ["end_group", "", "", "", "", "", "", ""],
                ["range", "mark", "Mark", "Cijfer", "${nice} = 'no' or not(${hard} != '')", "", "", ""],
            ],
            "choices": [
                ["list_name", "name", "label::English (en)", "label::Nederlands (nl)"],
                ["yesno", "yes", "Yes", "Ja"], ["yesno", "no", "No", "Nee"],
                ["kinds", "sport", "Sport", "Sport"], ["kinds", "care", "Care", "Zorg"],
            ],
            "settings": [["form_title", "form_id", "default_language"], ["Volunteers", "vol 1!", "English (en)"]],
        ])
        let (questionnaire, losses) = try form.questionnaire()
        #expect(questionnaire.id == "vol1")
        #expect(questionnaire.languages == ["en", "nl"])
        #expect(questionnaire.questions.map(\.id) == ["V1", "V2", "kinds", "why", "opinions", "mark"])
        #expect(questionnaire.blocks.map(\.showIf) == [nil, "V1 == 1", nil])
        #expect(questionnaire.question("kinds")?.showIf == "V2 > 2")
        #expect(questionnaire.question("kinds")?.text("en") == "Which? You said {V1}")
        #expect(questionnaire.question("kinds")?.choices.last?.hasText == true)
        #expect(questionnaire.question("V2")?.lowest == 1)
        #expect(questionnaire.question("opinions")?.kind == .grid)
        #expect(questionnaire.question("opinions")?.showIf == "kinds has 2")
        #expect(questionnaire.question("mark")?.showIf == "opinions.1 == 2 or not answered(opinions.2)")
        #expect(questionnaire.question("V1")?.text("nl") == "Ben je vrijwilliger?")
        #expect(
            losses.map(\.key) == [
                "%1: een vraag van de soort “%2” kan hier niet.",
                "%1: de voorwaarde “%2” kan hier niet en is weggelaten.",
                "%1: de controle “%2” gaat niet mee.", "Deze namen zijn korter gemaakt: %1.",
            ])
        #expect(questionnaire.problems().filter(\.isFatal).map { "\($0.place) \($0.text)" } == [])
    }

    @Test func whatIsNoFormIsRefused() {
        #expect(throws: QuestionnaireFault.self) { try XLSForm(sheets: [:]).questionnaire() }
        #expect(throws: QuestionnaireFault.self) {
            try XLSForm(sheets: ["survey": [["soort", "naam"]]]).questionnaire()
        }
    }

    private func faults(_ rows: [[String]], choices: [[String]] = []) -> [QuestionnaireProblem] {
        let form = XLSForm(sheets: [
            "survey": [["type", "name", "label", "relevant", "appearance"]] + rows,
            "choices": [["list_name", "name", "label"]] + choices,
        ])
        do {
            _ = try form.questionnaire()
            return []
        } catch {
            return error.problems
        }
    }

    /// It stops at the row where it becomes too large, and names that row.
    @Test func whatIsTooLargeStopsWhileItIsRead() {
        let group = { (number: Int) in ["begin_group", "g\(number)", "Groep", "${V01} = 1", ""] }
        let deep = faults([["integer", "V01", "Hoeveel?", "", ""]] + (1...5_000).map(group))
        #expect(deep.map(\.text.key) == ["Groepen staan hier te diep in elkaar: hooguit %1."])
        #expect(deep.first?.line == 19)
        #expect(deep.first?.place == "g17")
        #expect(faults((1...16).map(group) + [["integer", "V01", "Hoeveel?", "", ""]]).isEmpty)
        let many = faults((1...5_000).map { ["integer", "a\($0)", "Hoeveel?", "", ""] })
        #expect(many.map(\.text.key) == ["Een vragenlijst heeft hooguit 1000 vragen."])
        #expect(many.first?.line == 1_002)
        let pages = (1...300).flatMap { number in
            [
                ["begin_group", "g\(number)", "Groep", "", ""], ["text", "t\(number)", "Wat?", "", ""],
                ["end_group", "", "", "", ""],
            ]
        }
        #expect(faults(pages).map(\.text.key) == ["Een vragenlijst heeft hooguit %1 bladzijden."])
        let rows = (1...600).map { ["select_one a", "r\($0)", "Rij", "", ""] }
        let grid = [["begin_group", "raster", "Raster", "", "table-list"]] + rows + [["end_group", "", "", "", ""]]
        #expect(faults(grid, choices: [["a", "1", "Ja"]]).map(\.text.key) == ["Deze lijst is te lang: hooguit %1."])
    }

    @Test func aListIsReadAsFarAsItCanBeUsed() {
        let choices = (1...20_000).map { ["a", "woord\($0)", "Antwoord \($0)"] }
        let used = faults([["select_one a", "V01", "Welke?", "", ""]], choices: choices)
        #expect(used.map(\.text.key) == ["Deze lijst is te lang: hooguit %1."])
        #expect(faults([["text", "V01", "Welke?", "", ""]], choices: choices).isEmpty)
        // The same long answers for every question: a small file, a large questionnaire.
        let long = (1...400).map { ["a", "\($0)", String(repeating: "x", count: 1_000)] }
        let copies = faults((1...500).map { ["select_one a", "a\($0)", "Welke?", "", ""] }, choices: long)
        #expect(copies.map(\.text.key) == ["Dit bestand is te groot."])
    }

    /// Sheets full of anything: read or refused.
    @Test func anySheetIsReadOrRefused() {
        var random = SplitMix(seed: 21)
        let words = [
            "type", "name", "label", "begin_group", "end_group", "select_one a", "select_multiple a or_other", "note",
            "rank a", "range", "integer", "", "V1", "V1_1", "V1_1t", "${V1} = '1'", "not(", "${", "table-list", "a",
            "1",
            "relevant", "constraint", "appearance", "label::x", "begin repeat", ". > 1", "intro", "end",
        ]
        for _ in 0..<400 {
            func sheet(_ head: [String]) -> [[String]] {
                [head] + (0..<random.below(12)).map { _ in head.map { _ in words[random.below(words.count)] } }
            }
            let form = XLSForm(sheets: [
                "survey": sheet(["type", "name", "label", "relevant", "constraint", "appearance"]),
                "choices": sheet(["list_name", "name", "label"]),
            ])
            if let (read, _) = try? form.questionnaire() {
                _ = read.problems()
                _ = XLSForm(read)
            }
        }
    }
}
