extension DataSet {
    /// For each row of a grid with several answers who ticked `with` (and `also`) and not `without`: "in the policy and
    /// not carried out". The base is who saw the row, also who ticked nothing in it.
    func combination(_ request: TableRequest) throws(Table.Fault) -> Table {
        let grid = try named(request.rows)
        guard let with = request.with else { throw .missing("with") }
        guard request.without != nil || request.also != nil else { throw .missing("without") }
        let sides = try sides(of: grid, request)
        var rows: [(heading: Table.Heading, hits: Bits, base: Bits)] = []
        for (heading, side) in sides {
            // One answer out of several options excludes the others: nothing to combine.
            guard side.codes == nil else { throw .unsuitable(side.column.name) }
            var hits = side.chosen(try side.place(of: with))
            if let also = request.also { hits = hits.and(side.chosen(try side.place(of: also))) }
            if let without = request.without { hits = hits.minus(side.chosen(try side.place(of: without))) }
            rows.append((heading, hits.and(side.shown), side.shown))
        }
        let block = Block(sides.map(\.side), count: count)
        return try shares(rows, of: block, grid, try selection(request.filter), request)
    }

    /// For each option of a grid: how many records have it in none of the rows they saw, in a part of them, in all.
    ///
    /// The base is who answered anything in the block: who saw it and ticked nothing at all may have passed it over, and
    /// stands apart as skipped.
    func noneAll(_ request: TableRequest) throws(Table.Fault) -> Table {
        let grid = try named(request.rows)
        let sides = try sides(of: grid, request)
        guard let first = sides.first?.side else { throw .unsuitable(grid.name) }
        let selection = try selection(request.filter)
        let weights = weights(for: request)
        let block = Block(sides.map(\.side), count: count)
        let base = selection.map { block.inTable.and($0) } ?? block.inTable
        let whole = Kernels.sums(base, base, weights: weights)
        let figures = Figures(self, request)
        var cells: [[Table.Cell]] = []
        for option in first.kept {
            let code = first.column.options[option].code
            var some = Bits(count)
            var lacking = Bits(count)
            for (_, side) in sides {
                let ticked = side.chosen(try side.place(of: code))
                some = some.or(ticked)
                lacking = lacking.or(side.shown.minus(ticked))
            }
            let parts = [base.minus(some), base.and(some).and(lacking), base.and(some).minus(lacking)]
            cells.append(parts.map { figures.share(Kernels.sums($0, $0, weights: weights), of: whole) })
        }
        return Table(
            request: request, title: grid.label, rows: first.headings,
            columns: NoneAll.allCases.map { Table.Heading(label: $0.rawValue, name: $0.rawValue) }, cells: cells,
            account: block.account(selection, base: base, weights: weights))
    }
}

/// The columns of a table of "none of" and "all of"; who shows the table has the words.
package enum NoneAll: String, Sendable, CaseIterable {
    case none, part, all
}
