extension Disclosure {
    /// What readers have seen of one table: enough to know which figures were told and which were not.
    package struct Publication: Codable, Sendable, Hashable {
        package struct Place: Codable, Sendable, Hashable {
            package var code: Int?
            package var name: String?
        }

        package var request: TableRequest
        package var rows: [Place]
        package var columns: [Place]
        /// `hidden[row][column]`.
        package var hidden: [[Bool]]
        /// For each hidden cell the question whose answers could have been divided otherwise; only a table about that
        /// question can give the cell away.
        package var keptBy: [[String?]]
        /// What readers read in each cell, `nil` in a hidden one: a figure that left cannot be taken back, so later tables
        /// are laid beside these numbers and not beside what the records would give now. `nil` of a publication that was
        /// kept without them; `adding(_:)` gives it those of its table.
        package var figures: [[Told?]]?
        /// What readers read below the table.
        package var account: Table.Account?

        func keptBy(_ row: Int, _ column: Int) -> String? {
            guard keptBy.indices.contains(row), keptBy[row].indices.contains(column) else { return nil }
            return keptBy[row][column]
        }

        var rowHeadings: [Table.Heading] { Self.headings(rows) }
        var columnHeadings: [Table.Heading] { Self.headings(columns) }

        private static func headings(_ places: [Place]) -> [Table.Heading] {
            places.map { Table.Heading(code: $0.code, label: "", name: $0.name) }
        }
    }
}

/// Which cells of a table are hidden.
struct Veil {
    var hidden: [[Bool]]
    var keptBy: [Figure.Place: String] = [:]

    func over(
        _ table: Table, _ layout: Layout?, _ rule: Disclosure
    ) -> (table: Table, publication: Disclosure.Publication) {
        let publication = Disclosure.Publication(
            request: table.request, rows: table.rows.map(\.place), columns: table.columns.map(\.place), hidden: hidden,
            keptBy: hidden.indices.map { row in
                hidden[row].indices.map { keptBy[Figure.Place(row: row, column: $0)] }
            }
        ).adding(table)
        guard hidden.contains(where: { $0.contains(true) }) else { return (table, publication) }
        var veiled = table
        for row in table.cells.indices {
            for column in table.cells[row].indices where hidden[row][column] {
                veiled.cells[row][column] = blank(table.cells[row][column], row, column, layout, rule)
            }
            dropLetters(&veiled, row)
        }
        // "Geen van deze" can be one of the hidden cells.
        veiled.account.none = 0
        if !hidden.contains(where: { $0.contains(false) }) {
            veiled.account = Table.Account()
            veiled.account.records = table.account.records
        }
        if table.request.kind == .threshold {
            let kept = hidden.indices.filter { !hidden[$0].contains(true) }
            veiled.rows = kept.map { veiled.rows[$0] }
            veiled.cells = kept.map { veiled.cells[$0] }
        }
        return (veiled, publication)
    }

    /// The base stays when another cell tells it.
    private func blank(
        _ cell: Table.Cell, _ row: Int, _ column: Int, _ layout: Layout?, _ rule: Disclosure
    ) -> Table.Cell {
        var blank = Table.Cell(hidden: rule.isSmallBase(cell.base) ? .base : .small)
        guard let layout else { return blank }
        let base = layout.cells[row][column].base
        let isTold = layout.cells.indices.contains { row in
            layout.cells[row].indices.contains { !hidden[row][$0] && layout.cells[row][$0].base == base }
        }
        if isTold, !layout.isOfMeans {
            blank.base = cell.base
            blank.weightedBase = cell.weightedBase
        }
        return blank
    }

    /// Letters that point at a hidden cell tell that it is lower.
    private func dropLetters(_ table: inout Table, _ row: Int) {
        var gone: [String] = []
        for column in table.columns.indices where hidden[row][column] {
            if let letter = table.columns[column].letter { gone.append(letter) }
        }
        guard gone.contains(where: { !$0.isEmpty }) else { return }
        for column in table.cells[row].indices where !table.cells[row][column].letters.isEmpty {
            // Letters of two characters come with more than 26 columns: then none are left.
            table.cells[row][column].letters =
                gone.contains { $0.count > 1 }
                ? "" : String(table.cells[row][column].letters.filter { !gone.contains(String($0)) })
        }
    }
}
