/// What an independent look at an assignment finds.
package struct AssignmentReport: Sendable, Equatable {
    /// Every row has a pair of its own that exists, or is alone where that is allowed.
    package var isFeasible = false
    /// Sum of the costs of the chosen pairs.
    package var primal: Int64 = 0
    /// Sum of all prices. No assignment can cost less than this when no price is broken.
    package var dual: Int64 = 0
    /// How many pairs, rows or columns break a rule of prices.
    package var broken = 0

    package var gap: Int64 { primal - dual }
    /// Proven: no assignment costs less.
    package var isOptimal: Bool { isFeasible && broken == 0 && gap == 0 }
}

/// Checks the prices that come with an assignment (linear programming duality; Kuhn 1955). It knows nothing of how the
/// answer was made, and runs once over the pairs.
///
/// The rules: a row's price plus a column's price is at most the cost of their pair; a column's price is at most 0;
/// a row's price is at most what leaving it alone costs. Then the sum of the prices is at most the cost of *any*
/// assignment. When the two sums are equal, the assignment is the best there is.
package enum AssignmentCheck {
    package static func check(_ assignment: Assignment, of problem: AssignmentProblem) -> AssignmentReport {
        var report = AssignmentReport()
        guard assignment.mates.count == problem.rows, assignment.rowPrices.count == problem.rows,
            assignment.columnPrices.count == problem.columns
        else { return report }
        var taken = [Bool](repeating: false, count: problem.columns)
        var isFeasible = true
        for row in 0..<problem.rows {
            let mate = assignment.mates[row]
            var own: Int64?
            for position in problem.range(of: row) {
                let column = Int(problem.targets[position])
                let cost = problem.costs[position]
                let sum = adding(assignment.rowPrices[row], assignment.columnPrices[column], &report)
                if sum > cost { report.broken += 1 }
                if problem.targets[position] == mate { own = min(own ?? cost, cost) }
            }
            if let alone = problem.aloneCosts?[row] {
                if assignment.rowPrices[row] > alone { report.broken += 1 }
                if mate < 0 { own = alone }
            }
            if mate >= 0, Int(mate) < problem.columns {
                if taken[Int(mate)] { isFeasible = false }
                taken[Int(mate)] = true
            }
            if let own { report.primal = adding(report.primal, own, &report) } else { isFeasible = false }
            report.dual = adding(report.dual, assignment.rowPrices[row], &report)
        }
        for price in assignment.columnPrices {
            if price > 0 { report.broken += 1 }
            report.dual = adding(report.dual, price, &report)
        }
        report.isFeasible = isFeasible && report.primal == assignment.cost
        return report
    }

    /// Whether these rows really have too few columns between them.
    package static func checkImpossible(rows: [Int], columns: [Int], of problem: AssignmentProblem) -> Bool {
        guard problem.aloneCosts == nil, Set(rows).count == rows.count, rows.count > Set(columns).count,
            rows.allSatisfy({ (0..<problem.rows).contains($0) })
        else { return false }
        let reachable = Set(columns)
        return rows.allSatisfy { row in
            problem.range(of: row).allSatisfy { reachable.contains(Int(problem.targets[$0])) }
        }
    }

    /// A sum that does not fit counts as broken.
    private static func adding(_ left: Int64, _ right: Int64, _ report: inout AssignmentReport) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        if overflow { report.broken += 1 }
        return sum
    }
}
