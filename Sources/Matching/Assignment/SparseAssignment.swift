/// The least costly assignment when only some pairs are possible.
package enum SparseAssignment {
    /// Solves a problem exactly.
    ///
    /// - Parameters:
    ///   - ties: a second cost per pair, such as a lottery number, that chooses among all answers of least cost; it
    ///     never makes the first cost larger, however large it is itself. Without it, which of several best answers
    ///     comes out is fixed for the same input but follows no rule.
    ///   - aloneTies: the same for rows left alone; 0 when `nil`.
    /// - Returns: the assignment with its proof, or the rows that make it impossible.
    /// - Throws: `AssignmentFault.costsTooFarApart`, before anything is computed.
    package static func solve(_ problem: AssignmentProblem, ties: [Int64]? = nil, aloneTies: [Int64]? = nil)
        throws(AssignmentFault) -> AssignmentAnswer
    {
        if problem.aloneCosts == nil, problem.rows > problem.columns { return impossible(problem) }
        guard ties.map({ $0.count == problem.costs.count }) ?? true,
            aloneTies.map({ $0.count == problem.rows }) ?? true
        else { throw .unevenLists }
        let scaling = ScalingProblem(problem, costs: problem.costs, aloneCosts: problem.aloneCosts)
        guard let span = scaling.span else { throw .costsTooFarApart }
        guard var solution = run(scaling, span: span) else { return impossible(problem) }
        if let ties {
            let alone = problem.aloneCosts.map { costs in aloneTies ?? costs.map { _ in 0 } }
            let second = ScalingProblem(problem, costs: ties, aloneCosts: alone)
            let tight = scaling.tight(solution, costs: second.costs)
            guard let span = tight.span else { throw .costsTooFarApart }
            if let chosen = run(tight, span: span) { solution.mates = chosen.mates }
        }
        return .solved(folded(solution, of: problem))
    }

    /// `nil` when it is impossible.
    private static func run(_ problem: ScalingProblem, span: Int64) -> ScalingSolution? {
        let isSmall = problem.costs.allSatisfy { Int64(Int32(truncatingIfNeeded: $0)) == $0 }
        // Half the memory to read where costs fit in 32 bits.
        return isSmall
            ? CostScaling<Int32>(problem, span: span).solve() : CostScaling<Int64>(problem, span: span).solve()
    }

    private static func impossible(_ problem: AssignmentProblem) -> AssignmentAnswer {
        let blockade = Feasibility.blockade(
            starts: problem.starts, columns: problem.columns, target: { problem.targets[$0] })
        return .impossible(rows: blockade?.rows ?? [], columns: blockade?.columns ?? [])
    }

    /// From the solver's columns back to the problem's own: a row in its own column is alone.
    private static func folded(_ solution: ScalingSolution, of problem: AssignmentProblem) -> Assignment {
        var result = Assignment(
            mates: solution.mates, cost: 0, rowPrices: solution.rowPrices,
            columnPrices: Array(solution.columnPrices.prefix(problem.columns)))
        for row in 0..<problem.rows {
            if let alone = problem.aloneCosts?[row], Int(result.mates[row]) >= problem.columns {
                result.mates[row] = -1
                result.cost += alone
                // Together with its own column it pays this; the column is no part of the problem.
                result.rowPrices[row] = alone
                continue
            }
            var own: Int64?
            for position in problem.range(of: row) where problem.targets[position] == result.mates[row] {
                own = min(own ?? problem.costs[position], problem.costs[position])
            }
            result.cost += own ?? 0
        }
        return result
    }
}
