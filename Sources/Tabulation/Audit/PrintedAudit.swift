#if canImport(Glibc)
    import Glibc
#endif

/// Which printed percentages do not follow from the counts beside them.
package struct PrintedAudit: Sendable, Equatable {
    /// A percentage that no rounding of its count gives.
    package struct Misfit: Sendable, Equatable {
        package let row: PrintedTable.Row
        package let cell: PrintedTable.Cell
        /// What the count gives on the base, before rounding.
        package let expected: Double
        /// The bases of the range on which it does follow; empty when there is none.
        package let fittingBases: [Int]
    }

    package let base: Int
    package let bases: ClosedRange<Int>
    /// How many cells were compared.
    package let compared: Int
    package let misfits: [Misfit]

    /// - Parameters:
    ///   - base: the number the report says its shares are of; at least 1.
    ///   - bases: other bases to try, such as the number of people who began.
    package init(_ table: PrintedTable, base: Int, bases: ClosedRange<Int>) {
        self.base = max(base, 1)
        self.bases = bases
        var compared = 0
        var misfits: [Misfit] = []
        for row in table.rows {
            for cell in row.cells {
                compared += 1
                if Self.follows(cell, self.base) { continue }
                let expected = Double(cell.count) * 100 / Double(self.base)
                misfits.append(
                    Misfit(
                        row: row, cell: cell, expected: expected,
                        fittingBases: bases.filter { $0 > 0 && Self.follows(cell, $0) }))
            }
        }
        self.compared = compared
        self.misfits = misfits
    }

    /// Whether a printed percentage is a rounding of the count: up, down or to even at exactly a half.
    static func follows(_ cell: PrintedTable.Cell, _ base: Int) -> Bool {
        let unit = pow(10, Double(-min(cell.decimals, 9)))
        let exact = Double(cell.count) * 100 / Double(base)
        return abs(exact - cell.percentage) <= unit / 2 + 1e-9
    }
}
