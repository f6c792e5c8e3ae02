package import Core

/// A workbook of Excel as a value: sheets with cells that keep their kind, so that people can go on counting with them.
package struct Workbook: Sendable {
    /// The title in the properties of the file.
    package var title: String
    package var created: Moment
    package var sheets: [Sheet]

    package init(title: String = "", created: Moment = Moment(milliseconds: 0), sheets: [Sheet]) {
        self.title = title
        self.created = created
        self.sheets = sheets
    }

    package struct Sheet: Sendable {
        /// Made to fit the rules of Excel, see ``SheetNames``.
        package var name: String
        /// In characters of the standard letter, by column; the others keep the standard width.
        package var widths: [Double]
        /// Rows and columns that stay in sight.
        package var frozenRows: Int
        package var frozenColumns: Int
        package let rowCount: Int
        /// Makes one row, counted from 0. Rows are asked for once, in order, while the file is written.
        package let row: @Sendable (Int) throws -> [Cell]

        package init(
            _ name: String, widths: [Double] = [], frozenRows: Int = 0, frozenColumns: Int = 0, rowCount: Int,
            row: @escaping @Sendable (Int) throws -> [Cell]
        ) {
            self.name = name
            self.widths = widths
            self.frozenRows = frozenRows
            self.frozenColumns = frozenColumns
            self.rowCount = rowCount
            self.row = row
        }

        package init(
            _ name: String, widths: [Double] = [], frozenRows: Int = 0, frozenColumns: Int = 0, rows: [[Cell]]
        ) {
            self.init(
                name, widths: widths, frozenRows: frozenRows, frozenColumns: frozenColumns, rowCount: rows.count
            ) { rows[$0] }
        }
    }

    package enum Cell: Sendable, Equatable {
        case empty
        /// Stays text, whatever it begins with.
        case text(String)
        /// Text over several lines.
        case note(String)
        /// Bold, for the first row of a table.
        case header(String)
        /// Bold and larger, above a table.
        case title(String)
        case integer(Int)
        /// With this many digits after the point; empty when it is not finite.
        case number(Double, decimals: Int)
        /// A share of one, shown as a percentage.
        case percent(Double, decimals: Int)
        case day(Day)
        /// The clock on the wall, written as if it were UTC.
        case moment(Moment)
    }
}

/// What Excel cannot hold as it was given.
package enum WorkbookChange: Sendable, Hashable {
    case renamedSheet(from: String, to: String)
    /// Cells with more than 32,767 characters.
    case cutTexts(sheet: String, cells: Int)
}

package enum WorkbookError: Error, Sendable, Equatable {
    case noSheets
    /// Excel shows 1,048,576 rows.
    case tooManyRows(sheet: String)
    /// Excel shows 16,384 columns.
    case tooManyColumns(sheet: String)
    /// The library that writes the file refused, with its own number and words.
    case library(code: Int, message: String)
    /// The temporary file could not be made or read.
    case file
}

package struct WorkbookWritten: Sendable {
    package let bytes: [UInt8]
    package let changes: [WorkbookChange]
}
