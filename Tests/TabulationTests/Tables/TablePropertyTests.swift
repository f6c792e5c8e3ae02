import Core
import Testing

@testable import Tabulation

struct TablePropertyTests {
    static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6]

    /// Sums of weights in another order differ in the last digits.
    private func expectSame(_ one: Table, _ other: Table, _ note: TableRequest) {
        #expect(one.rows == other.rows && one.columns == other.columns && one.title == other.title)
        #expect(one.account.base == other.account.base, "\(note)")
        for (left, right) in zip(one.cells.joined(), other.cells.joined()) {
            #expect(left.count == right.count && left.base == right.base && left.letters == right.letters, "\(note)")
            #expect(
                near(left.value, right.value) && near(left.error, right.error) && near(left.low, right.low), "\(note)")
            #expect(near(left.weighted, right.weighted) && near(left.weightedBase, right.weightedBase), "\(note)")
        }
    }

    private func near(_ one: Double?, _ other: Double?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return abs(one - other) <= 1e-9 * max(1, abs(one))
    }

    @Test(arguments: seeds) func theOrderOfRecordsChangesNothing(_ seed: UInt64) throws {
        let survey = SmallSurvey(140, seed: seed)
        let shuffled = survey.shuffled(seed: seed + 100)
        for var request in SmallSurvey.requests {
            for weighted in [false, true] {
                request.isWeighted = weighted
                request.letters = .holm
                expectSame(try survey.data.table(request), try shuffled.table(request), request)
            }
        }
    }

    @Test(arguments: seeds) func weightsOfOneAreNoWeights(_ seed: UInt64) throws {
        let survey = SmallSurvey(90, seed: seed)
        let ones = survey.data.taking(Array(0..<90), weights: [Double](repeating: 1, count: 90))
        for var request in SmallSurvey.requests {
            let plain = try survey.data.table(request)
            request.isWeighted = true
            let weighted = try ones.table(request)
            #expect(plain.account.base == weighted.account.base)
            for (row, (left, right)) in zip(plain.cells, weighted.cells).enumerated() {
                // Quantiles have another definition with weights.
                let name = plain.rows[row].name
                if request.kind == .mean, name != "mean", name != "sd" { continue }
                for (one, other) in zip(left, right) {
                    #expect(one.count == other.count && near(one.weighted, other.weighted))
                    #expect(near(one.value, other.value) && near(one.low, other.low), "\(request)")
                }
            }
        }
    }

    @Test(arguments: seeds) func aFilterPartitions(_ seed: UInt64) throws {
        let survey = SmallSurvey(200, seed: seed).data
        for request in SmallSurvey.requests where request.kind != .mean && request.kind != .threshold {
            var all = request
            all.filter = [TableRequest.Condition(column: "V2", codes: [1, 2, 3, 4])]
            let whole = try survey.table(all)
            var sum = whole.cells.map { $0.map { _ in 0 } }
            var base = 0
            for code in 1...4 {
                var one = request
                one.filter = [TableRequest.Condition(column: "V2", codes: [code])]
                let table = try survey.table(one)
                base += table.account.base
                for row in sum.indices {
                    for column in sum[row].indices { sum[row][column] += table.cells[row][column].count }
                }
            }
            #expect(base == whole.account.base, "\(request)")
            #expect(sum == whole.cells.map { $0.map(\.count) }, "\(request)")
        }
    }

    @Test(arguments: seeds) func theAccountAddsUp(_ seed: UInt64) throws {
        let survey = SmallSurvey(150, seed: seed).data
        for var request in SmallSurvey.requests {
            for filter in [[], [TableRequest.Condition(column: "V6", codes: [1, 2, 3])]] {
                request.filter = filter
                let account = try survey.table(request).account
                let parts = account.notShown + account.skipped + account.missing + account.noColumn + account.base
                #expect(account.inFilter == parts, "\(request) \(account)")
                #expect(account.records == 150 && account.inFilter <= 150)
                #expect([account.notShown, account.skipped, account.missing, account.noColumn].allSatisfy { $0 >= 0 })
            }
        }
    }

    @Test func singleAnswersAddUpToTheirBaseAndTicksToTheirs() throws {
        let survey = SmallSurvey(150, seed: 9).data
        let cross = try survey.table(TableRequest(rows: "V1", columns: "V2", isWeighted: true))
        for column in cross.columns.indices {
            let cells = cross.cells.map { $0[column] }
            #expect(cells.reduce(0) { $0 + $1.count } == cells[0].base)
            #expect(abs(cells.reduce(0) { $0 + ($1.value ?? 0) } - 1) < 1e-12)
        }
        for row in cross.cells { #expect(row.dropFirst().reduce(0) { $0 + $1.count } == row[0].count) }
        let ticks = try survey.table(TableRequest(rows: "V3", columns: "V2", base: .answers))
        for column in ticks.columns.indices {
            let cells = ticks.cells.map { $0[column] }
            #expect(cells.reduce(0) { $0 + $1.count } == cells[0].base)
        }
        let people = try survey.table(TableRequest(rows: "V3"))
        #expect(people.cells.reduce(0) { $0 + ($1[0].value ?? 0) } > 1)
    }
}
