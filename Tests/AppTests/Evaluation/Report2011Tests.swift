import Core
import Formats
import Questionnaires
import Tabulation
import Testing

@testable import Evaluation

/// The printed tables of 2011 come out of the product from records (mission A11).
@Suite("The survey of 2011 again", .oneEngine)
struct Report2011Tests {
    static func data() throws -> (questionnaire: Questionnaire, data: DataSet) {
        let questionnaire = try #require(ReadyMade.find(Report2011.questionnaire))
        let answers = try #require(Report2011.answers(questionnaire))
        let records = answers.enumerated().map { index, answers in
            SurveyRecord(
                id: nil, channel: index < Report2011.byLink ? .link : .open, state: .complete, stratum: nil,
                language: "nl", answers: answers)
        }
        return (
            questionnaire,
            SurveyColumns.dataSet(questionnaire, records, population: 342, language: "nl", t: .dutch)
        )
    }

    /// The count in each row and column of a table.
    static func counts(_ table: Tabulation.Table) -> [[Int]] { table.cells.map { $0.map(\.count) } }

    @Test func `tables 4 to 8 are the printed ones, each on a base of 112`() throws {
        let (questionnaire, data) = try Self.data()
        let grids = questionnaire.questions.filter { $0.kind == .gridMultiple }
        for (question, grid) in zip(grids, Report2011.grids) {
            let table = try data.table(TableRequest(.grid, rows: question.id))
            let printed = grid.activities.map {
                [$0.inPolicy, $0.byCentre, $0.byOther, $0.notCarriedOut, $0.unknown]
            }
            #expect(Self.counts(table).map { Array($0.prefix(5)) } == printed, "\(grid.name)")
            #expect(table.cells.allSatisfy { $0.allSatisfy { $0.base == 112 } }, "\(grid.name)")
        }
    }

    @Test func `table 3 follows from none and all over the rows`() throws {
        let (questionnaire, data) = try Self.data()
        let grids = questionnaire.questions.filter { $0.kind == .gridMultiple }
        for (question, grid) in zip(grids, Report2011.grids) {
            let table = try data.table(TableRequest(.noneAll, rows: question.id))
            // The columns are none, a part, all.
            let flat = Dictionary(
                zip(table.rows.map(\.code), table.cells).compactMap { code, cells in
                    code.map { ($0, [cells[0].count, cells[2].count]) }
                }
            ) { first, _ in first }
            // Of "is in the policy" (1): none, all; of "is not carried out" (4): none is all carried out.
            #expect(flat[1] == [grid.noneInPolicy, grid.allInPolicy], "\(grid.name)")
            #expect(flat[4] == [grid.allCarriedOut, grid.noneCarriedOut], "\(grid.name)")
        }
    }

    @Test func `in the policy and not carried out is found once or twice where the report says so`() throws {
        let (questionnaire, data) = try Self.data()
        let grids = questionnaire.questions.filter { $0.kind == .gridMultiple }
        for (question, grid) in zip(grids, Report2011.grids) {
            let both = question.rows.enumerated().map { place, row -> Int in
                guard case .multiple(_, let ticked, _) = data["\(question.id)_\(row.code)"]?.values else { return -1 }
                return ticked[0].overlap(ticked[3])
            }
            #expect(both == grid.activities.map(\.onPaper), "\(grid.name)")
        }
    }

    @Test func `tables 1, 2 and the last are the printed ones`() throws {
        let (_, data) = try Self.data()
        let sizes = try data.table(TableRequest(rows: "V02"))
        #expect(sizes.cells.prefix(4).map { $0[0].count } == Report2011.sizes.map(\.total))
        #expect(sizes.rows.prefix(4).map(\.code) == [1, 2, 3, 4])
        let involved = try data.table(TableRequest(rows: "V04", columns: "V02"))
        func counts(_ answer: Int) throws -> [Int] {
            let row = try #require(involved.rows.firstIndex { $0.code == answer })
            return try (1...4).map { size in
                let column = try #require(involved.columns.firstIndex { $0.code == size })
                return involved.cells[row][column].count
            }
        }
        #expect(try counts(1) == Report2011.sizes.map(\.involved))
        #expect(try counts(2) == Report2011.sizes.map(\.notInvolved))
        let cuts = try data.table(TableRequest(rows: "V10"))
        #expect(cuts.cells.prefix(6).map { $0[0].count } == Report2011.cuts)
        let plan = try data.table(TableRequest(rows: "V03"))
        #expect(plan.cells.prefix(3).map { $0[0].count } == Report2011.inPlan)
    }

    @Test func `the file in the demo has the printed counts, and eight percentages that do not follow`() throws {
        let csv = try CSVReader().read(Report2011.tables)
        let table = PrintedTable(header: csv.header, lines: csv.rows.map { ($0.line, $0.fields) })
        let printed = Report2011.grids.flatMap { grid in
            grid.activities.map { [$0.inPolicy, $0.byCentre, $0.byOther, $0.notCarriedOut, $0.unknown] }
        }
        #expect(table.rows.map { $0.cells.map(\.count) } == printed)
        let audit = PrintedAudit(table, base: 112, bases: 110...113)
        #expect(audit.misfits.count == 8)
        #expect(audit.misfits.count(where: \.fittingBases.isEmpty) == 3)
        let lists = PrintedClaim.known(for: table)
        #expect(lists.count == 2)
        let found = lists.map { $0.contradictions(in: table, base: 112) }
        #expect(found[0].map(\.label) == ["makelaar maatschappelijke stage", "bijeenkomsten netwerken en platforms"])
        #expect(found[1].map(\.label) == ["onderzoek naar inzet en behoefte", "lastenverlichting"])
    }
}
