import GRDB
import Storage

import struct Foundation.Data

/// GRDB's connection as ours; statements are cached by their text.
struct SQLiteConnection: SQLConnection {
    /// What a transaction tells others, once it is committed.
    final class News { var told: [(Channel, String)] = [] }

    let db: GRDB.Database
    var log: StatementLog?
    var news: News?

    func rows(_ sql: Storage.SQL) throws -> [Storage.Row] {
        log?.note(sql.text)
        return try Self.translated {
            let statement = try db.cachedStatement(sql: sql.rendered(Self.spelling))
            let cursor = try WholeRow.fetchCursor(statement, arguments: arguments(sql))
            guard let first = try cursor.next() else { return [] }
            let columns = Storage.Row.Columns(statement.columnNames)
            var rows = [Storage.Row(columns: columns, values: first.values)]
            while let row = try cursor.next() { rows.append(Storage.Row(columns: columns, values: row.values)) }
            return rows
        }
    }

    func run(_ sql: Storage.SQL) throws -> Int {
        try Self.translated {
            try db.cachedStatement(sql: sql.rendered(Self.spelling)).execute(arguments: arguments(sql))
            return db.changesCount
        }
    }

    func notify(_ channel: Channel, _ payload: String) throws {
        guard let news else { throw StorageError.failed(code: "0", message: "A reading transaction tells nothing.") }
        news.told.append((channel, payload))
    }

    /// There are no bounds on time here: there is one process.
    func takeYourTime() throws {}

    /// A writing transaction of SQLite is alone as it is.
    func holdAlone(_ table: StaticString) throws {}

    private func arguments(_ sql: Storage.SQL) -> StatementArguments {
        StatementArguments(sql.bindings.map(\.databaseValue))
    }

    static func translated<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    private static func spelling(_ type: Storage.SQL.ColumnType) -> String {
        switch type {
        case .timestamp, .date, .json: "TEXT"
        case .blob: "BLOB"
        }
    }
}

extension StorageError {
    /// What the engine throws, in our words.
    init(_ error: DatabaseError) {
        let message = error.message ?? "\(error.resultCode)"
        self =
            switch error.resultCode {
            case .SQLITE_CONSTRAINT: .constraint(message)
            // Another program holds the file, or the disk is full or fails: the transaction is rolled back as a whole.
            case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_NOMEM:
                .unavailable(message)
            default: .failed(code: "\(error.extendedResultCode.rawValue)", message: message)
            }
    }
}

extension SQLValue {
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
