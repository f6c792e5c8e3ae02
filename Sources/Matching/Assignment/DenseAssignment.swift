/// The least costly assignment when every row may have every column (Jonker and Volgenant 1987, "A shortest augmenting
/// path algorithm for dense and sparse linear assignment problems"), in whole numbers.
///
/// Costs are 32-bit, prices 64-bit: prices stay within the span of the costs times the number of rows, so that
/// nothing can overflow.
package enum DenseAssignment {
    /// - Parameters:
    ///   - rows: no more than `columns`.
    ///   - costs: row after row.
    /// - Throws: `AssignmentFault.unevenLists` when there are not rows × columns costs, or more rows than columns;
    ///   `.tooLarge` beyond 2³⁰ rows or columns.
    package static func solve(rows: Int, columns: Int, costs: [Int32]) throws(AssignmentFault) -> Assignment {
        guard rows >= 0, rows <= columns, costs.count == rows.multipliedReportingOverflow(by: columns).partialValue
        else { throw .unevenLists }
        guard columns < 1 << 30 else { throw .tooLarge }
        return costs.withUnsafeBufferPointer { costs in
            guard let start = costs.baseAddress, rows > 0 else {
                return Assignment(
                    mates: [], cost: 0, rowPrices: [], columnPrices: Array(repeating: 0, count: columns))
            }
            let solver = DenseSolver(rows: rows, columns: columns, costs: start)
            solver.solve()
            return solver.answer()
        }
    }
}

/// The state of one run; `costs` outlives it.
struct DenseSolver {
    let rows: Int
    let columns: Int
    let costs: UnsafePointer<Int32>
    /// Prices of the columns, at most 0 for columns nobody has when there are more columns than rows.
    let prices: Scratch<Int64>
    let mates: Scratch<Int32>
    let owners: Scratch<Int32>
    /// The rows still to place.
    let free: Scratch<Int32>

    init(rows: Int, columns: Int, costs: UnsafePointer<Int32>) {
        self.rows = rows
        self.columns = columns
        self.costs = costs
        prices = Scratch(columns, filledWith: 0)
        mates = Scratch(rows, filledWith: -1)
        owners = Scratch(columns, filledWith: -1)
        free = Scratch(rows, filledWith: 0)
    }

    func solve() {
        // Starting prices from the columns would leave a price on columns nobody gets, so only when all are needed.
        if rows == columns { reduceColumns() }
        var left = 0
        for row in 0..<rows where mates[row] < 0 {
            free[left] = Int32(truncatingIfNeeded: row)
            left += 1
        }
        for _ in 0..<2 where left > 0 { left = reduceRows(left) }
        augment(left)
    }

    func answer() -> Assignment {
        var result = Assignment(mates: mates.array, cost: 0, rowPrices: [], columnPrices: prices.array)
        // With as many columns as rows only differences count: let the highest be 0, as `AssignmentCheck` asks.
        let highest = rows == columns ? result.columnPrices.max() ?? 0 : 0
        for column in 0..<columns { result.columnPrices[column] -= highest }
        for row in 0..<rows {
            let column = Int(result.mates[row])
            let cost = Int64(costs[row * columns + column])
            result.cost += cost
            result.rowPrices.append(cost - result.columnPrices[column])
        }
        return result
    }

    /// The lowest cost of each column becomes its price; the row it stands in gets the column if it has none yet.
    private func reduceColumns() {
        let lowest = Scratch<Int32>(columns, filledWith: 0)
        let standing = Scratch<Int32>(columns, filledWith: 0)
        let (low, place) = (lowest.start, standing.start)
        for column in 0..<columns { low[column] = costs[column] }
        for row in 1..<max(1, rows) {
            let line = costs + row * columns
            for column in 0..<columns where line[column] < low[column] {
                low[column] = line[column]
                place[column] = Int32(truncatingIfNeeded: row)
            }
        }
        var times = [Int32](repeating: 0, count: rows)
        for column in stride(from: columns - 1, through: 0, by: -1) {
            prices[column] = Int64(lowest[column])
            let row = Int(standing[column])
            times[row] += 1
            if times[row] == 1 {
                mates[row] = Int32(truncatingIfNeeded: column)
                owners[column] = Int32(truncatingIfNeeded: row)
            }
        }
        for row in 0..<rows where times[row] == 1 { transfer(row) }
    }

    /// Lowers the price of a row's column to where the row's second choice would be as good.
    private func transfer(_ row: Int) {
        let line = costs + row * columns
        let own = Int(mates[row])
        let prices = self.prices.start
        var second = Int64.max
        for column in 0..<columns where column != own {
            second = min(second, Int64(line[column]) &- prices[column])
        }
        guard second != .max else { return }
        prices[own] = min(prices[own], prices[own] &- (second &- (Int64(line[own]) &- prices[own])))
    }
}
