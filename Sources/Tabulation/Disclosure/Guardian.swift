/// Hides cells of one table until the rules of `Disclosure` hold.
///
/// Each step only hides more, so it ends; when everything is hidden nothing is told and the rules hold.
struct Guardian {
    let rule: Disclosure
    let table: Table
    let layout: Layout
    let answers: Answers
    let shelf: Shelf
    private(set) var hidden: [[Bool]]
    /// For each hidden cell the question that keeps it unknown.
    var keptBy: [Figure.Place: String] = [:]
    /// What each cell counts, of how many.
    let counts: [[(hits: Int, base: Int)]]

    init(
        _ rule: Disclosure, _ table: Table, _ layout: Layout, _ data: DataSet,
        _ published: [Disclosure.Publication]
    ) {
        self.rule = rule
        self.table = table
        self.layout = layout
        answers = Answers(data)
        shelf = Shelf(published, answers)
        hidden = layout.cells.map { $0.map { _ in false } }
        let answers = answers
        var bases: [Rule: Int] = [:]
        counts = layout.cells.map { row in
            row.map { cell in
                let base = bases[cell.base] ?? answers.records(cell.base).total
                bases[cell.base] = base
                return (answers.records(cell.hits).total, base)
            }
        }
    }

    mutating func run() {
        primary()
        while true {
            settle()
            let more = differences()
            if more.isEmpty {
                let guesses = guessable()
                if guesses.isEmpty { return }
                hide(guesses)
            } else {
                hide(more)
            }
        }
    }

    /// What the table tells now.
    var told: [Figure] { Shelf.figures(table.request, layout, hidden, answers, isNew: true) }

    func isHidden(_ place: Figure.Place) -> Bool { hidden[place.row][place.column] }

    private mutating func hide(_ places: [Figure.Place]) {
        for place in places { hidden[place.row][place.column] = true }
    }

    // MARK: - Rules 1 and 2

    private mutating func primary() {
        for (row, cells) in counts.enumerated() {
            for (column, cell) in cells.enumerated() where isSensitive(row, column, cell) { hidden[row][column] = true }
        }
    }

    private func isSensitive(_ row: Int, _ column: Int, _ cell: (hits: Int, base: Int)) -> Bool {
        if rule.isSmallBase(cell.base) { return true }
        if layout.isOfMeans { return false }
        if rule.isSmall(cell.base - cell.hits) { return true }
        return rule.isSmall(cell.hits) && !isSilent(row, column)
    }

    /// An answer that says nothing: "weet niet".
    private func isSilent(_ row: Int, _ column: Int) -> Bool {
        let (name, code): (String?, Int?) =
            switch table.request.kind {
            case .counts: (table.request.rows, table.rows[row].code)
            case .grid where table.request.columns == nil: (table.rows[row].name, table.columns[column].code)
            default: (nil, nil)
            }
        guard let name, let code else { return false }
        return answers.data[name]?.options.first { $0.code == code }?.isMissing ?? false
    }

    /// By how much a hidden cell must be able to differ.
    func need(_ hits: Int, of base: Int) -> Int {
        let isSmall = rule.isSmall(hits) || rule.isSmall(base - hits) || rule.isSmallBase(base)
        return isSmall ? max(1, min(rule.leastCell, base)) : 1
    }

    /// A cell that was hidden in an earlier table is hidden in this one, and one hidden here is nobody's base.
    private mutating func settle() {
        var secrets = Set(shelf.secrets.map(\.rule))
        for (row, cells) in layout.cells.enumerated() {
            for (column, cell) in cells.enumerated() where hidden[row][column] && !layout.isOfMeans {
                secrets.insert(cell.hits)
            }
        }
        var changed = true
        while changed {
            changed = false
            for (row, cells) in layout.cells.enumerated() {
                for (column, cell) in cells.enumerated() where !hidden[row][column] {
                    guard secrets.contains(cell.hits) || secrets.contains(cell.base) else { continue }
                    hidden[row][column] = true
                    if !layout.isOfMeans { secrets.insert(cell.hits) }
                    changed = true
                }
            }
        }
    }
}
