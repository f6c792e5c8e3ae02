extension DataSet {
    /// How often each answer was given, alone or against the answers to another question.
    ///
    /// The base is who answered both. Several answers: shares of respondents add up to more than 1, shares of answers
    /// (ticks of the question in the rows) to 1; SPSS calls them `COLPCT` and `COLPCT.RESPONSES`.
    func counts(_ request: TableRequest) throws(Table.Fault) -> Table {
        let rows = try side(request.rows, request)
        let across = try across(request)
        let crossing = Crossing(rows, across, try selection(request.filter), weights(for: request))
        let figures = Figures(self, request)
        let isPeople = request.base == .respondents || rows.codes != nil
        let ticks = crossing.bases.indices.map { group in
            crossing.cells.reduce(into: Sums.none) { $0 += $1[group] }
        }
        let bases = isPeople ? crossing.bases : ticks
        let cells = crossing.cells.map { row in
            row.indices.map { group in
                let base =
                    switch request.percent {
                    case .column: bases[group]
                    case .row: row[0]
                    case .total: bases[0]
                    }
                // A share of a row is one of the people who gave that answer, ticks or not.
                return figures.share(row[group], of: base, isPeople: isPeople || request.percent == .row)
            }
        }
        var table = Table(
            request: request, title: rows.column.label, rows: rows.headings,
            columns: [.all] + (across?.headings ?? []), cells: cells, account: crossing.account)
        figures.compare(&table, crossing, rows: crossing.cells)
        return table
    }
}
