import Core
import Foundation
import Testing

@testable import Questionnaires

struct FileTests {
    @Test func answersAreCanonical() throws {
        let answers = Answers(
            values: [
                "V01": .codes([1]), "V02": .number(3.5), "V03": .text("te\"kst\n</script>"),
                "V04": .day(try #require(Day(iso: "2026-03-01"))),
                "V12": .rows([10: .codes([1, 2]), 2: .number(4)]), "V13": .rows([:]), "V14": .codes([]),
            ], others: ["V05_7": "anders"], seen: ["V02", "V01"])
        let json = answers.json
        #expect(
            json
                == #"{"a":{"V05_7":"anders"},"g":["V01","V02"],"v":{"V01":[1],"V02":3.5,"V03":"te\"kst\n\u003c/script>","#
                + #""V04":{"dag":"2026-03-01"},"V12":{"10":[1,2],"2":4},"V13":{},"V14":[]}}"#)
        #expect(try Answers(json: json) == answers)
        #expect(try Answers(json: "{}") == Answers())
    }

    @Test(arguments: [
        "", "[]", "{\"v\":1}", "{\"v\":{\"a\":true}}", "{\"v\":{\"a\":[1.5]}}", "{\"v\":{\"a\":{\"x\":1}}}",
        "{\"q\":1}",
        "{\"v\":{}", "{\"g\":[1]}", "{\"v\":{\"a\":1e999}}", "{\"v\":{\"a\":{\"dag\":\"2026-02-30\"}}}",
        "{\"v\":{\"a\":[1e300]}}",
        "{\"v\":{},\"v\":{}}", "{\"v\":{\"a\":{\"01\":1}}}", "nul", "{\"v\":{\"a\":\"\\ud800\"}}",
    ]) func whatAreNoAnswersIsRefused(_ json: String) {
        #expect(throws: AnswersFault.self) { try Answers(json: json) }
    }

    @Test func aQuestionnaireReadsBackFromBothForms() throws {
        let all = Samples.all
        #expect(try Questionnaire(json: all.json) == all)
        #expect(try Questionnaire(yaml: all.yaml) == all)
        #expect(try Questionnaire(yaml: all.yaml).hash == all.hash)
        #expect(all.hash.utf8.count == 64)
        #expect(all.yaml.contains("lijst01:"))
    }

    @Test func theFirstLanguageIsTheSameWithAndWithoutItsName() throws {
        let plain = try Questionnaire(yaml: "id: x\ntitle: Proef\nquestions: [{id: V1, type: text, text: Wat?}]")
        let named = try Questionnaire(
            yaml: "id: x\ntitle: {nl: Proef}\nquestions: [{id: V1, type: text, text: {nl: Wat?}}]")
        #expect(plain == named)
        #expect(plain.hash == named.hash)
        #expect(plain.blocks.map(\.id) == ["b1"])
    }

    @Test func aFileAsPeopleWriteIt() throws {
        let questionnaire = try Questionnaire(
            yaml: """
                schema: 1
                id: beleid
                version: 3
                languages: [nl, en]
                title: {nl: "Beleid", en: "Policy"}
                lists:
                  janee: ["1 = Ja", "0 = Nee", "99 = Weet niet (weet niet)"]
                questions:
                  - {id: V03, type: single, text: "Beleid?", choices: janee, required: yes}
                  - id: V12
                    type: grid_multi
                    text: {nl: "Welke onderdelen?", en: "Which parts?"}
                    show_if: "V03 == 1"
                    rows: [{code: 1, nl: "Werving", en: "Recruiting"}]
                    columns: [{code: 1, nl: no}, {code: 9, nl: "Geen", exclusive: true}, {code: 7, nl: Anders, other: ja}]
                """)
        #expect(questionnaire.version == 3)
        #expect(questionnaire.question("V03")?.isRequired == true)
        #expect(questionnaire.question("V03")?.choices.last == Choice(99, Words("Weet niet"), isMissing: true))
        let grid = try #require(questionnaire.question("V12"))
        #expect(grid.choices.map { $0.label("nl") } == ["no", "Geen", "Anders"])
        #expect(grid.choices.map(\.isExclusive) == [false, true, false])
        #expect(grid.choices.last?.hasText == true)
        #expect(grid.rows[0].label("en") == "Recruiting")
        #expect(grid.text("tr") == "Welke onderdelen?")
    }

    @Test func everyFaultIsNamedWithItsLine() throws {
        let fault = #expect(throws: QuestionnaireFault.self) {
            try Questionnaire(
                yaml: "id: x\ntitle: X\nkleur: rood\nblocks:\n  - id: b1\n    questions:\n"
                    + "      - {id: V1, type: vraag, text: Wat?}\n      - {id: V2, choices: nergens, required: soms}\n")
        }
        let problems = try #require(fault).problems
        #expect(problems.map(\.place) == ["", "V1", "V2", "V2"])
        #expect(problems.map(\.line) == [3, 7, 8, 8])
    }

    @Test(arguments: [
        "", "- a", "tekst", "a: &b [1]\nc: *b", "id: [", "a: 1\na: 2", "? [x]\n: y", "id: x\n\tb: c",
        "languages: [\"a: b\"]\nid: x", String(repeating: "[", count: 20_000),
        String(repeating: "a: {", count: 2_000), "schema: 2",
    ]) func whatIsNoQuestionnaireIsRefused(_ yaml: String) {
        #expect(throws: QuestionnaireFault.self) { try Questionnaire(yaml: yaml) }
    }

    /// Questionnaires put together at random, with texts that YAML might take for something else.
    @Test func anyQuestionnaireReadsBack() throws {
        var random = SplitMix(seed: 3)
        for _ in 0..<300 {
            let made = Self.questionnaire(&random)
            let again = try Questionnaire(yaml: made.yaml)
            try #require(again == made, "\(made.yaml)")
            try #require(try Questionnaire(json: made.json) == made)
            _ = made.problems()
        }
    }

    private static let texts = [
        "Ja", "no", "on", "~", "null", "- x", "a: b", "#", "&a", "*b", "!c", "  ruimte ", "regel\nregel", "\"'",
        "é – ’",
        "👍🏽", "\u{85}\u{2028}", "1", "0x1F", "{V01}", "%", "@", "`", "\\n", "'", "|", ">", "?", ": ", "\u{7F}",
    ]

    private static func questionnaire(_ random: inout SplitMix) -> Questionnaire {
        func words() -> Words {
            var words = Words(texts[random.below(texts.count)])
            if random.below(2) == 0 { words.texts["en"] = texts[random.below(texts.count)] }
            return words
        }
        func choices() -> [Choice] {
            (0...random.below(4)).map {
                Choice(
                    $0 * 3 - 1, words(), isMissing: random.below(4) == 0, isExclusive: random.below(4) == 0,
                    hasText: random.below(4) == 0)
            }
        }
        let shared = choices()
        var result = Questionnaire(id: "x", version: 1 + random.below(9), languages: ["nl", "en"], title: words())
        for block in 0..<random.below(4) {
            var made = Questionnaire.Block("b\(block)", questions: [])
            if random.below(2) == 0 { made.intro = words() }
            if random.below(3) == 0 { made.showIf = "V00 == 1" }
            for number in 0..<random.below(5) {
                let kind = Question.Kind.allCases[random.below(Question.Kind.allCases.count)]
                var question = Question("V\(block)\(number)", kind, words(), isRequired: random.below(2) == 0)
                if kind.hasChoices || kind == .scale { question.choices = random.below(2) == 0 ? shared : choices() }
                if kind.isGrid { question.rows = choices() }
                if kind == .number || kind == .scale {
                    question.lowest = Double(random.below(100)) / 10
                    question.highLabel = words()
                    question.decimals = random.below(3)
                }
                question.maxLength = random.below(2) == 0 ? 2000 : 30
                made.questions.append(question)
            }
            result.blocks.append(made)
        }
        return result
    }

    @Test func answersAsLines() {
        let old = [Choice(1, Words(["": "Ja", "en": "Yes"])), Choice(2, Words(["": "Nee", "en": "No"]))]
        let read = ChoiceLines.read(
            "1 = Jazeker\nNee\n\nMisschien (alleen)\n9 = Anders (anders)\n99=Weet niet (weet niet)", keeping: old)
        #expect(read.map(\.code) == [1, 2, 3, 9, 99])
        #expect(read[0].label.texts == ["": "Jazeker", "en": "Yes"])
        #expect(read[1].label.texts == ["": "Nee", "en": "No"])
        #expect(read[2].isExclusive && read[3].hasText && read[4].isMissing)
        #expect(ChoiceLines.read(ChoiceLines.write(read), keeping: read) == read)
        #expect(ChoiceLines.write(read, language: "en").hasPrefix("1 = Yes\n2 = No\n3 = "))
    }
}
