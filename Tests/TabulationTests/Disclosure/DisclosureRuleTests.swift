import Testing

@testable import Tabulation

struct DisclosureRuleTests {
    /// One question with these counts.
    private func survey(_ counts: [Int], groups: [[Int]] = []) -> DataSet {
        var codes: [UInt8] = []
        var group: [UInt8] = []
        for (option, count) in counts.enumerated() {
            codes += [UInt8](repeating: UInt8(option + 2), count: count)
            if groups.indices.contains(option) {
                for (place, size) in groups[option].enumerated() {
                    group += [UInt8](repeating: UInt8(place + 2), count: size)
                }
            }
        }
        func options(_ number: Int) -> [Option] { (1...number).map { Option($0, "\($0)") } }
        var columns = [Column("Q", "Vraag", .single(codes, options(counts.count)))]
        if let width = groups.first?.count { columns.append(Column("K", "Groep", .single(group, options(width)))) }
        return DataSet(count: codes.count, columns: columns)
    }

    private func shown(_ table: Table) -> [[Int?]] {
        table.cells.map { $0.map { $0.hidden == nil ? $0.count : nil } }
    }

    @Test func aSmallCellTakesTheSmallestWithIt() throws {
        let data = survey([3, 40, 12, 30])
        let raw = try data.table(TableRequest(rows: "Q"))
        let found = Disclosure.organisations.protect(raw, of: data)
        #expect(shown(found.table) == [[nil], [40], [nil], [30]])
        #expect(found.table.cells[0][0] == Table.Cell(base: 85, weightedBase: 85, hidden: .small))
        #expect(found.table.account == raw.account)
        #expect(Disclosure.open.protect(raw, of: data).table == raw)
    }

    @Test func aLargeTableIsNotGuarded() throws {
        let cell = Table.Cell(count: 1, weighted: 1, base: 10, weightedBase: 10)
        func table(_ rows: Int, _ columns: Int) -> Table {
            Table(
                request: TableRequest(rows: "Q", columns: "K"), title: "Q", rows: [], columns: [],
                cells: [[Table.Cell]](repeating: [Table.Cell](repeating: cell, count: columns), count: rows),
                account: Table.Account())
        }
        #expect(Disclosure.organisations.canGuard(table(50, 40)))
        #expect(!Disclosure.organisations.canGuard(table(69, 29)))
        #expect(Disclosure.open.canGuard(table(69, 29)))
    }

    @Test func allButAFewIsAsSmall() throws {
        let data = survey([117, 3])
        let raw = try data.table(TableRequest(rows: "Q"))
        #expect(shown(Disclosure.organisations.protect(raw, of: data).table) == [[nil], [nil]])
    }

    @Test func whatSaysNothingIsNotHiddenForBeingFew() throws {
        let options = [Option(1, "Ja"), Option(2, "Nee"), Option(9, "Weet niet", isMissing: true)]
        let codes = [UInt8](repeating: 2, count: 30) + [UInt8](repeating: 3, count: 20) + [4, 4]
        let data = DataSet(count: 52, columns: [Column("Q", "Vraag", .single(codes, options))])
        let raw = try data.table(TableRequest(rows: "Q"))
        #expect(shown(Disclosure.organisations.protect(raw, of: data).table) == [[30], [20], [2]])
    }

    @Test func aSmallGroupHasNoFiguresAndIsNotTheRest() throws {
        let data = survey([40, 36], groups: [[20, 18, 2], [18, 17, 1]])
        let raw = try data.table(TableRequest(rows: "Q", columns: "K"))
        let found = Disclosure.organisations.protect(raw, of: data).table
        #expect(found.cells.allSatisfy { $0[3].hidden == .base })
        // All and two of the three groups would give the third.
        #expect(found.cells.allSatisfy { row in row.count { $0.hidden != nil } >= 2 })
    }

    @Test func emptyAndFullCellsAreMarkedAndShown() throws {
        let data = survey([20, 20], groups: [[20, 0], [0, 20]])
        let raw = try data.table(TableRequest(rows: "Q", columns: "K"))
        let found = Disclosure.organisations.protect(raw, of: data).table
        #expect(found.cells[0][1].isWholeGroup && found.cells[0][2].isWholeGroup && !found.cells[0][0].isWholeGroup)
        #expect(found.cells[0][2].hidden == nil)
    }

    @Test func aTableThatDiffersByAFewIsRefused() throws {
        let data = survey([60, 50], groups: [[58, 2], [49, 1]])
        let all = TableRequest(rows: "Q")
        let most = TableRequest(rows: "Q", filter: [TableRequest.Condition(column: "K", codes: [1])])
        let rule = Disclosure.organisations
        let first = rule.protect(try data.table(all), of: data)
        #expect(shown(first.table) == [[60], [50]])
        let second = rule.protect(try data.table(most), of: data, published: [first.publication])
        #expect(shown(second.table) == [[nil], [nil]])
        #expect(second.table.account.base == 0)
        // Alone, it is no harm.
        #expect(shown(rule.protect(try data.table(most), of: data).table) == [[58], [49]])
    }

    @Test func aHiddenCellStaysHiddenInEveryTable() throws {
        let data = survey([3, 40, 12, 30], groups: [[2, 1], [20, 20], [6, 6], [15, 15]])
        let rule = Disclosure.organisations
        let first = rule.protect(try data.table(TableRequest(rows: "Q")), of: data)
        for percent in TableRequest.Percent.allCases {
            let raw = try data.table(TableRequest(rows: "Q", percent: percent))
            let again = rule.protect(raw, of: data, published: [first.publication])
            #expect(again.table.cells[0][0].hidden != nil)
            #expect(again.table.cells.count { $0[0].hidden != nil } >= 2)
        }
    }

    @Test func aMeanOfAFewDoesNotFollowFromTheMeanOfAll() throws {
        let size = 50
        let values = (0..<size).map { Double($0 % 10) }
        let groups = (0..<size).map { UInt8($0 < 3 ? 2 : $0 < 20 ? 3 : 4) }
        let data = DataSet(
            count: size,
            columns: [
                Column("N", "Uren", .number(shown: Bits(size, all: true), values)),
                Column("K", "Groep", .single(groups, (1...3).map { Option($0, "\($0)") })),
            ])
        let raw = try data.table(TableRequest(.mean, rows: "N", columns: "K"))
        let found = Disclosure.organisations.protect(raw, of: data).table
        #expect(found.cells[0].map { $0.hidden != nil } == [false, true, true, false])
        // With the groups told, the mean of all may not be.
        let groupsOnly = Disclosure.organisations.protect(
            try data.table(TableRequest(.mean, rows: "N", columns: "K")), of: data,
            published: [
                Disclosure.organisations.protect(
                    try data.table(
                        TableRequest(
                            .mean, rows: "N", filter: [TableRequest.Condition(column: "K", codes: [2])])), of: data
                ).publication
            ])
        #expect(groupsOnly.table.cells[0][1].hidden != nil)
        #expect(groupsOnly.table.cells[0][0].hidden != nil || groupsOnly.table.cells[0][3].hidden != nil)
    }

    @Test func aListLeavesOutWhatIsHidden() throws {
        let survey = SmallSurvey(60, seed: 4).data
        let rule = Disclosure.persons
        for request in SmallSurvey.requests {
            let raw = try survey.table(request)
            let found = rule.protect(raw, of: survey)
            if request.kind == .threshold {
                #expect(found.table.cells.joined().allSatisfy { $0.hidden == nil && $0.count >= 10 })
            }
            for cell in found.table.cells.joined() where cell.hidden == nil && request.kind != .mean {
                #expect(cell.base == 0 || cell.base >= 10)
            }
            for cell in found.table.cells.joined() where cell.hidden != nil {
                #expect(cell.value == nil && cell.count == 0 && cell.letters.isEmpty && !cell.isWholeGroup)
            }
        }
    }
}
