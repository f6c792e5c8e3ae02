import Core
import Formats

/// A guess at what each column is. A person looks at it before anything is kept.
struct TableProposal: Sendable {
    /// Rows that are looked at.
    static let sample = 2_000
    /// The most answers of a question that is proposed as a choice.
    private static let mostChoices = 20

    let groups: [TableGroup]
    let uses: [TableUse]

    init(_ table: ImportedTable) {
        groups = TableGroup.groups(of: table)
        let parts = Set(groups.flatMap(\.columns))
        uses = table.columns.indices.map { parts.contains($0) ? .part : Self.guess($0, in: table) }
    }

    private static func guess(_ place: Int, in table: ImportedTable) -> TableUse {
        let column = table.columns[place]
        let cells = table.rows.prefix(sample).map { $0[place] }.filter { !$0.isEmpty }
        if cells.isEmpty { return .skip }
        let answers = cells.filter { !TableValue.isMissing($0, column) }
        let distinct = Set(answers)
        let named = column.valueLabels.filter { !TableValue.isMissing($0.value, column) }
        if !named.isEmpty, column.measure != .scale { return .choice }
        if answers.allSatisfy({ TableValue.day($0) != nil }), !answers.isEmpty { return .day }
        if answers.allSatisfy({ TableValue.number($0) != nil }) {
            let isWhole = distinct.allSatisfy { (TableValue.number($0) ?? 0.5).rounded() == TableValue.number($0) }
            let isCode = isWhole && distinct.count <= 7 && answers.count >= 2 * distinct.count
            return isCode && column.measure != .scale ? .choice : .number
        }
        let isShort = distinct.allSatisfy { $0.text.count <= 120 }
        let repeats = answers.count >= 2 * distinct.count
        return isShort && repeats && distinct.count <= mostChoices ? .choice : .text
    }

    /// A few different values of a column, as people read them.
    static func examples(_ place: Int, in table: ImportedTable) -> [String] {
        let column = table.columns[place]
        var found: [String] = []
        for row in table.rows.prefix(sample) where found.count < 3 {
            let cell = row[place]
            if cell.isEmpty { continue }
            let label = column.valueLabels.first { $0.value == cell }?.label
            let text = String((label.map { "\(cell.text) = \($0)" } ?? cell.text).prefix(60))
            if !found.contains(text) { found.append(text) }
        }
        return found
    }
}
