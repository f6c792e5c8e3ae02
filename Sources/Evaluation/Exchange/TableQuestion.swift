import Core
import Formats
import Questionnaires

/// One question made of one column, or of the ticks of several, and how its answers are read.
struct TableQuestion: Sendable {
    let question: Question
    let use: TableUse
    let columns: [Int]
    /// The code of each answer, for a choice.
    private let codes: [ImportedCell: Int]
    private let counted: Double

    /// What came of the cells of one row.
    enum Reading: Equatable {
        case notShown
        case left
        case answer(Answer)
        /// A cell that is not what its column is said to be, by its column.
        case unfit(Int)
    }

    /// A question with several answers.
    init(_ group: TableGroup, columns: [Int], id: String, of table: ImportedTable) {
        let numbers = columns.map { place in
            table.columns[place].name.split(separator: "_").last.flatMap { Int($0) }
        }
        let isNumbered = numbers.allSatisfy { $0 != nil } && Set(numbers).count == numbers.count
        let choices = columns.enumerated().map { index, place in
            let column = table.columns[place]
            let label = column.label.isEmpty ? column.name : column.label
            return Choice(isNumbered ? numbers[index] ?? index + 1 : index + 1, Words(label))
        }
        question = Question(id, .multiple, Words(group.label), choices: choices)
        use = .part
        self.columns = columns
        codes = [:]
        counted = group.counted
    }

    /// - Throws: `TooMany` for a choice with more answers than a table can show.
    init(_ place: Int, as use: TableUse, id: String, of table: ImportedTable) throws(TooMany) {
        let column = table.columns[place]
        let text = Words(column.label.isEmpty ? column.name : column.label)
        self.use = use
        columns = [place]
        counted = 1
        switch use {
        case .choice:
            let options = Self.options(place, of: table)
            guard options.count <= TooMany.limit else { throw TooMany(column: place) }
            codes = Dictionary(options.map { ($0.cell, $0.choice.code) }) { first, _ in first }
            question = Question(id, .single, text, choices: options.map(\.choice))
        case .number:
            codes = [:]
            question = Question(id, .number, text, decimals: Self.decimals(place, of: table))
        case .day:
            codes = [:]
            question = Question(id, .date, text)
        case .text, .part, .skip:
            codes = [:]
            let longest = table.rows.map { $0[place].text.count }.max() ?? 0
            question = Question(id, .text, text, maxLength: max(Question.standardLength, longest))
        }
    }

    struct TooMany: Error, Equatable {
        static let limit = 250
        let column: Int
    }

    func read(_ row: ImportedRow, of table: ImportedTable) -> Reading {
        if use == .part { return ticks(row, table) }
        guard let place = columns.first else { return .notShown }
        let cell = row[place]
        if cell.isEmpty { return .notShown }
        let column = table.columns[place]
        switch TableValue.gap(cell, column) {
        case .notShown: return .notShown
        case .left: return .left
        case nil: break
        }
        switch use {
        case .choice: return codes[Self.key(cell)].map { .answer(.codes([$0])) } ?? .unfit(place)
        case .number:
            if TableValue.isMissing(cell, column) { return .left }
            return TableValue.number(cell).map { .answer(.number($0)) } ?? .unfit(place)
        case .day:
            if TableValue.isMissing(cell, column) { return .left }
            return TableValue.day(cell).map { .answer(.day($0)) } ?? .unfit(place)
        case .text, .part, .skip: return .answer(.text(cell.text))
        }
    }

    private func ticks(_ row: ImportedRow, _ table: ImportedTable) -> Reading {
        var ticked: [Int] = []
        var isShown = false
        var isLeft = false
        for (place, choice) in zip(columns, question.choices) {
            let cell = row[place]
            if cell.isEmpty { continue }
            if TableValue.isMissing(cell, table.columns[place]) {
                if TableValue.gap(cell, table.columns[place]) == .left { isLeft = true }
                continue
            }
            guard let tick = TableValue.tick(cell, counted: counted) else { return .unfit(place) }
            isShown = true
            if tick { ticked.append(choice.code) }
        }
        if isShown { return .answer(.codes(ticked)) }
        return isLeft ? .left : .notShown
    }

    /// The answers that a column knows or holds: whole numbers keep their code, texts get one in the order of the
    /// alphabet.
    private static func options(_ place: Int, of table: ImportedTable) -> [(cell: ImportedCell, choice: Choice)] {
        let column = table.columns[place]
        var cells = Set(table.rows.map { key($0[place]) }.filter { !$0.isEmpty })
        var labels: [ImportedCell: String] = [:]
        for item in column.valueLabels where TableValue.gap(item.value, column) == nil {
            labels[key(item.value)] = item.label
            cells.insert(key(item.value))
        }
        cells = cells.filter { TableValue.gap($0, column) == nil }
        let whole = cells.compactMap { cell -> Int? in
            guard case .number(let value) = cell, let code = Int(exactly: value), code.magnitude < 1_000_000 else {
                return nil
            }
            return code
        }
        let sorted: [(cell: ImportedCell, code: Int)]
        if whole.count == cells.count {
            sorted = whole.sorted().map { (.number(Double($0)), $0) }
        } else {
            let ordered = cells.sorted {
                (TextFolding.sortKey($0.text), $0.text) < (TextFolding.sortKey($1.text), $1.text)
            }
            sorted = ordered.enumerated().map { ($1, $0 + 1) }
        }
        return sorted.map { cell, code in
            let label = labels[cell] ?? cell.text
            return (
                cell,
                Choice(code, Words(label.isEmpty ? cell.text : label), isMissing: TableValue.isMissing(cell, column))
            )
        }
    }

    /// Cells that mean the same: a whole number in a CSV file is a text there.
    private static func key(_ cell: ImportedCell) -> ImportedCell {
        if case .text(let text) = cell {
            if let number = TableValue.number(cell), number.rounded() == number { return .number(number) }
            return text.trimmed.isEmpty ? .empty : .text(text.trimmed)
        }
        if case .truth(let value) = cell { return .number(value ? 1 : 0) }
        return cell
    }

    /// Digits after the point, at most six.
    private static func decimals(_ place: Int, of table: ImportedTable) -> Int {
        var most = 0
        for row in table.rows {
            guard most < 6, let value = TableValue.number(row[place]) else { continue }
            while most < 6, !isWhole(value, most) { most += 1 }
        }
        return most
    }

    private static func isWhole(_ value: Double, _ decimals: Int) -> Bool {
        var scaled = value
        for _ in 0..<decimals { scaled *= 10 }
        return abs(scaled - scaled.rounded()) < 1e-9 * max(1, abs(scaled))
    }
}
