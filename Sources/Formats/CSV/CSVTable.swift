/// The sign between two fields.
package enum CSVDelimiter: UInt8, Sendable, CaseIterable {
    case semicolon = 0x3B
    case comma = 0x2C
    case tab = 0x09
}

package enum CSVEncoding: Sendable, Equatable {
    case utf8
    case utf8WithMark
    case windows1252
}

/// One record below the header, as it stood in the file.
package struct CSVRow: Sendable, Equatable {
    /// The line of the file on which the record starts, counted from 1.
    package var line: Int
    /// As many fields as the record has: a ragged record has fewer or more than the header.
    package var fields: [String]

    package init(line: Int, fields: [String]) {
        self.line = line
        self.fields = fields
    }

    /// The field in this column, or nothing where the record stops earlier.
    package subscript(column: Int) -> String {
        fields.indices.contains(column) ? fields[column] : ""
    }

    /// Spreadsheets export formatted but unused rows as a line of delimiters.
    package var isEmpty: Bool {
        fields.allSatisfy { $0.allSatisfy(\.isWhitespace) }
    }
}

/// Something in the file that a person should look at; the record itself is kept.
package struct CSVProblem: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case tooFewFields(expected: Int, found: Int)
        case tooManyFields(expected: Int, found: Int)
        /// `"like "this` : what stood after the closing quote is kept as part of the field.
        case textAfterQuote
        /// `like "this"` : kept as it stands.
        case quoteInsideField
        /// A column without a name got one. Columns count from 1.
        case unnamedColumn(column: Int, renamedTo: String)
        case duplicateColumn(name: String, renamedTo: String)
    }

    package var line: Int
    package var kind: Kind

    package init(line: Int, kind: Kind) {
        self.line = line
        self.kind = kind
    }
}

package struct CSVTable: Sendable, Equatable {
    /// Trimmed, never empty, and unique without regard to case.
    package var header: [String]
    package var rows: [CSVRow]
    package var delimiter: CSVDelimiter
    package var encoding: CSVEncoding
    package var problems: [CSVProblem]

    /// The position of the column with this name, without regard to case.
    package func column(_ name: String) -> Int? {
        let wanted = name.lowercased()
        return header.firstIndex { $0.lowercased() == wanted }
    }
}

/// Why a file was refused. Nothing of it is used.
package struct CSVError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        case empty
        /// UTF-16 or UTF-32; Excel calls it "Unicode text".
        case utf16
        /// An .xlsx, .ods or .xls file under the name of a CSV file.
        case spreadsheet
        /// The file says it is UTF-8 (by its mark) and is not.
        case invalidUTF8
        case nulByte
        case unclosedQuote
        case tooManyBytes(limit: Int)
        case tooManyRows(limit: Int)
        case tooManyColumns(limit: Int)
        case tooManyFields(limit: Int)
        case fieldTooLong(limit: Int)
    }

    /// Where it went wrong, counted from 1. An unclosed quote is named by the line on which it opens.
    package var line: Int
    package var kind: Kind

    package init(line: Int, kind: Kind) {
        self.line = line
        self.kind = kind
    }

    package var description: String {
        "line \(line): \(kind)"
    }
}
