import Core

@testable import Matching

typealias SeededForTests = Seeded

/// The least cost by trying everything: rows in turn, each column still free, or alone where allowed.
func bruteForce(_ problem: AssignmentProblem) -> Int64? {
    func best(_ row: Int, _ taken: Set<Int32>) -> Int64? {
        guard row < problem.rows else { return 0 }
        var least: Int64?
        if let alone = problem.aloneCosts?[row], let rest = best(row + 1, taken) { least = alone + rest }
        for position in problem.range(of: row) where !taken.contains(problem.targets[position]) {
            guard let rest = best(row + 1, taken.union([problem.targets[position]])) else { continue }
            least = min(least ?? .max, problem.costs[position] + rest)
        }
        return least
    }
    return best(0, [])
}

/// The plain Hungarian method on a full matrix, rows ≤ columns: slow, short, and written apart from the engine.
func hungarian(_ costs: [[Int64]]) -> Int64 {
    let (rows, columns) = (costs.count, costs.first?.count ?? 0)
    var u = [Int64](repeating: 0, count: rows + 1)
    var v = [Int64](repeating: 0, count: columns + 1)
    var owner = [Int](repeating: 0, count: columns + 1)
    for row in 1...rows {
        owner[0] = row
        var column = 0
        var least = [Int64](repeating: .max, count: columns + 1)
        var used = [Bool](repeating: false, count: columns + 1)
        var way = [Int](repeating: 0, count: columns + 1)
        repeat {
            used[column] = true
            let current = owner[column]
            var delta = Int64.max
            var next = 0
            for j in 1...columns where !used[j] {
                let value = costs[current - 1][j - 1] - u[current] - v[j]
                if value < least[j] { (least[j], way[j]) = (value, column) }
                if least[j] < delta { (delta, next) = (least[j], j) }
            }
            for j in 0...columns {
                if used[j] {
                    u[owner[j]] += delta
                    v[j] -= delta
                } else if least[j] < .max {
                    least[j] -= delta
                }
            }
            column = next
        } while owner[column] != 0
        while column != 0 {
            owner[column] = owner[way[column]]
            column = way[column]
        }
    }
    return (1...columns).filter { owner[$0] > 0 }.reduce(0) { $0 + costs[owner[$1] - 1][$1 - 1] }
}

/// A random problem with few different costs, so that ties abound.
func randomProblem(_ random: inout Seeded, rows: Int, columns: Int, percent: Int, most: Int, alone: Bool) throws
    -> AssignmentProblem
{
    let pairs = (0..<rows).map { _ in
        (0..<columns).filter { _ in random.chance(percent) }.map {
            (column: $0, cost: Int64(random.int(-most...most)))
        }
    }
    return try AssignmentProblem(
        columns: columns, rows: pairs, aloneCosts: alone ? (0..<rows).map { _ in Int64(random.int(0...most)) } : nil)
}
