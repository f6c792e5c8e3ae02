import Core
import Testing

@testable import Matching

struct AssignmentTests {
    @Test(arguments: 1...300) func sparseIsTheBestThereIs(seed: UInt64) throws {
        var random = Seeded(seed: seed)
        let rows = random.int(0...5)
        let problem = try randomProblem(
            &random, rows: rows, columns: random.int(0...6), percent: random.int(30...100),
            most: [0, 3, 1000][random.int(0...2)], alone: random.chance(50))
        switch try SparseAssignment.solve(problem) {
        case .solved(let assignment):
            #expect(assignment.cost == bruteForce(problem))
            let report = AssignmentCheck.check(assignment, of: problem)
            #expect(report.isOptimal && report.gap == 0)
        case .impossible(let rows, let columns):
            #expect(bruteForce(problem) == nil)
            #expect(AssignmentCheck.checkImpossible(rows: rows, columns: columns, of: problem))
        }
    }

    @Test(arguments: 1...60) func denseAndSparseAndTheHungarianMethodAgree(seed: UInt64) throws {
        var random = Seeded(seed: seed)
        let rows = random.int(1...25)
        let columns = rows + (random.chance(50) ? 0 : random.int(0...10))
        let most = [2, 50, 1_000_000][random.int(0...2)]
        let costs = (0..<rows).map { _ in (0..<columns).map { _ in Int64(random.int(-most...most)) } }
        let dense = try DenseAssignment.solve(
            rows: rows, columns: columns, costs: costs.flatMap { $0.map { Int32($0) } })
        let problem = try AssignmentProblem(
            columns: columns, rows: costs.map { $0.enumerated().map { (column: $0, cost: $1) } })
        let sparse = try #require(try SparseAssignment.solve(problem).assignment)
        let least = hungarian(costs)
        #expect(dense.cost == least && sparse.cost == least)
        #expect(AssignmentCheck.check(dense, of: problem).isOptimal)
        #expect(AssignmentCheck.check(sparse, of: problem).isOptimal)
    }

    @Test func extremeCostsAreExactOrRefused() throws {
        let extremes: [Int32] = [.max, .min, .min, .max, 0, .max, .min, 1, -1]
        let dense = try DenseAssignment.solve(rows: 3, columns: 3, costs: extremes)
        #expect(
            dense.cost
                == hungarian([
                    [Int64(Int32.max), Int64(Int32.min), Int64(Int32.min)], [Int64(Int32.max), 0, Int64(Int32.max)],
                    [Int64(Int32.min), 1, -1],
                ]))
        let large = Int64(1) << 45
        let problem = try AssignmentProblem(columns: 2, rows: [[(0, large), (1, -large)], [(0, 1), (1, 0)]])
        #expect(try SparseAssignment.solve(problem).assignment?.cost == 1 - large)
        let huge = try AssignmentProblem(columns: 2, rows: [[(0, .max), (1, .min)], [(0, 1), (1, 0)]])
        #expect(throws: AssignmentFault.costsTooFarApart) { try SparseAssignment.solve(huge) }
    }

    /// A group of rows with too few columns, hidden in a problem that is otherwise fine.
    @Test func theImpossibleIsAnAnswer() throws {
        var rows: [[(column: Int, cost: Int64)]] = (0..<400).map { row in
            (0..<5).map { (($0 * 83 + row) % 400, Int64($0)) }
        }
        for row in 10..<20 { rows[row] = (0..<9).map { ($0 * 7, Int64(row)) } }
        let problem = try AssignmentProblem(columns: 400, rows: rows)
        guard case .impossible(let stuck, let columns) = try SparseAssignment.solve(problem) else {
            Issue.record("solved what cannot be")
            return
        }
        #expect(AssignmentCheck.checkImpossible(rows: stuck, columns: columns, of: problem))
        #expect(!AssignmentCheck.checkImpossible(rows: Array(stuck.dropLast()), columns: columns, of: problem))
        let empty = try AssignmentProblem(columns: 3, rows: [[(0, 1)], [], [(2, 1)]])
        #expect(try SparseAssignment.solve(empty) == .impossible(rows: [1], columns: []))
    }

    @Test func theCheckerRefusesWhatIsNotBest() throws {
        var random = Seeded(seed: 5)
        var refused = 0
        for _ in 0..<100 {
            let problem = try randomProblem(&random, rows: 5, columns: 6, percent: 100, most: 4, alone: false)
            let good = try #require(try SparseAssignment.solve(problem).assignment)
            var swapped = good
            swapped.mates.swapAt(0, 1)
            swapped.cost = (0..<5).reduce(0) { $0 + problem.costs[$1 * 6 + Int(swapped.mates[$1])] }
            #expect(AssignmentCheck.check(swapped, of: problem).isOptimal == (swapped.cost == good.cost))
            refused += swapped.cost == good.cost ? 0 : 1
            var priced = good
            priced.columnPrices[random.int(0...5)] -= 1
            #expect(!AssignmentCheck.check(priced, of: problem).isOptimal)
            var twice = good
            twice.mates[0] = twice.mates[1]
            #expect(!AssignmentCheck.check(twice, of: problem).isOptimal)
        }
        #expect(refused > 50)
    }

    /// Among all answers of least cost the one with the least second cost, found by trying everything.
    @Test(arguments: 1...80) func tiesAreSettledByTheSecondCost(seed: UInt64) throws {
        var random = Seeded(seed: seed)
        let problem = try randomProblem(
            &random, rows: 4, columns: random.int(4...6), percent: 80, most: 1, alone: random.chance(50))
        let ties = problem.costs.map { _ in Int64(random.int(0...1000)) }
        guard let chosen = try SparseAssignment.solve(problem, ties: ties).assignment else { return }
        #expect(chosen.cost == bruteForce(problem))
        #expect(AssignmentCheck.check(chosen, of: problem).isOptimal)
        // One number with the first cost in front.
        let both = try AssignmentProblem(
            columns: problem.columns, starts: problem.starts.map(Int.init), targets: problem.targets.map(Int.init),
            costs: zip(problem.costs, ties).map { $0 * 1_000_000 + $1 },
            aloneCosts: problem.aloneCosts?.map { $0 * 1_000_000 })
        let tie = (0..<problem.rows).reduce(Int64(0)) { sum, row in
            sum + (problem.range(of: row).first { problem.targets[$0] == chosen.mates[row] }.map { ties[$0] } ?? 0)
        }
        #expect(chosen.cost * 1_000_000 + tie == bruteForce(both))
    }

    /// Large enough that the proof is found before the last round, square and with columns to spare.
    @Test(arguments: [0, 1, 60]) func aMiddleSizedProblemAgreesWithDense(spare: Int) throws {
        var random = Seeded(seed: 9)
        let (rows, columns) = (120, 120 + spare)
        let costs = (0..<rows * columns).map { _ in Int32(random.int(1...300)) }
        let problem = try AssignmentProblem(
            columns: columns, starts: (0...rows).map { $0 * columns },
            targets: (0..<rows * columns).map { $0 % columns }, costs: costs.map(Int64.init))
        let dense = try DenseAssignment.solve(rows: rows, columns: columns, costs: costs)
        let sparse = try #require(try SparseAssignment.solve(problem).assignment)
        #expect(sparse.cost == dense.cost)
        #expect(AssignmentCheck.check(sparse, of: problem).isOptimal)
        #expect(AssignmentCheck.check(dense, of: problem).isOptimal)
    }

    @Test func refusesListsThatDoNotBelongTogether() {
        #expect(throws: AssignmentFault.unknownColumn(row: 1)) {
            try AssignmentProblem(columns: 1, rows: [[(0, 1)], [(1, 1)]])
        }
        #expect(throws: AssignmentFault.unevenLists) {
            try AssignmentProblem(columns: 1, starts: [0, 2], targets: [0], costs: [1])
        }
        #expect(throws: AssignmentFault.unevenLists) { try DenseAssignment.solve(rows: 2, columns: 2, costs: [1]) }
        #expect(throws: AssignmentFault.unevenLists) { try DenseAssignment.solve(rows: 2, columns: 1, costs: [1, 1]) }
    }
}
