/// The least costly assignment by cost scaling with double pushes (Goldberg and Kennedy 1995, "An efficient cost
/// scaling algorithm for the assignment problem"; the same as Bertsekas's auction with falling steps), in whole
/// numbers throughout.
///
/// Costs are multiplied by columns + 1. In each round every row without a column takes the column that is cheapest for
/// it at today's prices, throws out who had it, and raises its price to where the second cheapest would be as good,
/// plus a step. A round ends when every row has a column; the step then shrinks. With a step of 1 the answer is the
/// best one, because no detour around all columns can win a whole unit. Mostly it is the best long before:
/// `PriceRefinement` proves it and the remaining rounds are skipped.
///
/// When there are more columns than rows, one extra row, the spare, wants all columns that are left over, at no cost:
/// so it takes the cheapest, and a free column never has a price above that of a column somebody has.
///
/// Prices only rise, and how far is known beforehand (`rise`), so nothing can overflow.
struct CostScaling<Cost: FixedWidthInteger & SignedInteger & BitwiseCopyable> {
    struct Pair: BitwiseCopyable {
        var column: Int32
        var cost: Cost
    }

    /// Who owns a column, besides rows.
    enum Owner {
        static var nobody: Int32 { -1 }
        static var spare: Int32 { -2 }
    }

    let rows: Int
    let columns: Int
    let scale: Int64
    /// Largest cost less the smallest, scaled.
    let span: Int64
    let starts: [Int32]
    let pairs: Scratch<Pair>
    let prices: Scratch<Int64>
    /// The column of each row, and the owner of each column.
    let mates: Scratch<Int32>
    let owners: Scratch<Int32>
    let mayStayFree: [Bool]?
    /// Rows that still have to bid: the last one first.
    let waiting: Scratch<Int32>
    let cheapest: PriceHeap

    /// By what factor the step shrinks: measured best of 3, 4, 5, 6, 7, 10 and 16.
    private static var shrink: Int64 { 5 }

    /// How many times the scaled span prices can rise, at most, with so many columns: along a chain of all columns in
    /// the first round and geometrically less in later ones (2 × columns together), one bid on top in each of at most
    /// 28 rounds, and the bids made before `Feasibility` is asked, of less than half a span each.
    static func rise(_ columns: Int64) -> Int64 { 5 * columns + 256 }

    /// - Parameter span: of the problem, so that it fits; no fewer columns than rows.
    init(_ problem: ScalingProblem, span: Int64) {
        rows = problem.rows
        columns = problem.columns
        scale = Int64(problem.columns) + 1
        self.span = span * scale
        starts = problem.starts
        pairs = Scratch(problem.targets.count, filledWith: Pair(column: 0, cost: 0))
        for (position, target) in problem.targets.enumerated() {
            pairs[position] = Pair(column: target, cost: Cost(truncatingIfNeeded: problem.costs[position]))
        }
        prices = Scratch(columns, filledWith: 0)
        mates = Scratch(rows, filledWith: -1)
        owners = Scratch(columns, filledWith: -1)
        waiting = Scratch(rows, filledWith: 0)
        mayStayFree = problem.mayStayFree
        cheapest = PriceHeap(rows == columns ? 0 : columns)
    }

    /// The mates and prices; `nil` when not every row can get a column.
    func solve() -> ScalingSolution? {
        var step = max(1, span / Self.shrink)
        // Bids the rounds may make before it must be sure that there is an answer at all.
        var budget = 4 * rows + 64
        while true {
            while !round(step: step, budget: &budget) {
                guard budget < .max,
                    Feasibility.blockade(starts: starts, columns: columns, target: { pairs[$0].column }) == nil
                else { return nil }
                budget = .max
            }
            if step == 1 || step <= scale / 16 {
                // The last round is the best answer for certain, and then the proof is always found.
                let patience = step == 1 ? Int.max : 3 * columns
                if let solution = refine(patience: patience) { return solution }
            }
            step = max(1, step / Self.shrink)
        }
    }
}
