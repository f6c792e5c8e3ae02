import Core
import Foundation
import Testing

@testable import Tabulation

struct DisclosureTests {
    static let rule = Disclosure(leastCell: 5, leastBase: 5)

    /// Three single answers and one with several, answered by all; small groups, so that much must be hidden.
    static func survey(_ count: Int, seed: UInt64) -> DataSet {
        var random = Seeded(seed: seed)
        func single(_ shares: [Int]) -> [UInt8] {
            (0..<count).map { _ in
                var left = random.int(1...shares.reduce(0, +))
                for (place, share) in shares.enumerated() {
                    left -= share
                    if left <= 0 { return UInt8(2 + place) }
                }
                return 2
            }
        }
        func options(_ number: Int) -> [Option] { (1...number).map { Option($0, "\($0)") } }
        var ticked = [[Bool]](repeating: [Bool](repeating: false, count: count), count: 3)
        for record in 0..<count {
            for option in 0..<3 { ticked[option][record] = random.chance([70, 40, 8][option]) }
            if !ticked.contains(where: { $0[record] }) { ticked[random.int(0...2)][record] = true }
        }
        let parts = (0..<2).map { _ in
            let pairs = (0..<count).map { _ in
                random.pick([[true, false], [true, true], [true, true], [false, true]]) ?? []
            }
            return Column.Values.multiple(
                shown: Bits(count, all: true), ticked: [Bits(pairs.map { $0[0] }), Bits(pairs.map { $0[1] })],
                options(2))
        }
        return DataSet(
            count: count,
            columns: [
                Column("A", "Rij A", parts[0]), Column("B", "Rij B", parts[1]),
                Column("Q", "Vraag", .single(single([50, 38, 12]), options(3))),
                Column("K", "Groep", .single(single([45, 35, 20]), options(3))),
                Column("G", "Deel", .single(single([60, 40]), options(2))),
                Column(
                    "M", "Meer", .multiple(shown: Bits(count, all: true), ticked: ticked.map { Bits($0) }, options(3))),
            ], grids: [DataSet.Grid(name: "R", label: "Blok", columns: ["A", "B"], rows: ["A", "B"])])
    }

    static func questions(_ names: [String]) -> [Adversary.Question] {
        let possible: [String: [[Int]]] = [
            "Q": [[1], [2], [3]], "K": [[1], [2], [3]], "G": [[1], [2]],
            "A": [[1], [2], [1, 2]], "B": [[1], [2], [1, 2]],
            "M": [[1], [2], [3], [1, 2], [1, 3], [2, 3], [1, 2, 3]],
        ]
        return names.map { Adversary.Question(name: $0, answers: possible[$0] ?? []) }
    }

    static func published(_ requests: [TableRequest], _ data: DataSet, rule: Disclosure = rule) throws -> [(
        raw: Table, shown: Table
    )] {
        var earlier: [Disclosure.Publication] = []
        return try requests.map { request in
            let raw = try data.table(request)
            let found = rule.protect(raw, of: data, published: earlier)
            earlier.append(found.publication)
            return (raw, found.table)
        }
    }

    static let plans: [[TableRequest]] = [
        [TableRequest(rows: "Q", columns: "K")],
        [TableRequest(rows: "Q"), TableRequest(rows: "Q", columns: "K", percent: .row)],
        [TableRequest(rows: "Q", columns: "K", percent: .total), TableRequest(rows: "K", columns: "Q", percent: .row)],
        [
            TableRequest(rows: "Q", columns: "K"),
            TableRequest(rows: "Q", columns: "K", filter: [TableRequest.Condition(column: "G", codes: [1])]),
        ],
        [
            TableRequest(rows: "Q", columns: "K", filter: [TableRequest.Condition(column: "G", codes: [2])]),
            TableRequest(rows: "K"), TableRequest(rows: "Q"), TableRequest(rows: "Q", columns: "G"),
        ],
        [
            TableRequest(rows: "Q", filter: [TableRequest.Condition(column: "K", codes: [1, 2])]),
            TableRequest(rows: "Q"), TableRequest(rows: "Q", columns: "K"),
        ],
    ]

    static let severalPlans: [[TableRequest]] = [
        [TableRequest(rows: "M")], [TableRequest(rows: "M", base: .answers)],
        [TableRequest(rows: "M"), TableRequest(rows: "M", base: .answers)],
        [TableRequest(rows: "M", columns: "G"), TableRequest(rows: "M", columns: "G", base: .answers)],
        [TableRequest(rows: "M", columns: "K"), TableRequest(rows: "M", columns: "K", percent: .row)],
        [
            TableRequest(rows: "M"),
            TableRequest(rows: "M", filter: [TableRequest.Condition(column: "G", codes: [1])]),
        ],
    ]

    static let gridPlans: [[TableRequest]] = [
        [TableRequest(.grid, rows: "R")],
        [TableRequest(.combination, rows: "R", with: 1, without: 2), TableRequest(.grid, rows: "R")],
        [
            TableRequest(.grid, rows: "R"), TableRequest(.combination, rows: "R", with: 1, also: 2),
            TableRequest(.combination, rows: "R", columns: "K", with: 1, without: 2),
        ],
        [
            TableRequest(.noneAll, rows: "R"), TableRequest(.grid, rows: "R"),
            TableRequest(.combination, rows: "R", with: 2, without: 1),
        ],
        [
            TableRequest(.combination, rows: "R", columns: "K", with: 1, without: 2),
            TableRequest(
                .combination, rows: "R", filter: [TableRequest.Condition(column: "K", codes: [1, 2])], with: 1,
                without: 2),
        ],
    ]

    @Test(arguments: gridPlans.indices) func noHiddenCellOfAGridCanBeComputed(_ plan: Int) throws {
        var attacked = 0
        for seed in UInt64(1)...6 {
            let data = Self.survey(12 + Int(seed) * (plan < 2 ? 3 : 12), seed: seed + 70)
            attacked += try Self.attack(Self.gridPlans[plan], data, ["A", "B", "K"], "plan \(plan) seed \(seed)")
        }
        #expect(attacked > 0, "nothing was hidden, so nothing was tried")
    }

    @Test(arguments: plans.indices) func noHiddenCellCanBeComputed(_ plan: Int) throws {
        var attacked = 0
        for seed in UInt64(1)...8 {
            let data = Self.survey(70 + Int(seed) * 15, seed: seed)
            attacked += try Self.attack(Self.plans[plan], data, ["Q", "K", "G"], "plan \(plan) seed \(seed)")
        }
        #expect(attacked > 0, "nothing was hidden, so nothing was tried")
    }

    @Test(arguments: severalPlans.indices) func noHiddenCellOfSeveralAnswersCanBeComputed(_ plan: Int) throws {
        var attacked = 0
        for seed in UInt64(1)...6 {
            let data = Self.survey(22 + Int(seed) * (plan < 3 ? 4 : 25), seed: seed + 50)
            let third = Self.severalPlans[plan].contains { $0.columns == "K" } ? "K" : "G"
            attacked += try Self.attack(Self.severalPlans[plan], data, ["M", third], "plan \(plan) seed \(seed)")
        }
        #expect(attacked > 0, "nothing was hidden, so nothing was tried")
    }

    /// - Returns: how many hidden cells were attacked.
    private static func attack(
        _ plan: [TableRequest], _ data: DataSet, _ names: [String], _ note: String
    ) throws -> Int {
        var attacked = 0
        let tables = try published(plan, data)
        var adversary = Adversary(questions(names), data)
        for table in tables { adversary.read(table.shown) }
        #expect(adversary.isConsistent)
        for (raw, shown) in tables where shown.cells.joined().contains(where: { $0.hidden == nil }) {
            for (row, cells) in raw.cells.enumerated() {
                for (column, cell) in cells.enumerated() where shown.cells[row][column].hidden != nil {
                    let sought = adversary.sought(shown, row, column)
                    let people = adversaryBase(raw, row, column)
                    let isSmall = rule.isSmall(cell.count) || rule.isSmall(people - cell.count)
                    let need = isSmall || rule.isSmallBase(people) ? max(1, min(rule.leastCell, people)) : 1
                    guard people > 0 else { continue }
                    attacked += 1
                    let width = adversary.width(sought, need: need)
                    #expect(width >= need, "\(note) row \(row) column \(column) of \(raw.request)")
                }
            }
        }
        return attacked
    }

    /// The people a cell is out of, also where the base is ticks.
    private static func adversaryBase(_ table: Table, _ row: Int, _ column: Int) -> Int {
        table.request.base == .answers ? table.account.base : table.cells[row][column].base
    }

    @Test func withOnlyTheSmallCellsHiddenTheReaderWins() throws {
        var won = 0
        var stuck = 0
        for seed in UInt64(1)...8 {
            let data = Self.survey(70 + Int(seed) * 15, seed: seed)
            let raw = try data.table(TableRequest(rows: "Q", columns: "K"))
            let hidden = raw.cells.map { $0.map { Self.rule.isSmall($0.count) } }
            let layout = Layout(raw.request, rows: raw.rows, columns: raw.columns, data)
            let shown = Veil(hidden: hidden).over(raw, layout, Self.rule).table
            var adversary = Adversary(Self.questions(["Q", "K"]), data)
            adversary.read(shown)
            for (row, flags) in hidden.enumerated() {
                for (column, isHidden) in flags.enumerated() where isHidden {
                    let sought = adversary.sought(shown, row, column)
                    if adversary.isComputed(sought) { won += 1 }
                    if adversary.width(sought, need: 1) == 0 { stuck += 1 }
                }
            }
        }
        #expect(won > 0 && stuck >= won)
    }

    /// Small groups that no table prints, and that two tables give when one is taken from the other.
    @Test func noSmallGroupFollowsFromTwoTables() throws {
        for seed in UInt64(1)...8 {
            let data = Self.survey(120 + Int(seed) * 20, seed: seed + 30)
            let plan = [
                TableRequest(rows: "Q", columns: "K"),
                TableRequest(rows: "Q", columns: "K", filter: [TableRequest.Condition(column: "G", codes: [1])]),
            ]
            let tables = try Self.published(plan, data)
            var adversary = Adversary(Self.questions(["Q", "K", "G"]), data)
            for table in tables { adversary.read(table.shown) }
            let rest = try data.table(
                TableRequest(rows: "Q", columns: "K", filter: [TableRequest.Condition(column: "G", codes: [2])]))
            for (row, cells) in rest.cells.enumerated() {
                for (column, cell) in cells.enumerated() where Self.rule.isSmall(cell.count) {
                    let width = adversary.width(adversary.sought(rest, row, column), need: 1)
                    #expect(width == 1, "\(seed) \(row) \(column)")
                }
            }
        }
    }

    /// The same two tables, each without knowledge of the other.
    @Test func withoutHistoryTheReaderWins() throws {
        var won = 0
        for seed in UInt64(1)...8 {
            let data = Self.survey(120 + Int(seed) * 20, seed: seed + 30)
            var adversary = Adversary(Self.questions(["Q", "K", "G"]), data)
            for filter in [[], [TableRequest.Condition(column: "G", codes: [1])]] {
                let raw = try data.table(TableRequest(rows: "Q", columns: "K", filter: filter))
                adversary.read(Self.rule.protect(raw, of: data).table)
            }
            let rest = try data.table(
                TableRequest(rows: "Q", columns: "K", filter: [TableRequest.Condition(column: "G", codes: [2])]))
            for (row, cells) in rest.cells.enumerated() {
                for (column, cell) in cells.enumerated() where Self.rule.isSmall(cell.count) {
                    if adversary.width(adversary.sought(rest, row, column), need: 1) == 0 { won += 1 }
                }
            }
        }
        #expect(won > 0)
    }

    /// What is kept of a publication comes back the same from its stored form.
    @Test func aPublicationSurvivesStorage() throws {
        let data = Self.survey(90, seed: 3)
        let raw = try data.table(TableRequest(rows: "Q", columns: "K"))
        let publication = Self.rule.protect(raw, of: data).publication
        let stored = try JSONEncoder().encode(publication)
        #expect(try JSONDecoder().decode(Disclosure.Publication.self, from: stored) == publication)
    }
}
