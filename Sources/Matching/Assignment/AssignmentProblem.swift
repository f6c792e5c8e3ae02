/// Why an assignment cannot be computed as it stands.
package enum AssignmentFault: Error, Equatable, Sendable {
    /// More rows, columns or pairs than 32-bit numbers hold.
    case tooLarge
    /// A pair with a column that does not exist.
    case unknownColumn(row: Int)
    /// Lists that do not belong together.
    case unevenLists
    /// Costs so far apart that prices might not fit in 64 bits; found before anything is computed.
    case costsTooFarApart
}

/// Which rows may go with which columns, and at what cost: rows get at most one column each, columns at most one row.
///
/// Costs are whole numbers in any unit, negative ones too; the sum over the chosen pairs is made as small as can be.
package struct AssignmentProblem: Sendable, Equatable {
    package let columns: Int
    /// Where the pairs of each row start, and the end.
    package let starts: [Int32]
    /// The column of each pair, row after row.
    package let targets: [Int32]
    /// The cost of each pair.
    package let costs: [Int64]
    /// What it costs to leave a row alone; `nil` when every row must get a column.
    package let aloneCosts: [Int64]?

    package var rows: Int { starts.count - 1 }

    /// The positions of a row's pairs.
    package func range(of row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }

    /// - Parameters:
    ///   - rows: per row the columns it may have, with the cost of each.
    ///   - aloneCosts: per row what leaving it alone costs; `nil` when every row must get a column.
    package init(columns: Int, rows: [[(column: Int, cost: Int64)]], aloneCosts: [Int64]? = nil)
        throws(AssignmentFault)
    {
        var starts: [Int] = [0]
        for row in rows { starts.append((starts.last ?? 0) + row.count) }
        try self.init(
            columns: columns, starts: starts, targets: rows.flatMap { $0.map(\.column) },
            costs: rows.flatMap { $0.map(\.cost) }, aloneCosts: aloneCosts)
    }

    /// The same from flat lists; `starts` has one more entry than there are rows and never falls.
    package init(columns: Int, starts: [Int], targets: [Int], costs: [Int64], aloneCosts: [Int64]? = nil)
        throws(AssignmentFault)
    {
        guard starts.first == 0, starts.last == targets.count, targets.count == costs.count,
            zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 }),
            aloneCosts.map({ $0.count == starts.count - 1 }) ?? true
        else { throw .unevenLists }
        // Twice, because a problem with more columns than rows is solved beside its mirror image.
        let most = Int(Int32.max) / 4
        guard columns >= 0, columns < most, starts.count < most, targets.count < most else { throw .tooLarge }
        for row in 0..<(starts.count - 1) {
            for position in starts[row]..<starts[row + 1] where !(0..<columns).contains(targets[position]) {
                throw .unknownColumn(row: row)
            }
        }
        self.columns = columns
        self.starts = starts.map { Int32(truncatingIfNeeded: $0) }
        self.targets = targets.map { Int32(truncatingIfNeeded: $0) }
        self.costs = costs
        self.aloneCosts = aloneCosts
    }
}

/// The least costly assignment and the proof that it is.
package struct Assignment: Sendable, Equatable {
    /// The column of each row; -1 for a row left alone.
    package var mates: [Int32]
    /// The sum of the costs.
    package var cost: Int64
    /// What each row pays: see `AssignmentCheck`.
    package var rowPrices: [Int64]
    /// What each column adds, never above 0, and 0 for a column nobody got.
    package var columnPrices: [Int64]
}

/// What came out.
package enum AssignmentAnswer: Sendable, Equatable {
    case solved(Assignment)
    /// These rows together have fewer columns to go to than they are many (Hall 1935): the reason that not every row
    /// can get one, as small as this search found it.
    case impossible(rows: [Int], columns: [Int])

    package var assignment: Assignment? {
        if case .solved(let assignment) = self { assignment } else { nil }
    }
}
