import Core
import Testing

@testable import Questionnaires

struct ReadingTests {
    let all = Samples.all

    private func read(_ block: Int, _ fields: [String: [String]], over answers: Answers = Answers()) -> PageReading {
        all.read(all.blocks[block], over: answers, fields: Samples.form(fields))
    }

    @Test func choicesAndNumbers() {
        let reading = read(0, ["V01": ["1"], "V02": ["2,5"], "onzin": ["x"]])
        #expect(reading.faults.isEmpty)
        #expect(reading.answers.values == ["V01": .codes([1]), "V02": .number(2.5)])
        #expect(reading.answers.seen == ["V01", "V02"])
    }

    @Test func aQuestionThatWasNotOnThePageIsNotSeen() {
        let reading = read(0, ["V01": ["1"]])
        #expect(reading.answers.seen == ["V01"])
        #expect(all.next(after: "b1", reading.answers)?.id == "b1")
    }

    @Test func whatIsRequiredIsAskedForOnlyWhenItIsThere() {
        #expect(read(0, [:]).faults == [.init(field: "V01", text: Text("Geef hier een antwoord."))])
        #expect(read(0, ["V01": ["2"]]).faults.isEmpty)
    }

    @Test(arguments: [
        (0, "V01", "5"), (0, "V02", "veel"), (0, "V02", "81"), (0, "V02", "-1"), (0, "V02", "2,55"), (2, "V07", "11"),
        (2, "V08", "31-02-2026"), (2, "V09.1", "4"), (3, "V12.1", "5"), (3, "V14.3", "-2"), (0, "V01", "1e0"),
        (0, "V02", "nan"), (0, "V02", "1e1"), (0, "V02", "99999999999999999999"),
    ]) func wrongValuesGetAFaultAtTheirField(_ block: Int, _ field: String, _ value: String) {
        let known = Answers(values: ["V01": .codes([1])], seen: ["V01"])
        var fields = [field: [value]]
        if block == 0, field != "V01" { fields["V01"] = ["1"] }
        let reading = read(block, fields, over: known)
        #expect(reading.faults.map(\.field) == [field])
        #expect(reading.answers.values == known.values)
    }

    @Test func severalAnswers() {
        let known = Answers(values: ["V01": .codes([1])], seen: ["V01"])
        let reading = read(1, ["V05": ["7", "1", "1"], "V05_7": [" Muziek\r\nmaken "]], over: known)
        #expect(reading.answers["V05"] == .codes([1, 7]))
        #expect(reading.answers.others == ["V05_7": "Muziek\nmaken"])
        let alone = read(1, ["V05": ["1", "9"]], over: known)
        #expect(alone.faults.map(\.field) == ["V05"])
        #expect(read(1, ["V05": ["9"]], over: known).answers["V05"] == .codes([9]))
    }

    @Test func aTextBehindOtherTicksItAndGoesWithIt() {
        let known = Answers(values: ["V01": .codes([1])], seen: ["V01"])
        let written = read(1, ["V05_7": ["muziek"]], over: known)
        #expect(written.answers["V05"] == .codes([7]))
        let taken = read(1, ["V05": ["1"], "V05_7": ["  "]], over: written.answers)
        #expect(taken.answers["V05"] == .codes([1]))
        #expect(taken.answers.others.isEmpty)
    }

    @Test func ranking() {
        let reading = read(2, ["V09.1": ["3"], "V09.2": [""], "V09.5": ["1"]])
        #expect(reading.answers["V09"] == .codes([5, 1]))
        #expect(read(2, ["V09.1": ["1"], "V09.5": ["1"]]).faults.map(\.field) == ["V09.5"])
    }

    @Test func grids() {
        let reading = read(3, ["V12.1": ["1", "2"], "V12.3": ["9"], "V13.3": ["99"], "V14.1": ["1.250"]])
        #expect(reading.faults.isEmpty)
        #expect(reading.answers["V12"] == .rows([1: .codes([1, 2]), 3: .codes([9])]))
        #expect(reading.answers["V13"] == .rows([3: .codes([99])]))
        #expect(reading.answers["V14"] == .rows([1: .number(1250)]))
        #expect(read(3, ["V12.1": ["1", "9"]]).faults.map(\.field) == ["V12.1"])
    }

    @Test func whatIsLeftOpenIsSeenAndHasNoAnswer() {
        let before = Answers(values: ["V07": .codes([8]), "V08": .day(Day(number: 1))], seen: ["V07", "V08"])
        let reading = read(2, ["V08": [""]], over: before)
        #expect(reading.answers.values.isEmpty)
        #expect(reading.answers.seen == ["V07", "V08", "V09"])
    }

    @Test func textsAreCleanedAndBounded() {
        let known = Answers(values: ["V01": .codes([1]), "V05": .codes([7])], seen: ["V01", "V05"])
        let reading = read(1, ["V05": ["7"], "V06": [" a\u{0}b\r\nc\u{7F} "]], over: known)
        #expect(reading.answers["V06"] == .text("ab\nc"))
        #expect(
            read(1, ["V05": ["7"], "V06": [String(repeating: "é", count: 51)]], over: known).faults.map(\.field) == [
                "V06"
            ])
        #expect(read(1, ["V05": ["7"], "V06": [String(repeating: "é", count: 50)]], over: known).faults.isEmpty)
    }

    @Test(
        arguments: [
            ("12", 0, 12), ("1.250", 0, 1250), ("1.250.000", 0, 1_250_000), ("1.25", 0, nil), ("2,5", 1, 2.5),
            ("2.5", 1, 2.5), ("1.250,5", 1, 1250.5), ("2,50", 1, 2.5), ("2,55", 1, nil), ("−3", 0, -3), ("-0", 0, 0),
            ("1 250", 0, 1250), ("", 0, nil), (",5", 1, nil), ("5,", 1, nil), ("1,2,3", 2, nil), ("0x10", 0, nil),
            ("1.0", 0, nil), ("12,0", 0, 12), ("٣", 0, nil),
        ] as [(String, Int, Double?)]) func numbersAsPeopleWriteThem(_ text: String, _ decimals: Int, _ number: Double?)
    {
        #expect(NumberReading.read(text, decimals: decimals) == number, "\(text)")
    }

    @Test func daysAsPeopleWriteThem() {
        let day = Day(year: 2026, month: 12, day: 31)
        for text in ["2026-12-31", "31-12-2026", "31/12/2026", "31.12.2026"] { #expect(DayReading.read(text) == day) }
        for text in ["31-12-26", "32-1-2026", "12-31-2026", "vandaag", "--"] { #expect(DayReading.read(text) == nil) }
    }

    /// Whatever a form says: nothing but answers that the questionnaire knows, and reading again changes nothing.
    @Test func anyFormGivesValidAnswers() {
        var random = SplitMix(seed: 11)
        let values = ["1", "2", "3", "7", "9", "99", "", "x", "-1", "2,5", "2026-01-01", "\u{0}", "1 "]
        for _ in 0..<500 {
            var fields: [String: [String]] = [:]
            for name in all.questions.flatMap({ $0.fieldNames + $0.others.map(\.key) }) where random.below(3) > 0 {
                fields[name] = (0...random.below(3)).map { _ in values[random.below(values.count)] }
            }
            var answers = Answers()
            for block in all.blocks {
                answers = all.read(block, over: answers, fields: Samples.form(fields)).answers
            }
            for (id, answer) in answers.values {
                let allowed = Set(all.question(id)?.allowedCodes ?? [])
                #expect(answer.codes.allSatisfy(allowed.contains))
                #expect(answers.seen.contains(id))
            }
            #expect((try? Answers(json: answers.json)) == answers)
            #expect(all.counted(all.counted(answers)) == all.counted(answers))
        }
    }
}
