/// What each figure of a table is a count of.
struct Layout {
    struct Cell {
        var hits: Rule
        var base: Rule
    }

    /// `cells[row][column]`, as in the table.
    var cells: [[Cell]]
    /// The figures under the table: what became of the records outside the base.
    var account: [Rule]
    /// The questions whose answers the cells tell, in each row: what a reader wants to know of a person.
    var subjects: [[String]]
    /// Whether the figures are of `hits` itself (counts) or of the numbers its records gave (means).
    var isOfMeans = false

    /// - Returns: `nil` for a request that these data cannot answer.
    init?(_ request: TableRequest, rows: [Table.Heading], columns: [Table.Heading], _ data: DataSet) {
        let maker = LayoutMaker(request: request, data: data)
        switch request.kind {
        case .counts: self = maker.counts(rows, columns)
        case .mean: self = maker.means(rows, columns)
        case .grid:
            guard let grid = data.grid(request.rows) else { return nil }
            self = data.isNumbers(grid) ? maker.numbers(rows, columns) : maker.grid(rows, columns)
        case .combination: self = maker.combination(rows, columns)
        case .noneAll:
            guard let grid = data.grid(request.rows) else { return nil }
            self = maker.noneAll(grid, rows, columns)
        case .threshold:
            if data.grid(request.rows) == nil {
                self = maker.counts(rows, columns)
            } else if request.without != nil || request.also != nil {
                self = maker.combination(rows, columns)
            } else {
                self = maker.grid(rows, columns)
            }
        }
    }

    init(cells: [[Cell]], account: [Rule], subjects: [[String]], isOfMeans: Bool = false) {
        self.cells = cells
        self.account = account
        self.subjects = subjects
        self.isOfMeans = isOfMeans
    }
}

/// Writes down the rules behind a table; the same definitions as the counting has, in words instead of bits.
private struct LayoutMaker {
    let request: TableRequest
    let data: DataSet

    var filter: Rule {
        .and(
            request.filter.map { condition in
                let chosen = Rule.chosen(condition.column, condition.codes.sorted())
                return condition.isNot ? .and([.shown(condition.column), .not(chosen)]) : chosen
            })
    }

    func inTable(_ column: String) -> Rule {
        let kept = (data[column]?.options ?? []).filter { !(request.leavesOutMissing && $0.isMissing) }
        return .chosen(column, kept.map(\.code).sorted())
    }

    /// For each column of the table the rule of its group.
    func groups(_ columns: [Table.Heading]) -> [Rule] {
        guard let across = request.columns, request.kind != .threshold else { return columns.map { _ in .everyone } }
        return columns.map { $0.code.map { .chosen(across, [$0]) } ?? inTable(across) }
    }

    func outside(_ seen: Rule, _ answered: Rule, _ inTable: Rule) -> [Rule] {
        [
            filter, .and([filter, .not(.any([seen, answered]))]), .and([filter, seen, .not(answered)]),
            .and([filter, answered, .not(inTable)]), .and([filter, inTable]),
        ]
    }

    func counts(_ rows: [Table.Heading], _ columns: [Table.Heading]) -> Layout {
        let name = request.rows
        let bases = groups(columns).map { Rule.and([filter, inTable(name), $0]) }
        let cells = rows.map { row in
            let answer = Rule.chosen(name, row.code.map { [$0] } ?? [])
            return bases.map { base in
                let whole: Rule =
                    switch request.percent {
                    case .column: base
                    case .row: .and([bases.first ?? base, answer])
                    case .total: bases.first ?? base
                    }
                return Layout.Cell(hits: .and([base, answer]), base: whole)
            }
        }
        return Layout(
            cells: cells, account: outside(.shown(name), .answered(name), inTable(name)) + bases.prefix(1),
            subjects: rows.map { _ in subjects([name]) })
    }

    /// The other question tells something of a person as well.
    func subjects(_ names: [String]) -> [String] {
        names + [request.kind == .threshold ? nil : request.columns].compactMap(\.self)
    }

    func grid(_ rows: [Table.Heading], _ columns: [Table.Heading]) -> Layout {
        let isAcross = request.columns != nil && request.kind == .grid
        let groups = groups(columns)
        let cells = rows.map { row in
            let name = row.name ?? ""
            return columns.indices.map { place in
                let base = Rule.and([filter, inTable(name)] + (isAcross ? [groups[place]] : []))
                let code = isAcross ? request.with : columns[place].code
                return Layout.Cell(hits: .and([base, .chosen(name, code.map { [$0] } ?? [])]), base: base)
            }
        }
        return Layout(cells: cells, account: block(rows), subjects: rows.map { subjects([$0.name ?? ""]) })
    }

    /// The account of a grid is about its rows together.
    func block(_ rows: [Table.Heading]) -> [Rule] {
        let names = data.grid(request.rows)?.columns ?? rows.compactMap(\.name)
        return outside(
            .any(names.map { .shown($0) }), .any(names.map { .answered($0) }), .any(names.map(inTable)))
    }

    func combination(_ rows: [Table.Heading], _ columns: [Table.Heading]) -> Layout {
        let groups = groups(columns)
        let cells = rows.map { row in
            let name = row.name ?? ""
            return groups.map { group in
                let base = Rule.and([filter, .shown(name), group])
                var parts = [base] + [request.with, request.also].compactMap(\.self).map { Rule.chosen(name, [$0]) }
                if let without = request.without { parts.append(.not(.chosen(name, [without]))) }
                return Layout.Cell(hits: .and(parts), base: base)
            }
        }
        return Layout(cells: cells, account: block(rows), subjects: rows.map { subjects([$0.name ?? ""]) })
    }

    func noneAll(_ grid: DataSet.Grid, _ rows: [Table.Heading], _ columns: [Table.Heading]) -> Layout {
        let base = Rule.and([filter, .any(grid.columns.map(inTable))])
        let cells = rows.map { row in
            let code = row.code.map { [$0] } ?? []
            let some = Rule.any(grid.columns.map { .chosen($0, code) })
            let lacking = Rule.any(grid.columns.map { .and([.shown($0), .not(.chosen($0, code))]) })
            return columns.map { column in
                let part: [Rule] =
                    switch column.name.flatMap(NoneAll.init) {
                    case .none?: [.not(some)]
                    case .all?: [some, .not(lacking)]
                    case .part?, nil: [some, lacking]
                    }
                return Layout.Cell(hits: .and([base] + part), base: base)
            }
        }
        return Layout(cells: cells, account: block(rows), subjects: rows.map { _ in grid.columns })
    }

    func means(_ rows: [Table.Heading], _ columns: [Table.Heading]) -> Layout {
        let given = given(request.rows)
        let cells = rows.map { _ in
            groups(columns).map { group in
                let base = Rule.and([filter, given, group])
                return Layout.Cell(hits: base, base: base)
            }
        }
        return Layout(
            cells: cells, account: outside(.shown(request.rows), .answered(request.rows), given),
            subjects: rows.map { _ in subjects([request.rows]) }, isOfMeans: true)
    }

    func numbers(_ rows: [Table.Heading], _ columns: [Table.Heading]) -> Layout {
        let cells = rows.map { row in
            let base = Rule.and([filter, given(row.name ?? "")])
            return columns.map { _ in Layout.Cell(hits: base, base: base) }
        }
        return Layout(cells: cells, account: [filter], subjects: rows.map { [$0.name ?? ""] }, isOfMeans: true)
    }

    private func given(_ name: String) -> Rule {
        guard let column = data[name], case .single(_, let options) = column.values else { return .answered(name) }
        return .chosen(name, options.filter { !$0.isMissing && !$0.isNone }.map(\.code).sorted())
    }
}
