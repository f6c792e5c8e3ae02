import Core
import Crypto
import Formats
import Storage

import struct Foundation.Data

/// Reads a table from beginning to end in the order of its key, a chunk at a time.
struct TableReader: Sendable {
    let table: Table

    /// How many rows go in one chunk: few where a row may hold a file, and never more values than a statement takes.
    var limit: Int {
        if table.columns.contains(where: { $0.kind == .blob }) { return 8 }
        // SQLite takes 32,766 values in one statement, PostgreSQL 65,535.
        return max(1, min(500, 30_000 / max(1, table.columns.count)))
    }

    /// The rows after the one with the key `last`.
    func rows(after last: [SQLValue]?, in db: any SQLConnection) throws -> [Row] {
        let key = SQL(joining: table.key.map { "\(name: $0)" }, by: ", ")
        let columns = SQL(joining: table.columns.map { "\(name: $0.name)" }, by: ", ")
        let condition: SQL
        if let last {
            condition = "(\(key)) > (\(SQL(joining: last.map { "\(bound: $0)" }, by: ", ")))"
        } else {
            condition = SQL.all([])
        }
        return try db.rows(
            "SELECT \(columns) FROM \(name: table.name) WHERE \(condition) ORDER BY \(key) LIMIT \(limit)")
    }

    func key(of row: Row) throws -> [SQLValue] {
        try table.key.map { name in
            guard let place = row.columns.place(of: name) else { throw StorageError.missingColumn(name) }
            return row.values[place]
        }
    }

    /// A hash of all that is in a row, the same whichever engine it comes from.
    func digest(of row: Row) throws -> [UInt8] {
        var hash = SHA256()
        for column in table.columns {
            guard let place = row.columns.place(of: column.name) else { throw StorageError.missingColumn(column.name) }
            let (mark, bytes) = Self.bytes(row.values[place], column.kind)
            // The kind and the length first, so that nothing moves from one column to the next unseen.
            hash.update(data: [mark] + Array("\(bytes.count):".utf8) + bytes)
        }
        return Array(hash.finalize())
    }

    private static func bytes(_ value: SQLValue, _ kind: Table.Kind) -> (UInt8, [UInt8]) {
        switch value {
        case .null: (0, [])
        case .integer(let number):
            // A whole number in a column of fractions is a fraction on one engine and whole on the other.
            kind == .real ? (2, Array("\(Double(number))".utf8)) : (1, Array("\(number)".utf8))
        case .real(let number): (2, Array("\(number)".utf8))
        case .text(let text): (3, Array(text.utf8))
        case .blob(let bytes): (4, bytes)
        }
    }
}

/// The key of a row as text, and back.
enum RowKey {
    static func text(_ key: [SQLValue]) -> String {
        JSONValue.array(
            key.map { value in
                switch value {
                case .null: .null
                case .integer(let number): .int(Int(number))
                case .real(let number): .double(number)
                case .text(let text): .string(text)
                case .blob(let bytes): ["blob": .string(Data(bytes).base64EncodedString())]
                }
            }
        ).text
    }

    static func values(_ text: String) -> [SQLValue]? {
        guard let parts = (try? JSONValue(parsing: text))?.array else { return nil }
        return parts.map { part in
            switch part {
            case .int(let number): .integer(Int64(number))
            case .double(let number): .real(number)
            case .string(let text): .text(text)
            case .object: (part["blob"]?.string.flatMap { Data(base64Encoded: $0) }).map { .blob(Array($0)) } ?? .null
            default: .null
            }
        }
    }
}
