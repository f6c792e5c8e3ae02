extension DataSet {
    /// Counts what is asked, nothing hidden: for who may see every record, and for `Disclosure`, which hides.
    ///
    /// - Throws: what the request names and the data do not have.
    package func table(_ request: TableRequest) throws(Table.Fault) -> Table {
        let table: Table =
            switch request.kind {
            case .counts: try counts(request)
            case .grid: try gridTable(request)
            case .mean: try means(request)
            case .combination: try combination(request)
            case .noneAll: try noneAll(request)
            case .threshold: try list(request)
            }
        return strata == nil ? table : stratified(table)
    }

    func named(_ name: String) throws(Table.Fault) -> Grid {
        guard let grid = grid(name) else { throw .unknownColumn(name) }
        return grid
    }

    /// The rows of a grid as sides, with their headings.
    func sides(of grid: Grid, _ request: TableRequest) throws(Table.Fault) -> [(heading: Table.Heading, side: Side)] {
        var found: [(heading: Table.Heading, side: Side)] = []
        for (place, name) in grid.columns.enumerated() {
            let side = try side(name, request)
            found.append((heading(of: grid, place), side))
        }
        return found
    }

    func heading(of grid: Grid, _ place: Int) -> Table.Heading {
        let label = grid.rows.indices.contains(place) ? grid.rows[place] : self[grid.columns[place]]?.label
        return Table.Heading(label: label ?? grid.columns[place], name: grid.columns[place])
    }
}
