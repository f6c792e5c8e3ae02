import Core
import Testing

@testable import Questionnaires

struct RouteTests {
    let all = Samples.all

    @Test func thePagesOfSomeoneWhoSaysYesAndNo() {
        let yes = Answers(values: ["V01": .codes([1])], seen: ["V01", "V02", "V05"])
        #expect(all.next(after: nil, Answers())?.id == "b1")
        #expect(all.next(after: "b1", yes)?.id == "b2")
        let no = Answers(values: ["V01": .codes([2])], seen: ["V01"])
        #expect(all.next(after: "b1", no)?.id == "b3")
        #expect(all.previous(before: "b3", no)?.id == "b1")
        #expect(all.previous(before: "b3", yes)?.id == "b2")
        #expect(all.previous(before: "b1", yes) == nil)
        let seen = Answers(seen: Set(all.questions.map(\.id)))
        #expect(all.next(after: "b4", seen) == nil)
        #expect(!all.shows(all.blocks[1], no))
        #expect(all.visible(in: all.blocks[1], yes).map(\.id) == ["V05"])
    }

    @Test func aQuestionThatAnAnswerBroughtUpKeepsThePage() {
        let first = Answers(values: ["V01": .codes([1])], seen: ["V01"])
        #expect(all.next(after: "b1", first)?.id == "b1")
        #expect(all.visible(in: all.blocks[0], first).map(\.id) == ["V01", "V02"])
        let second = Answers(values: ["V01": .codes([1])], seen: ["V01", "V02"])
        #expect(all.next(after: "b1", second)?.id == "b2")
    }

    @Test func whatIsOffTheRouteIsKeptAndDoesNotCount() {
        var answers = Answers(
            values: ["V01": .codes([1]), "V02": .number(12), "V05": .codes([7]), "V06": .text("omdat")],
            others: ["V05_7": "muziek"], seen: ["V01", "V02", "V05", "V06"])
        #expect(all.counted(answers) == answers)
        answers.values["V01"] = .codes([2])
        let counted = all.counted(answers)
        #expect(counted == Answers(values: ["V01": .codes([2])], seen: ["V01"]))
        #expect(answers.values.count == 4)
    }

    @Test func progressGoesFromZeroToOneAlongTheRoute() {
        let no = Answers(values: ["V01": .codes([2])], seen: ["V01"])
        #expect(all.progress(at: "b1", no) == 0)
        #expect(all.progress(at: "b3", no) == 1.0 / 3)
        #expect(all.progress(at: nil, no) == 1)
        let yes = Answers(values: ["V01": .codes([1])], seen: ["V01"])
        #expect(all.progress(at: "b3", yes) == 0.5)
    }

    @Test func answersStandInTexts() {
        let answers = Answers(
            values: [
                "V01": .codes([1]), "V02": .number(2.5), "V05": .codes([1, 7]), "V08": .day(Day(number: 20_000)),
                "V12": .rows([3: .codes([1, 2])]),
            ],
            others: ["V05_7": "muziek <b>"])
        let text = Words("{V01}, {V02}, {V05}, {V08}, {V12.3}, {V12.1}, {V07}, {x}, {V01")
        #expect(
            all.piped(text, answers, language: "nl")
                == "Ja, 2,5, Sport en muziek <b>, 4 oktober 2024, In beleid en Uitgevoerd, …, …, {x}, {V01")
    }

    @Test func aPageOfTextAloneIsAPageAndAnEmptyOneIsNot() {
        let questionnaire = Questionnaire(
            id: "x", title: Words("X"),
            blocks: [
                .init("tekst", intro: Words("Lees dit"), questions: []),
                .init("weg", questions: [Question("V1", .text, Words("?"), showIf: "V9 == 1")]),
                .init("info", questions: [Question("I1", .info, Words("Bijna klaar"))]),
            ])
        #expect(questionnaire.next(after: nil, Answers())?.id == "tekst")
        #expect(questionnaire.next(after: "tekst", Answers())?.id == "info")
        #expect(questionnaire.next(after: "info", Answers()) == nil)
    }

    @Test func aConditionThatCannotBeReadLosesNoQuestion() {
        let questionnaire = Questionnaire(
            id: "x", title: Words("X"),
            blocks: [.init("b", questions: [Question("V1", .text, Words("?"), showIf: "((")])])
        #expect(questionnaire.visible(in: questionnaire.blocks[0], Answers()).count == 1)
    }
}
