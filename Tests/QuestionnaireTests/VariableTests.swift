import Testing

@testable import Questionnaires

struct VariableTests {
    @Test func everyColumnHasItsName() {
        let variables = Samples.all.variables()
        #expect(
            variables.map(\.name) == [
                "V01", "V02", "V05_1", "V05_2", "V05_7", "V05_9", "V05_7t", "V06", "V07", "V08", "V09_1", "V09_2",
                "V09_5", "V12_1_1", "V12_1_2", "V12_1_9", "V12_3_1", "V12_3_2", "V12_3_9", "V13_1", "V13_3", "V14_1",
                "V14_3", "V15",
            ])
        #expect(variables.count == Samples.all.variableCount)
        #expect(variables[4].label("nl") == "Waar? – Anders")
        #expect(variables[8].values.map(\.code) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99])
        #expect(variables[8].values[0].label("nl") == "1 – slecht")
    }

    @Test func namesAreShortAndUniqueWhateverTheIdsAre() {
        let choices = (1...40).map { Choice($0, Words("\($0)"), hasText: $0 == 12) }
        let ids = ["VRAAGLANG", "V1", "V1_2", "v1_3", "VRAAGLANG2", "VRAAGLA", "V12345", "Ω"]
        let questionnaire = Questionnaire(
            id: "x", title: Words("X"),
            blocks: [
                .init(
                    "b", questions: ids.map { Question($0, .gridMultiple, Words("?"), choices: choices, rows: choices) }
                )
            ])
        let names = questionnaire.variables().map(\.name)
        #expect(names.count == questionnaire.variableCount)
        #expect(Set(names.map { $0.lowercased() }).count == names.count)
        #expect(names.allSatisfy { $0.utf8.count <= 8 && $0.first?.isLetter == true && $0.allSatisfy(\.isASCII) })
    }
}
