import GRDB
import Storage

/// What SQLite says of its own tables.
enum SQLiteCatalogue {
    static func tables(_ db: GRDB.Database) throws -> [Storage.Table] {
        // Names that begin with sqlite_ are the engine's own: its statistics.
        let names = try String.fetchAll(
            db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'")
        return Storage.Table.ordered(try names.map { try table($0, db) })
    }

    private static func table(_ name: String, _ db: GRDB.Database) throws -> Storage.Table {
        var columns: [Storage.Table.Column] = []
        var key: [(place: Int, name: String)] = []
        for row in try GRDB.Row.fetchAll(db, sql: "SELECT name, type, pk FROM pragma_table_info(?)", arguments: [name])
        {
            let column: String = row["name"] ?? ""
            columns.append(.init(name: column, kind: kind(row["type"] ?? "")))
            if let place: Int = row["pk"], place > 0 { key.append((place, column)) }
        }
        let references = try String.fetchSet(
            db, sql: "SELECT \"table\" FROM pragma_foreign_key_list(?)", arguments: [name])
        return Storage.Table(
            name: name, columns: columns, key: key.sorted { $0.place < $1.place }.map(\.name), references: references)
    }

    private static func kind(_ declared: String) -> Storage.Table.Kind {
        switch declared.uppercased() {
        case "BIGINT", "INTEGER", "INT": .integer
        case "BOOLEAN": .boolean
        case "DOUBLE PRECISION", "REAL": .real
        case "BLOB": .blob
        default: .text
        }
    }

    static func problems(_ db: GRDB.Database) throws -> [String] {
        var problems = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        for row in try GRDB.Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
            let table: String = row["table"] ?? "?"
            let parent: String = row["parent"] ?? "?"
            problems.append("A row of \(table) points at a row of \(parent) that is not there.")
        }
        return problems
    }
}
