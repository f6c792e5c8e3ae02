import Testing

@testable import Tabulation

struct TableTests {
    /// 85 of 137 respondents, out of 342: the figures of R's `svyciprop` (survey 4.1-1).
    @Test func aShareHasTheErrorAndIntervalOfR() throws {
        let codes = [UInt8](repeating: 2, count: 85) + [UInt8](repeating: 3, count: 52)
        let data = DataSet(
            count: 137, columns: [Column("V", "Vraag", .single(codes, [Option(1, "Ja"), Option(2, "Nee")]))],
            population: 342)
        let cell = try data.table(TableRequest(rows: "V")).cells[0][0]
        #expect(abs((cell.value ?? 0) - 0.62044) < 5e-6 && abs((cell.error ?? 0) - 0.0322) < 5e-5)
        #expect(abs((cell.low ?? 0) - 0.554993) < 5e-7 && abs((cell.high ?? 0) - 0.681777) < 5e-7)
        let beta = try data.table(TableRequest(rows: "V", interval: .beta)).cells[0][0]
        #expect(abs((beta.low ?? 0) - 0.553847) < 5e-7 && abs((beta.high ?? 0) - 0.683837) < 5e-7)
    }

    @Test func statesStayApart() throws {
        let options = SmallSurvey.reasons
        func bits(_ records: [Int]) -> Bits { Bits((0..<8).map(records.contains)) }
        // 0 not shown, 1 skipped, 2 none of these, 3 does not know, 4–7 ticked something.
        let data = DataSet(
            count: 8,
            columns: [
                Column(
                    "V", "Redenen",
                    .multiple(
                        shown: bits([1, 2, 3, 4, 5, 6, 7]),
                        ticked: [bits([4, 5]), bits([5, 6, 7]), bits([]), bits([2]), bits([3])], options))
            ])
        let table = try data.table(TableRequest(rows: "V", leavesOutMissing: true))
        #expect(table.rows.map(\.code) == [1, 2, 3, 8])
        #expect(table.cells.map { $0[0].count } == [2, 3, 0, 1] && table.cells.allSatisfy { $0[0].base == 5 })
        let account = table.account
        #expect([account.notShown, account.skipped, account.missing, account.none, account.base] == [1, 1, 1, 1, 5])
        let answers = try data.table(TableRequest(rows: "V", base: .answers, leavesOutMissing: true))
        let shares: [Double?] = [2.0 / 6, 0.5, 0, 1.0 / 6]
        #expect(answers.cells.map { $0[0].value } == shares)
        #expect(answers.cells[0][0].error == nil)
    }

    @Test func aCombinationIsOutOfWhoSawTheRow() throws {
        let options = SmallSurvey.parts
        func bits(_ records: [Int]) -> Bits { Bits((0..<6).map(records.contains)) }
        let row = Column.Values.multiple(
            shown: bits([0, 1, 2, 3, 4]), ticked: [bits([0, 1, 2]), bits([2, 3]), bits([])], options)
        let data = DataSet(
            count: 6, columns: [Column("G_1", "Werving", row)],
            grids: [DataSet.Grid(name: "G", label: "Onderdelen", columns: ["G_1"], rows: ["Werving"])])
        let table = try data.table(TableRequest(.combination, rows: "G", with: 1, without: 2))
        #expect(table.cells[0][0].count == 2 && table.cells[0][0].base == 5 && table.rows[0].label == "Werving")
        // Record 4 saw it and ticked nothing.
        #expect(table.account.base == 5 && table.account.skippedInBase == 1 && table.account.notShown == 1)
        let both = try data.table(TableRequest(.combination, rows: "G", with: 1, also: 2))
        #expect(both.cells[0][0].count == 1)
        let parts = try data.table(TableRequest(.noneAll, rows: "G"))
        #expect(parts.columns.map(\.name) == ["none", "part", "all"])
        #expect(parts.cells[0].map(\.count) == [1, 0, 3] && parts.account.skipped == 1)
    }

    /// `quantile(c(1, 2, 4, 8, 16), c(.1, .25, .5, .75, .9))` and `sd` of R.
    @Test func quantilesAreOfTypeSeven() throws {
        let data = DataSet(
            count: 6,
            columns: [Column("N", "Uren", .number(shown: Bits(6, all: true), [16, 1, .nan, 4, 2, 8]))])
        let table = try data.table(TableRequest(.mean, rows: "N"))
        let expected = [6.2, 6.099180272790763, 1.4, 2, 4, 8, 12.8]
        for (cell, value) in zip(table.cells, expected) { #expect(abs((cell[0].value ?? 0) - value) < 1e-12) }
        #expect(table.rows.map(\.name) == Statistic.allCases.map(\.rawValue))
        #expect(table.account.skipped == 1 && table.account.base == 5)
    }

    @Test func listsHoldWhatPassesBeforeRounding() throws {
        func row(_ hits: Int) -> Column.Values {
            let ticked = Bits((0..<1000).map { $0 < hits })
            return .multiple(
                shown: Bits(1000, all: true), ticked: [ticked, ticked.inverted], [Option(1, "Ja"), Option(2, "Nee")])
        }
        let names = ["G_1", "G_2", "G_3", "G_4"]
        let data = DataSet(
            count: 1000, columns: zip(names, [900, 899, 950, 899]).map { Column($0, $0, row($1)) },
            grids: [DataSet.Grid(name: "G", label: "G", columns: names, rows: names)])
        func list(_ side: TableRequest.Side, _ threshold: Double? = nil, most: Int? = nil) throws -> [String?] {
            try data.table(
                TableRequest(.threshold, rows: "G", with: 1, threshold: threshold, side: side, most: most)
            ).rows.map(\.name)
        }
        #expect(try list(.atLeast, 0.9) == ["G_3", "G_1"])
        #expect(try list(.below, 0.9) == ["G_2", "G_4"])
        #expect(try list(.top, most: 1) == ["G_3"])
        // Who ties with the last is in it.
        #expect(try list(.bottom, most: 1) == ["G_2", "G_4"])
        #expect(throws: Table.Fault.missing("threshold")) { try list(.atLeast) }
    }

    @Test func lettersStandAtTheHigherColumn() throws {
        let size = 400
        let group = (0..<size).map { UInt8($0 % 2 + 2) }
        let answer = (0..<size).map { UInt8($0 % 2 == 0 ? ($0 % 10 < 8 ? 2 : 3) : ($0 % 10 < 5 ? 2 : 3)) }
        let data = DataSet(
            count: size,
            columns: [
                Column("Q", "Vraag", .single(answer, [Option(1, "Ja"), Option(2, "Nee")])),
                Column("K", "Groep", .single(group, [Option(1, "Een"), Option(2, "Twee")])),
            ])
        let table = try data.table(TableRequest(rows: "Q", columns: "K", letters: .bonferroni))
        #expect(table.columns.map(\.letter) == [nil, "a", "b"])
        #expect(table.cells.map { $0.map(\.letters) } == [["", "b", ""], ["", "", "a"]])
    }

    @Test func requestsThatCannotBeAnsweredSaySo() throws {
        let data = SmallSurvey(20, seed: 1).data
        func fault(_ request: TableRequest) -> Table.Fault? {
            do throws(Table.Fault) {
                _ = try data.table(request)
                return nil
            } catch { return error }
        }
        #expect(fault(TableRequest(rows: "X")) == .unknownColumn("X"))
        #expect(fault(TableRequest(rows: "V1", columns: "X")) == .unknownColumn("X"))
        #expect(fault(TableRequest(rows: "V5")) == .unsuitable("V5"))
        #expect(fault(TableRequest(.mean, rows: "V3")) == .unsuitable("V3"))
        #expect(fault(TableRequest(.grid, rows: "V1")) == .unknownColumn("V1"))
        #expect(fault(TableRequest(.grid, rows: "V7", columns: "V1")) == .missing("with"))
        #expect(fault(TableRequest(.combination, rows: "V7", with: 1)) == .missing("without"))
        #expect(
            fault(TableRequest(.combination, rows: "V7", with: 5, without: 1)) == .unknownCode(column: "V7_1", code: 5))
        let filter = [TableRequest.Condition(column: "V1", codes: [7])]
        #expect(fault(TableRequest(rows: "V1", filter: filter)) == .unknownCode(column: "V1", code: 7))
    }

    @Test func codesThatAreNoOptionPointNowhere() throws {
        let data = DataSet(
            count: 4, columns: [Column("V", "V", .single([2, 255, 9, 3], [Option(1, "Ja"), Option(2, "Nee")]))],
            weights: [1, -1, .nan, .infinity])
        let table = try data.table(TableRequest(rows: "V", isWeighted: true))
        #expect(table.cells.map { $0[0].count } == [1, 1] && table.account.notShown == 2)
        #expect(table.cells.map { $0[0].weighted } == [1, 0])
    }

    @Test func anEmptySurveyHasEmptyTables() throws {
        let data = SmallSurvey(0, seed: 1).data
        for request in SmallSurvey.requests {
            let table = try data.table(request)
            #expect(table.cells.joined().allSatisfy { $0.count == 0 && $0.value == nil })
        }
    }
}
