import GRDB
import Storage

import struct Foundation.Data

/// GRDB's connection as ours; statements are cached by their text.
struct SQLiteConnection: SQLConnection {
    let db: GRDB.Database
    var log: StatementLog?

    func rows(_ sql: Storage.SQL) throws -> [Storage.Row] {
        log?.note(sql.text)
        return try translated {
            let statement = try db.cachedStatement(sql: sql.rendered(Self.spelling))
            let cursor = try GRDB.Row.fetchCursor(statement, arguments: arguments(sql))
            let columns = Storage.Row.Columns(statement.columnNames)
            var rows: [Storage.Row] = []
            while let row = try cursor.next() {
                rows.append(Storage.Row(columns: columns, values: row.map { SQLValue($0.1) }))
            }
            return rows
        }
    }

    func run(_ sql: Storage.SQL) throws -> Int {
        try translated {
            try db.cachedStatement(sql: sql.rendered(Self.spelling)).execute(arguments: arguments(sql))
            return db.changesCount
        }
    }

    private func arguments(_ sql: Storage.SQL) -> StatementArguments {
        StatementArguments(sql.bindings.map(\.databaseValue))
    }

    private func translated<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            let message = error.message ?? "\(error.resultCode)"
            if error.resultCode == .SQLITE_CONSTRAINT { throw StorageError.constraint(message) }
            throw StorageError.failed(code: "\(error.extendedResultCode.rawValue)", message: message)
        }
    }

    private static func spelling(_ type: Storage.SQL.ColumnType) -> String {
        switch type {
        case .timestamp, .date, .json: "TEXT"
        case .blob: "BLOB"
        }
    }
}

extension SQLValue {
    init(_ value: DatabaseValue) {
        self =
            switch value.storage {
            case .null: .null
            case .int64(let value): .integer(value)
            case .double(let value): .real(value)
            case .string(let value): .text(value)
            case .blob(let data): .blob([UInt8](data))
            }
    }

    var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let value): value.databaseValue
        case .real(let value): value.databaseValue
        case .text(let value): value.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }
}
