import Testing

@testable import Questionnaires

struct EditingTests {
    @Test func questionsMoveWithinAndAcrossPages() {
        var all = Samples.all
        all.move("V02", down: false)
        #expect(all.blocks[0].questions.map(\.id) == ["V02", "V01"])
        all.move("V01", down: true)
        #expect(all.blocks[0].questions.map(\.id) == ["V02"])
        #expect(all.blocks[1].questions.map(\.id) == ["V01", "V05", "V06"])
        all.move("V02", down: false)
        #expect(all.blocks[0].questions.map(\.id) == ["V02"])
        all.move("V15", to: "b1")
        #expect(all.blocks[0].questions.map(\.id) == ["V02", "V15"])
        all.move("V99", down: true)
        #expect(all.questions.count == Samples.all.questions.count)
    }

    @Test func copiesAndNamesAreNew() {
        var all = Samples.all
        #expect(all.freeQuestionID() == "V16")
        #expect(all.freeQuestionID(.info) == "I02")
        #expect(all.copy("V05") == "V16")
        #expect(all.blocks[1].questions.map(\.id) == ["V05", "V16", "V06"])
        #expect(all.freeBlockID() == "p5")
    }

    /// Figures of two years are laid side by side by name: one that was taken out does not come back.
    @Test func theNameOfAQuestionThatWasTakenOutIsNotGivenAgain() {
        var all = Samples.all
        all.remove("V05")
        #expect(all.freeQuestionID() == "V16")
        all.blocks[0].questions.append(Question("v99999", .text, Words("Lang")))
        #expect(all.freeQuestionID() == "V16")
        #expect(Questionnaire(id: "leeg", title: Words("Leeg")).freeQuestionID() == "V01")
    }

    @Test func aNewNameIsCarriedThrough() {
        var all = Samples.all
        var question = all.blocks[0].questions[0]
        question.id = "DOET"
        all.replace("V01", with: question)
        #expect(all.question("V02")?.showIf == "DOET == 1")
        #expect(all.blocks[1].showIf == "DOET == 1")
        #expect(all.question("I1")?.text("nl") == "Je antwoord was {DOET}.")
        #expect(all.problems().filter(\.isFatal) == [])
    }

    @Test func usesAreKnownBeforeSomethingGoes() {
        var all = Samples.all
        #expect(all.usesOf("V01") == ["V02", "b2"])
        #expect(all.usesOf("V15") == [])
        all.remove("V15")
        all.removeBlock("b3")
        #expect(all.questions.map(\.id) == ["V01", "V02", "V05", "V06", "V12", "V13", "V14"])
    }
}
