extension Disclosure.Publication {
    /// The numbers of a cell that was told.
    package struct Told: Codable, Sendable, Hashable {
        package var count: Int
        package var base: Int
        /// The mean or the share, of a table without weights; weights can change without the answers.
        package var value: Double?
    }

    /// With the figures that this table shows, as far as they are not hidden; unchanged when it has them.
    package func adding(_ table: Table) -> Self {
        if figures != nil { return self }
        var copy = self
        let rowAt = Self.index(table.rows)
        let columnAt = Self.index(table.columns)
        copy.figures = rows.enumerated().map { row, place in
            columns.enumerated().map { column, other in
                guard isTold(row, column), let line = rowAt[place], let at = columnAt[other],
                    let cell = table.cell(line, at), cell.hidden == nil
                else { return nil }
                return Told(
                    count: cell.count, base: cell.base, value: request.isWeighted ? nil : cell.value)
            }
        }
        copy.account = table.account
        return copy
    }

    /// Whether anybody has seen a figure of it.
    var tellsAnything: Bool { hidden.contains { $0.contains(false) } }

    private func isTold(_ row: Int, _ column: Int) -> Bool {
        hidden.indices.contains(row) && hidden[row].indices.contains(column) && !hidden[row][column]
    }

    /// Whether these records give every figure that readers have seen. Then what readers can compute is what the guard
    /// computes, whatever became of the records in the meantime; else its search means nothing for this publication.
    func holds(in data: DataSet) -> Bool {
        guard let figures, let account, let table = try? data.table(request),
            table.rows.map(\.place) == rows, table.columns.map(\.place) == columns
        else { return false }
        for (row, cells) in figures.enumerated() {
            for (column, told) in cells.enumerated() where isTold(row, column) {
                guard let told, let cell = table.cell(row, column), cell.count == told.count, cell.base == told.base,
                    Self.isSame(told.value, cell.value)
                else { return false }
            }
        }
        return account.answers == table.account.answers
    }

    /// Every question it looks at, with the rows of its grids.
    func questions(in data: DataSet) -> Set<String> {
        Self.questions(request, data).union(rows.compactMap(\.name)).union(columns.compactMap(\.name))
    }

    static func questions(_ request: TableRequest, _ data: DataSet) -> Set<String> {
        let named = [request.rows] + [request.columns].compactMap(\.self) + request.filter.map(\.column)
        var names = Set(named)
        for grid in data.grids where names.contains(grid.name) || !names.isDisjoint(with: grid.columns) {
            names.insert(grid.name)
            names.formUnion(grid.columns)
        }
        return names
    }

    private static func index(_ headings: [Table.Heading]) -> [Place: Int] {
        Dictionary(headings.enumerated().map { ($1.place, $0) }) { first, _ in first }
    }

    private static func isSame(_ told: Double?, _ now: Double?) -> Bool {
        guard let told else { return true }
        guard let now else { return false }
        return abs(told - now) <= 1e-9 * max(1, abs(told))
    }
}

extension Disclosure {
    /// The place of an earlier publication that these records no longer give, and that is about a question of the table.
    ///
    /// Answers came or went since, or were put in other categories. Who lays the two tables side by side reads what those
    /// few said, and no search over the records of now can see it; so nothing more may be told of the same questions.
    /// Tables that share no question are safe together: no figure of the one is a part of a figure of the other, and what
    /// one of them hides is kept by answers that the other does not look at.
    package func outdated(_ published: [Publication], for request: TableRequest, of data: DataSet) -> Int? {
        guard !hidesNothing else { return nil }
        let asked = Publication.questions(request, data)
        return published.firstIndex { publication in
            publication.tellsAnything && !publication.questions(in: data).isDisjoint(with: asked)
                && !publication.holds(in: data)
        }
    }
}

extension Table {
    fileprivate func cell(_ row: Int, _ column: Int) -> Cell? {
        guard cells.indices.contains(row), cells[row].indices.contains(column) else { return nil }
        return cells[row][column]
    }
}

extension Table.Heading {
    var place: Disclosure.Publication.Place { Disclosure.Publication.Place(code: code, name: name) }
}

extension Table.Account {
    /// What it tells of answers: not how many records there are in all, what the weights make of them, nor what is left
    /// out when a cell is hidden.
    fileprivate var answers: Self {
        var copy = self
        copy.records = 0
        copy.effective = nil
        copy.none = 0
        return copy
    }
}
