extension DataSet {
    /// The rows of a grid, or the options of a question, whose share passes a threshold, highest first; or the highest
    /// or lowest few, lowest first for the lowest.
    ///
    /// The share is that of the grid: out of who answered the row (`with` and `without`: out of who saw it). It is
    /// compared before it is rounded: 89.6% is not at least 90%. Rows nobody saw are in no list. Equal shares stand in
    /// the order of the questionnaire.
    func list(_ request: TableRequest) throws(Table.Fault) -> Table {
        let table = try unlisted(request)
        let shares = table.cells.map { $0.first?.value }
        let places = try Self.passing(shares, request)
        return Table(
            request: request, title: table.title, rows: places.map { table.rows[$0] }, columns: table.columns,
            cells: places.map { table.cells[$0] }, account: table.account)
    }

    private func unlisted(_ request: TableRequest) throws(Table.Fault) -> Table {
        var all = request
        all.columns = nil
        all.letters = nil
        var table: Table
        if grid(request.rows) == nil {
            all.kind = .counts
            all.percent = .column
            table = try counts(all)
        } else if request.without != nil || request.also != nil {
            table = try combination(all)
        } else {
            table = try gridTable(all)
            guard let with = request.with else { throw .missing("with") }
            guard let column = table.columns.firstIndex(where: { $0.code == with }) else {
                throw .unknownCode(column: request.rows, code: with)
            }
            table.columns = [table.columns[column]]
            table.cells = table.cells.map { [$0[column]] }
        }
        return table
    }

    /// The places that are in the list, in its order.
    private static func passing(_ shares: [Double?], _ request: TableRequest) throws(Table.Fault) -> [Int] {
        let known = shares.enumerated().compactMap { place, share in share.map { (place: place, share: $0) } }
        let down = known.sorted { ($1.share, $0.place) < ($0.share, $1.place) }
        let up = known.sorted { ($0.share, $0.place) < ($1.share, $1.place) }
        let most = max(request.most ?? 5, 0)
        switch request.side ?? .atLeast {
        case .atLeast:
            guard let threshold = request.threshold else { throw .missing("threshold") }
            return down.filter { $0.share >= threshold }.map(\.place)
        case .below:
            guard let threshold = request.threshold else { throw .missing("threshold") }
            return down.filter { $0.share < threshold }.map(\.place)
        case .top:
            guard let last = down.prefix(most).last else { return [] }
            return down.prefix { $0.share >= last.share }.map(\.place)
        case .bottom:
            guard let last = up.prefix(most).last else { return [] }
            return up.prefix { $0.share <= last.share }.map(\.place)
        }
    }
}
