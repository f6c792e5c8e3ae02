import Testing

@testable import Questionnaires

struct ProblemTests {
    private func fatal(_ questions: [Question], languages: [String] = ["nl"]) -> [String] {
        Questionnaire(id: "x", languages: languages, title: Words("X"), blocks: [.init("b", questions: questions)])
            .problems().filter(\.isFatal).map { "\($0.place): \($0.text.key)" }
    }
    private func question(_ id: String, if condition: String? = nil) -> Question {
        Question(id, .single, Words(id), showIf: condition, choices: Samples.yesNo)
    }

    @Test func aGoodQuestionnaireHasNoFatalProblem() {
        let problems = Samples.all.problems()
        #expect(problems.filter(\.isFatal) == [])
        // What lacks a translation is said, and nothing else.
        #expect(problems.allSatisfy { $0.text.key.hasPrefix("Vertaling") })
        #expect(problems.map(\.place).contains("V05"))
    }

    @Test(arguments: ["", "1V", "V-1", "VRAAGNEGEN", "and", "NIET", "with", "é1", "V 1"])
    func namesThatCannotBe(_ id: String) {
        #expect(!fatal([question(id)]).isEmpty, "\(id)")
    }

    @Test func namesOnceWithoutRegardToCase() {
        #expect(fatal([question("V1"), question("v1")]) == ["v1: Twee vragen heten “%1”."])
    }

    @Test(arguments: [
        ("V9 == 1", "De voorwaarde noemt “%1”, maar zo’n vraag is er niet."),
        ("V3 == 1", "De voorwaarde kijkt naar %1, maar die vraag komt later."),
        ("V2 == 1", "De voorwaarde kijkt naar de vraag zelf."),
        ("V1 == 5", "De voorwaarde noemt antwoord %1 van %2, maar dat antwoord is er niet."),
        ("V1 has (1, 8)", "De voorwaarde noemt antwoord %1 van %2, maar dat antwoord is er niet."),
        ("V1.2 == 1", "De voorwaarde noemt regel %1 van %2, maar die regel is er niet."),
        ("V1 == 'ja'", "De voorwaarde vergelijkt %1 met iets van een andere soort."),
        ("V1 == 1 and V1 == 2", "Deze voorwaarde kan nooit gelden: “%1”."),
        ("V1 == 1 and not answered(V1)", "Deze voorwaarde kan nooit gelden: “%1”."),
        ("V1 > 2", "Deze voorwaarde kan nooit gelden: “%1”."),
        ("count(V1) > 1", "Deze voorwaarde kan nooit gelden: “%1”."),
        ("V1 ==", "De voorwaarde “%1” klopt niet."),
    ]) func conditionsThatAreWrong(_ condition: String, _ text: String) {
        let found = fatal([question("V1"), question("V2", if: condition), question("V3")])
        #expect(found.first == "V2: \(text)", "\(condition): \(found)")
    }

    @Test(arguments: [
        "V1 == 1", "V1 != 1 or V1 == 1", "not answered(V1)", "V1 has (1, 99)", "V1 < 2", "count(V1) == 0",
    ])
    func conditionsThatAreRight(_ condition: String) {
        #expect(fatal([question("V1"), question("V2", if: condition)]) == [])
    }

    @Test func questionsThatWaitForEachOther() {
        let found = fatal([question("V1", if: "V3 == 1"), question("V2", if: "V1 == 1"), question("V3", if: "V2 == 1")])
        #expect(found.contains("V1: Deze vragen wachten op elkaar: %1."))
    }

    @Test func nobodyCanGetToAQuestionWhoseConditionsContradict() {
        let unreachable = "Niemand kan bij deze vraag komen: de voorwaarden spreken elkaar tegen."
        // V3 needs V2, V2 is asked of those who said 1, V3 of those who said 2.
        let chain = fatal([
            question("V1"), question("V2", if: "V1 == 1"), question("V3", if: "V2 == 1 and V1 == 2"),
        ])
        #expect(chain == ["V3: \(unreachable)"])
        let blocks = Questionnaire(
            id: "x", title: Words("X"),
            blocks: [
                .init("a", questions: [question("V1")]),
                .init("b", showIf: "V1 == 1", questions: [question("V2"), question("V3", if: "V1 == 2")]),
            ])
        #expect(blocks.problems().filter(\.isFatal).map { "\($0.place): \($0.text.key)" } == ["V3: \(unreachable)"])
        // Not answering V2 is open to those who were never asked it.
        #expect(
            fatal([question("V1"), question("V2", if: "V1 == 1"), question("V3", if: "not answered(V2) and V1 == 2")])
                == [])
    }

    @Test func exclusiveAnswersGoWithNothingElse() {
        let several = Question("V1", .multiple, Words("?"), choices: Samples.things)
        #expect(!fatal([several, question("V2", if: "V1 has 1 and V1 has 9")]).isEmpty)
        #expect(fatal([several, question("V2", if: "V1 has 1 and V1 has 2")]).isEmpty)
        #expect(!fatal([several, question("V2", if: "count(V1) > 3")]).isEmpty)
        #expect(fatal([several, question("V2", if: "count(V1) > 2")]).isEmpty)
    }

    @Test func numbersBetweenTheirBounds() {
        let number = Question("V1", .number, Words("?"), lowest: 0, highest: 80)
        for condition in ["V1 > 80", "V1 < 0", "V1 > 3 and V1 < 4", "V1 == 2.5"] {
            #expect(!fatal([number, question("V2", if: condition)]).isEmpty, "\(condition)")
        }
        for condition in ["V1 >= 80", "V1 <= 0", "V1 > 3 and V1 < 5", "V1 != 4"] {
            #expect(fatal([number, question("V2", if: condition)]).isEmpty, "\(condition)")
        }
    }

    @Test func codesTextsAndBounds() {
        let twice = [Choice(1, Words("A")), Choice(1, Words("B"))]
        #expect(!fatal([Question("V1", .single, Words("?"), choices: twice)]).isEmpty)
        #expect(!fatal([Question("V1", .single, Words("?"), choices: [Choice(1, Words("A"))])]).isEmpty)
        #expect(!fatal([Question("V1", .grid, Words("?"), choices: Samples.yesNo)]).isEmpty)
        #expect(!fatal([Question("V1", .scale, Words("?"))]).isEmpty)
        #expect(!fatal([Question("V1", .scale, Words("?"), lowest: 5, highest: 1)]).isEmpty)
        #expect(!fatal([Question("V1", .scale, Words("?"), lowest: 1, highest: 100)]).isEmpty)
        #expect(!fatal([Question("V1", .number, Words("?"), lowest: 5, highest: 1)]).isEmpty)
        #expect(!fatal([Question("V1", .text, Words(""))]).isEmpty)
        #expect(!fatal([Question("I1", .info, Words("Alleen tekst"))]).isEmpty)
    }

    @Test func whatATextNames() {
        let advice = Questionnaire(
            id: "x", title: Words("X"),
            blocks: [.init("b", questions: [Question("V1", .text, Words("Bij {V9} en {V2}?")), question("V2")])]
        ).problems()
        #expect(advice.map(\.isFatal) == [false, false])
    }

    @Test func aLargeQuestionnaireIsCheckedFast() {
        let many = (0..<150).map { number in
            question("V\(number)", if: number == 0 ? nil : "V\(number - 1) == 1 or V\(number / 2) == 2")
        }
        let clock = ContinuousClock()
        let time = clock.measure { #expect(fatal(many) == []) }
        #expect(time < .seconds(10), "\(time)")
    }
}
