import Testing

@testable import Tabulation

/// Margins of tables of a sample that was drawn in groups of a known size.
struct StrataTests {
    /// Thirty of 90 small ones and twenty of 25 large ones; most small ones say yes, few large ones.
    private static let groups = [Int](repeating: 0, count: 30) + [Int](repeating: 1, count: 20)
    private static let yes: [Bool] = (0..<50).map { (record: Int) -> Bool in
        record % 10 < (record < 30 ? 8 : 3)
    }
    private static let numbers: [Double] = (0..<50).map { (record: Int) -> Double in
        Double(record < 30 ? 6 + record % 3 : 2 + record % 4)
    }
    private static let populations = [0: 90.0, 1: 25.0]

    private func data(strata: Bool, weights: [Double]? = nil) -> DataSet {
        func column(_ name: String, _ codes: [Int]) -> Column {
            Column(
                name, name,
                .single(codes.map { UInt8($0) + Column.firstOption }, [Option(1, "een"), Option(2, "twee")]))
        }
        return DataSet(
            count: 50,
            columns: [
                column("Q", Self.yes.map { $0 ? 0 : 1 }), column("K", (0..<50).map { $0 % 2 }),
                Column("N", "N", .number(shown: Bits(50, all: true), Self.numbers)),
            ], weights: weights, population: 115,
            strata: strata ? DataSet.Strata(groups: Self.groups, populations: Self.populations) : nil)
    }

    private func near(_ one: Double?, _ other: Double?) -> Bool {
        guard let one, let other else { return false }
        return abs(one - other) < 1e-12
    }

    /// Σ (n_h/n)² (1 − n_h/N_h) p_h (1 − p_h) / (n_h − 1), for a share of everybody.
    @Test func `the error of a share is that of its groups`() throws {
        let plain = try data(strata: false).table(TableRequest(rows: "Q"))
        let table = try data(strata: true).table(TableRequest(rows: "Q"))
        var variance = 0.0
        for (group, size) in [(0, 30.0), (1, 20.0)] {
            let hits = zip(Self.groups, Self.yes).count { $0 == group && $1 }
            let share = Double(hits) / size
            let remaining = 1 - size / (Self.populations[group] ?? 0)
            let part = size / 50
            variance += part * part * remaining * share * (1 - share) / (size - 1)
        }
        let cell = table.cells[0][0]
        #expect(cell.count == 30 && cell.base == 50 && cell.value == plain.cells[0][0].value)
        #expect(near(cell.error, variance.squareRoot()))
        // The groups differ, and of one nearly all are in it: more is known than of a draw from all.
        #expect((cell.error ?? 1) < (plain.cells[0][0].error ?? 0))
        #expect((cell.low ?? 0) > (plain.cells[0][0].low ?? 1) && (cell.high ?? 1) < (plain.cells[0][0].high ?? 0))
    }

    @Test func `every cell is that of the design, which R was held against`() throws {
        let weights = (0..<50).map { $0 < 30 ? 1.3 : 0.55 }
        for own in [nil, weights] {
            let survey = data(strata: true, weights: own)
            let design = Design(
                stratum: Self.groups, populations: Self.populations, weights: own ?? [Double](repeating: 1, count: 50))
            let isYes = Bits(Self.yes)
            for percent in TableRequest.Percent.allCases {
                let request = TableRequest(rows: "Q", columns: "K", isWeighted: own != nil, percent: percent)
                let table = try survey.table(request)
                for (column, code) in [(1, 0), (2, 1)] {
                    let group = Bits((0..<50).map { $0 % 2 == code })
                    let expected =
                        switch percent {
                        case .column: design.proportion(isYes.and(group), in: group)
                        case .row: design.proportion(isYes.and(group), in: isYes)
                        case .total: design.proportion(isYes.and(group))
                        }
                    let cell = table.cells[0][column]
                    #expect(near(cell.error, expected?.error), "\(percent) \(column)")
                    #expect(near(cell.value, expected?.value), "\(percent) \(column)")
                    let interval = expected.flatMap { Interval.logit($0) }
                    #expect(near(cell.low, interval?.low) && near(cell.high, interval?.high))
                }
            }
            let mean = try survey.table(TableRequest(.mean, rows: "N", columns: "K", isWeighted: own != nil))
            let odd = Bits((0..<50).map { $0 % 2 == 1 })
            #expect(near(mean.cells[0][2].error, design.mean(Self.numbers, in: odd)?.error))
        }
    }

    @Test func `a group that answered whole leaves nothing to chance`() throws {
        let all = DataSet(
            count: 50, columns: data(strata: false).columns, population: 50,
            strata: DataSet.Strata(groups: Self.groups, populations: [0: 30, 1: 20]))
        let table = try all.table(TableRequest(rows: "Q"))
        #expect(table.cells[0][0].error == 0)
    }

    @Test func `shares of ticks have no error, with strata neither`() throws {
        let ticks = Bits(Self.yes)
        let survey = DataSet(
            count: 50,
            columns: [
                Column(
                    "M", "M",
                    .multiple(
                        shown: Bits(50, all: true), ticked: [ticks, Bits(50, all: true)],
                        [Option(1, "een"), Option(2, "twee")]))
            ], strata: DataSet.Strata(groups: Self.groups, populations: Self.populations))
        let table = try survey.table(TableRequest(rows: "M", base: .answers))
        #expect(table.cells.allSatisfy { $0.allSatisfy { $0.error == nil && $0.low == nil } })
        let people = try survey.table(TableRequest(rows: "M"))
        #expect((people.cells[0][0].error ?? 0) > 0)
    }
}
