/// All figures that readers have, of the tables that were published and of the one that is about to be.
struct Shelf {
    /// A cell of an earlier table that was not told.
    struct Secret {
        var rule: Rule
        var records: Bits
        var base: Int
        /// The question that keeps it unknown; `nil` when nothing of its table was told.
        var keptBy: String?
    }

    private(set) var old: [Figure] = []
    private(set) var secrets: [Secret] = []

    init(_ published: [Disclosure.Publication], _ answers: Answers) {
        for publication in published {
            // Of a table without a figure nobody has seen anything. One that these data cannot give any more shares no
            // question with the new table, or `Disclosure.outdated` would have refused it.
            guard publication.tellsAnything,
                let layout = Layout(publication, answers.data)
            else { continue }
            old += Self.figures(publication.request, layout, publication.hidden, answers, isNew: false)
            guard !layout.isOfMeans else { continue }
            for (row, flags) in publication.hidden.enumerated() where layout.cells.indices.contains(row) {
                for (column, isHidden) in flags.enumerated()
                where isHidden && layout.cells[row].indices.contains(column) {
                    let cell = layout.cells[row][column]
                    secrets.append(
                        Secret(
                            rule: cell.hits, records: answers.records(cell.hits),
                            base: answers.records(cell.base).total, keptBy: publication.keptBy(row, column)))
                }
            }
        }
    }

    /// What a table tells with these cells hidden; nothing when all are.
    static func figures(
        _ request: TableRequest, _ layout: Layout, _ hidden: [[Bool]], _ answers: Answers, isNew: Bool
    ) -> [Figure] {
        var figures: [Figure] = []
        var bases: [Rule: Int] = [:]
        for (row, cells) in layout.cells.enumerated() {
            for (column, cell) in cells.enumerated() {
                guard hidden.indices.contains(row), hidden[row].indices.contains(column), !hidden[row][column] else {
                    continue
                }
                let place = isNew ? [Figure.Place(row: row, column: column)] : []
                if !layout.isOfMeans { figures.append(Figure(.hits, [cell.hits], answers, place)) }
                if let known = bases[cell.base] {
                    figures[known].cells += place
                } else {
                    bases[cell.base] = figures.count
                    figures.append(Figure(.base, [cell.base], answers, place))
                    if layout.isOfMeans { figures[figures.count - 1].mean = layout.subjects[row].first }
                }
            }
        }
        guard !figures.isEmpty else { return [] }
        figures += ticks(request, layout, hidden, answers, isNew)
        for rule in layout.account {
            figures.append(Figure(.account, [rule], answers, []))
        }
        for place in figures.indices { figures[place].isNew = isNew }
        return figures
    }

    /// Shares of answers tell the number of ticks in each column, hidden rows among them.
    private static func ticks(
        _ request: TableRequest, _ layout: Layout, _ hidden: [[Bool]], _ answers: Answers, _ isNew: Bool
    ) -> [Figure] {
        guard request.base == .answers, [.counts, .grid].contains(request.kind) else { return [] }
        let isGrid = request.kind == .grid
        // In a grid the ticks of a row are added up.
        let lines =
            isGrid
            ? layout.cells.indices.map { row in layout.cells[row].indices.map { Figure.Place(row: row, column: $0) } }
            : (layout.cells.first ?? []).indices.map { column in
                layout.cells.indices.map { Figure.Place(row: $0, column: column) }
            }
        return lines.compactMap { line in
            let told = line.filter { !hidden[$0.row][$0.column] }
            guard !told.isEmpty else { return nil }
            return Figure(
                .ticks, line.map { layout.cells[$0.row][$0.column].hits }, answers, isNew ? told : [])
        }
    }
}

extension Figure {
    init(_ kind: Kind, _ rules: [Rule], _ answers: Answers, _ cells: [Place]) {
        self.kind = kind
        self.rules = rules
        self.cells = cells
        records = rules.count == 1 ? answers.records(rules[0]) : Bits(answers.data.count)
        mask = rules.reduce(0) { $1.columns.reduce($0) { $0 | 1 << (UInt64(bitPattern: Int64($1.hashValue)) & 63) } }
        count = rules.count == 1 ? records.total : rules.reduce(0) { $0 + answers.records($1).total }
    }
}

extension Layout {
    init?(_ publication: Disclosure.Publication, _ data: DataSet) {
        self.init(publication.request, rows: publication.rowHeadings, columns: publication.columnHeadings, data)
    }
}
