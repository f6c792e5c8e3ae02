package import Core
package import Formats

/// A table with the mapping that explains it.
package struct ImportSheet: Sendable {
    package let mapping: ImportMapping
    /// The rows with something in them.
    package let rows: [CSVRow]
    let header: [String]
    private let positions: [ImportField: [Int]]
    /// The line on which each key stands first.
    private let firstLines: [String: Int]

    /// - Throws: `ImportRefusal` when the mapping asks for columns that the table does not have, or leaves out what every
    ///   row needs.
    package init(_ table: CSVTable, _ mapping: ImportMapping) throws {
        self.mapping = mapping
        header = table.header
        rows = table.rows.filter { !$0.isEmpty }
        if let missing = mapping.missing.first {
            throw ImportRefusal(
                Text("In de koppeling ontbreekt het veld ‘\(missing.rawValue)’. Kies een kolom of een vaste waarde."))
        }
        var positions: [ImportField: [Int]] = [:]
        for (field, rule) in mapping.rules {
            positions[field] = try rule.columns.map { name in
                guard let position = table.column(name) else {
                    throw ImportRefusal(Text("De kolom ‘\(name)’ staat niet in dit bestand."))
                }
                return position
            }
        }
        self.positions = positions
        var lines: [String: Int] = [:]
        let keyed = ImportRowReader(mapping: mapping, positions: positions)
        for row in rows {
            let key = keyed.key(row)
            if lines[key] == nil { lines[key] = row.line }
        }
        firstLines = lines
    }

    var reader: ImportRowReader { ImportRowReader(mapping: mapping, positions: positions) }

    /// The earlier line that has the same key, when there is one.
    func earlier(_ key: String, than line: Int) -> Int? {
        guard let first = firstLines[key], first < line else { return nil }
        return first
    }
}

/// Something to tell about one cell: what is wrong, or what was left out.
package struct ImportNote: Sendable, Equatable {
    package let line: Int
    /// The column of the file, or the name of the field when no column fills it.
    package let column: String
    package let reason: Text

    package init(line: Int, column: String, reason: Text) {
        self.line = line
        self.column = column
        self.reason = reason
    }
}
