import GRDB
package import Storage

/// A stranger's SQLite file, opened read-only to take data from: a GeoPackage.
package struct SQLiteFile: Sendable {
    private let queue: DatabaseQueue

    /// - Throws: `StorageError.unusable` when the file is missing or is not an SQLite database.
    package init(reading path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        // A stranger's schema may hold triggers and views that call functions; ours asks for plain tables only.
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA trusted_schema = OFF") }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            _ = try queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM sqlite_master") }
        } catch let error as DatabaseError {
            throw StorageError.unusable(error.message ?? "The file cannot be read.")
        }
    }

    package func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
        try queue.read { db in try body(SQLiteConnection(db: db)) }
    }
}
