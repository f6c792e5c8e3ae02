/// A problem in the form the solver works on: every row gets a column, and the columns left over are free.
struct ScalingProblem {
    var starts: [Int32]
    var targets: [Int32]
    var costs: [Int64]
    let columns: Int
    /// Which columns may stay free; `nil` is all.
    var mayStayFree: [Bool]?

    var rows: Int { starts.count - 1 }

    /// A row that may stay alone gets a column of its own, which costs what being alone costs.
    init(_ problem: AssignmentProblem, costs: [Int64], aloneCosts: [Int64]?) {
        guard let aloneCosts else {
            starts = problem.starts
            targets = problem.targets
            self.costs = costs
            columns = problem.columns
            return
        }
        columns = problem.columns + problem.rows
        starts = [0]
        targets = []
        self.costs = []
        starts.reserveCapacity(problem.rows + 1)
        targets.reserveCapacity(problem.targets.count + problem.rows)
        self.costs.reserveCapacity(problem.targets.count + problem.rows)
        for row in 0..<problem.rows {
            targets.append(contentsOf: problem.targets[problem.range(of: row)])
            self.costs.append(contentsOf: costs[problem.range(of: row)])
            targets.append(Int32(truncatingIfNeeded: problem.columns + row))
            self.costs.append(aloneCosts[row])
            starts.append(Int32(truncatingIfNeeded: targets.count))
        }
    }

    /// How far apart the costs are, 0 among them; `nil` when prices might not fit (see `CostScaling.rise`).
    var span: Int64? {
        let least = min(0, costs.min() ?? 0)
        let most = max(0, costs.max() ?? 0)
        let (span, overflow) = most.subtractingReportingOverflow(least)
        guard !overflow else { return nil }
        let columns = Int64(self.columns)
        let (scaled, tooBig) = max(1, span).multipliedReportingOverflow(by: columns + 1)
        guard !tooBig else { return nil }
        let (highest, tooHigh) = scaled.multipliedReportingOverflow(by: CostScaling<Int64>.rise(columns))
        return tooHigh || highest > Int64.max / 2 ? nil : span
    }

    /// Only the pairs whose cost is exactly met by the prices, and only columns without a price left free: every best
    /// answer is of this kind, and every full answer of this kind is best.
    /// - Parameter newCosts: what they cost now.
    func tight(_ solution: ScalingSolution, costs newCosts: [Int64]) -> ScalingProblem {
        var result = self
        result.starts = [0]
        result.targets = []
        result.costs = []
        for row in 0..<rows {
            for position in Int(starts[row])..<Int(starts[row + 1])
            where solution.rowPrices[row] + solution.columnPrices[Int(targets[position])] == costs[position] {
                result.targets.append(targets[position])
                result.costs.append(newCosts[position])
            }
            result.starts.append(Int32(truncatingIfNeeded: result.targets.count))
        }
        result.mayStayFree = solution.columnPrices.map { $0 == 0 }
        return result
    }
}

/// Every row's column, with prices in the unit of the costs: row price + column price ≤ cost, equal for the chosen
/// pairs; column prices at most 0, and 0 for free columns.
struct ScalingSolution {
    var mates: [Int32]
    var rowPrices: [Int64]
    var columnPrices: [Int64]
}
