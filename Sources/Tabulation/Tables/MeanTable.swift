extension DataSet {
    /// Mean, standard deviation and quantiles of a number or scale, for all and for each answer in the columns.
    ///
    /// Quantiles: unweighted type 7 of Hyndman and Fan (1996), as R and pandas do by default; weighted the inverse of
    /// the distribution function, as R's `svyquantile` with `qrule = "math"`. The deviation has n − 1 (weighted: of
    /// `svyvar`). Error, interval and letters are those of the mean.
    func means(_ request: TableRequest) throws(Table.Fault) -> Table {
        guard let column = self[request.rows] else { throw .unknownColumn(request.rows) }
        let numbers = try Numbers(column)
        let across = try across(request)
        let selection = try selection(request.filter)
        var base = selection.map { numbers.given.and($0) } ?? numbers.given
        if let across { base = base.and(across.inTable) }
        let groups = [base] + (across.map { side in side.kept.map { base.and(side.chosen($0)) } } ?? [])
        let weights = weights(for: request)
        let summary = Summary(design: design(for: request), weights: weights, request: request)
        let columns = groups.map { summary.cells(numbers.values, $0) }
        var table = Table(
            request: request, title: numbers.label, rows: Statistic.allCases.map(\.heading),
            columns: [.all] + (across?.headings ?? []),
            cells: Statistic.allCases.indices.map { row in columns.map { $0[row] } },
            account: numbers.account(selection, base: base, weights: weights))
        summary.compare(&table, numbers.values, Array(groups.dropFirst()))
        return table
    }

    func isNumbers(_ grid: Grid) -> Bool {
        guard let first = grid.columns.first.flatMap({ self[$0] }), case .number = first.values else { return false }
        return true
    }

    /// A grid of numbers: its rows against mean, deviation and quantiles.
    func numberGrid(_ grid: Grid, _ request: TableRequest) throws(Table.Fault) -> Table {
        let selection = try selection(request.filter)
        let selected = selection ?? Bits(count, all: true)
        let weights = weights(for: request)
        let summary = Summary(design: design(for: request), weights: weights, request: request)
        var cells: [[Table.Cell]] = []
        var shown = Bits(count)
        var given = Bits(count)
        for name in grid.columns {
            guard let column = self[name] else { throw .unknownColumn(name) }
            let numbers = try Numbers(column)
            shown = shown.or(numbers.shown)
            given = given.or(numbers.given)
            cells.append(summary.cells(numbers.values, numbers.given.and(selected)))
        }
        var account = Table.Account()
        account.records = count
        account.inFilter = selected.total
        account.notShown = selected.without(shown.or(given))
        account.skipped = selected.and(shown).without(given)
        account.base = selected.overlap(given)
        account.effective = weights.map { Kernels.sums(selected, given, weights: $0).effective }
        return Table(
            request: request, title: grid.label, rows: grid.columns.indices.map { heading(of: grid, $0) },
            columns: Statistic.allCases.map(\.heading), cells: cells, account: account)
    }
}

extension Statistic {
    var heading: Table.Heading { Table.Heading(label: label, name: rawValue) }
}
