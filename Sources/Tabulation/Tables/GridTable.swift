extension DataSet {
    /// The rows of a grid against its options: shares of who answered that row.
    ///
    /// With `with` and a question in the columns: for each row the share that chose that option, against the answers to
    /// the other question.
    func gridTable(_ request: TableRequest) throws(Table.Fault) -> Table {
        let grid = try named(request.rows)
        if isNumbers(grid) { return try numberGrid(grid, request) }
        let sides = try sides(of: grid, request)
        guard let first = sides.first?.side else { throw .unsuitable(grid.name) }
        let selection = try selection(request.filter)
        if request.columns != nil { return try gridAcross(grid, sides, selection, request) }
        let weights = weights(for: request)
        let figures = Figures(self, request)
        // Rows have the same options; one that has not is told by its code.
        let codes = first.kept.map { first.column.options[$0].code }
        let cells = sides.map { row in
            let crossing = Crossing(row.side, nil, selection, weights)
            let found = Dictionary(
                zip(row.side.kept.map { row.side.column.options[$0].code }, crossing.cells.map { $0[0] })
            ) { one, _ in one }
            let sums = codes.map { found[$0] ?? .none }
            let ofTicks = request.base == .answers && row.side.codes == nil
            let base = ofTicks ? sums.reduce(into: Sums.none) { $0 += $1 } : crossing.bases[0]
            return sums.map { figures.share($0, of: base, isPeople: !ofTicks) }
        }
        let block = Block(sides.map(\.side), count: count)
        let base = selection.map { block.inTable.and($0) } ?? block.inTable
        return Table(
            request: request, title: grid.label, rows: sides.map(\.heading), columns: first.headings, cells: cells,
            account: block.account(selection, base: base, weights: weights))
    }

    private func gridAcross(
        _ grid: Grid, _ sides: [(heading: Table.Heading, side: Side)], _ selection: Bits?, _ request: TableRequest
    ) throws(Table.Fault) -> Table {
        guard let with = request.with else { throw .missing("with") }
        var rows: [(heading: Table.Heading, hits: Bits, base: Bits)] = []
        for row in sides {
            let place = try row.side.place(of: with)
            guard row.side.kept.contains(place) else { throw .unknownCode(column: row.side.column.name, code: with) }
            rows.append((row.heading, row.side.chosen(place), row.side.inTable))
        }
        return try shares(rows, of: Block(sides.map(\.side), count: count), grid, selection, request)
    }

    /// A table of sets: for each row of a grid who is in it, out of whom, against the answers to another question.
    func shares(
        _ rows: [(heading: Table.Heading, hits: Bits, base: Bits)], of block: Block, _ grid: Grid,
        _ selection: Bits?, _ request: TableRequest
    ) throws(Table.Fault) -> Table {
        let weights = weights(for: request)
        let across = try across(request)
        let figures = Figures(self, request)
        let inColumns = across?.inTable
        var whole = Bits(count)
        var table = Table(
            request: request, title: grid.label, rows: rows.map(\.heading),
            columns: [.all] + (across?.headings ?? []), cells: [], account: Table.Account())
        let chosen = across.map { side in side.kept.map { side.chosen($0) } } ?? []
        for (place, row) in rows.enumerated() {
            var base = selection.map { row.base.and($0) } ?? row.base
            if let inColumns { base = base.and(inColumns) }
            whole = whole.or(base)
            let groups = [base] + chosen.map { base.and($0) }
            let bases = groups.map { Kernels.sums($0, $0, weights: weights) }
            let sums = groups.map { Kernels.sums(row.hits, $0, weights: weights) }
            table.cells.append(zip(sums, bases).map { figures.share($0, of: $1) })
            guard request.letters != nil, groups.count > 2 else { continue }
            var crossing = Crossing(bases: bases)
            if across?.codes == nil { crossing.overlaps = Crossing.overlaps(groups, weights) }
            var single = table
            single.cells = [table.cells[place]]
            figures.compare(&single, crossing, rows: [sums])
            table.columns = single.columns
            table.cells[place] = single.cells[0]
        }
        table.account = block.account(selection, base: whole, weights: weights)
        return table
    }
}

extension Crossing {
    /// Only the bases, for rows that each have their own.
    init(bases: [Sums]) {
        cells = []
        self.bases = bases
        account = Table.Account()
    }
}
