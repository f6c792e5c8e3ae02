package import Core

/// A table from a file of any kind, as it goes on: named columns, rows with the place where they stood, and what was
/// left out with the reason.
package struct ImportedTable: Sendable, Equatable {
    /// The name of the sheet, or the label of the file.
    package var name: String
    package var columns: [ImportedColumn]
    package var rows: [ImportedRow]
    /// Questions with several answers that the file itself knows.
    package var sets: [SPSSSet]
    /// The name of the column with the weight, when the file says so.
    package var weight: String?
    package var problems: [ImportedProblem]

    package init(
        name: String = "", columns: [ImportedColumn], rows: [ImportedRow] = [], sets: [SPSSSet] = [],
        weight: String? = nil, problems: [ImportedProblem] = []
    ) {
        self.name = name
        self.columns = columns
        self.rows = rows
        self.sets = sets
        self.weight = weight
        self.problems = problems
    }

    /// The place of the column with this name, without regard to case.
    package func column(_ name: String) -> Int? {
        let wanted = name.lowercased()
        return columns.firstIndex { $0.name.lowercased() == wanted }
    }
}

package struct ImportedColumn: Sendable, Equatable {
    /// Never empty, unique in the table without regard to case.
    package var name: String
    /// The question, where the file has it.
    package var label: String
    /// What the file itself says about the values; nothing for a CSV file.
    package var measure: SPSSVariable.Measure
    package var valueLabels: [ImportedLabel]
    package var missing: [SPSSMissing]

    package init(
        name: String, label: String = "", measure: SPSSVariable.Measure = .unknown,
        valueLabels: [ImportedLabel] = [], missing: [SPSSMissing] = []
    ) {
        self.name = name
        self.label = label
        self.measure = measure
        self.valueLabels = valueLabels
        self.missing = missing
    }
}

package struct ImportedLabel: Sendable, Equatable {
    package var value: ImportedCell
    package var label: String

    package init(_ value: ImportedCell, _ label: String) {
        self.value = value
        self.label = label
    }
}

package struct ImportedRow: Sendable, Equatable {
    /// Where it stood: the line of a CSV file, the row of a sheet, the number of the record. Counted from 1.
    package var line: Int
    /// As many as there are columns.
    package var cells: [ImportedCell]

    package init(line: Int, cells: [ImportedCell]) {
        self.line = line
        self.cells = cells
    }

    /// The cell in this column; empty outside the row.
    package subscript(column: Int) -> ImportedCell {
        cells.indices.contains(column) ? cells[column] : .empty
    }
}

package enum ImportedCell: Sendable, Hashable {
    case empty
    case text(String)
    case number(Double)
    case truth(Bool)
    case day(Day)
    /// The clock on the wall, written as if it were UTC.
    case moment(Moment)

    package var isEmpty: Bool { self == .empty }

    /// As a person reads it: `3`, `2.5`, `2026-11-21`, `TRUE`.
    package var text: String {
        switch self {
        case .empty: ""
        case .text(let text): text
        case .number(let value): Int(exactly: value).map(String.init) ?? value.description
        case .truth(let value): value ? "TRUE" : "FALSE"
        case .day(let day): day.iso
        case .moment(let moment): String(moment.iso.prefix(19))
        }
    }
}

/// Something of the file that is not in the table, or not as it stood.
package struct ImportedProblem: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The row has fewer cells than there are columns; the others are empty.
        case shortRow
        /// Cells after the last column were left out.
        case longRow
        /// A formula without an answer, such as `#N/B`; the cell is empty.
        case errorCell
        /// The column had no name, or the name of another.
        case renamedColumn
        /// Signs around a closing quote; the field is kept as it stands.
        case strayQuote
        /// A text longer than a field may be was cut.
        case cutText
        /// A date outside the calendar; kept as a number.
        case oddDate
    }

    package var kind: Kind
    /// As in ``ImportedRow/line``.
    package var line: Int
    /// The name of the column, or empty.
    package var column: String

    package init(_ kind: Kind, line: Int, column: String = "") {
        self.kind = kind
        self.line = line
        self.column = column
    }
}
