import Testing

@testable import Tabulation

/// The counting by columns and the rules in words must say the same of every cell.
struct RuleTests {
    @Test(arguments: [UInt64(11), 12, 13]) func everyCellIsTheCountOfItsRule(_ seed: UInt64) throws {
        let survey = SmallSurvey(130, seed: seed).data
        for var request in SmallSurvey.requests {
            for leavesOut in [false, true] {
                request.leavesOutMissing = leavesOut
                request.filter = leavesOut ? [TableRequest.Condition(column: "V4", codes: [1, 2])] : []
                let table = try survey.table(request)
                let layout = try #require(
                    Layout(request, rows: table.rows, columns: table.columns, survey))
                let answers = Answers(survey)
                for (row, cells) in table.cells.enumerated() {
                    for (column, cell) in cells.enumerated() {
                        let rules = layout.cells[row][column]
                        #expect(answers.records(rules.hits).total == cell.count, "\(request)")
                        let isTicks = request.base == .answers && request.percent != .row
                        if !isTicks { #expect(answers.records(rules.base).total == cell.base, "\(request)") }
                    }
                }
                let told = layout.account.map { answers.records($0).total }
                #expect(told.first == table.account.inFilter)
                // Means of a scale count "weet niet" as missing; the block of a combination is about who saw it.
                if told.count > 3, request.kind != .combination {
                    #expect(told[1] == table.account.notShown && told[2] == table.account.skipped, "\(request)")
                    #expect(told[3] == table.account.missing, "\(request)")
                }
            }
        }
    }
}
