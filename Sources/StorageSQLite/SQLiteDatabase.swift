import GRDB
package import Storage

import class Foundation.FileManager
import struct Foundation.URL

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// SQLite in WAL mode, one writer and several readers, durable on each commit.
///
/// GRDB's pool sets `synchronous=NORMAL`, which loses acknowledged commits at a power cut, so FULL is set after
/// opening and asserted. A lock file keeps a second process out.
package final class SQLiteDatabase: Storage.Database {
    private let pool: DatabasePool
    private let lock: Int32
    package let statements = StatementLog()

    /// - Throws: `StorageError.unusable` when another process has the database or the file is not a database.
    package init(path: String, readers: Int = 4) throws {
        lock = try Self.takeLock(path + ".lock")
        try Self.makeFile(path)
        var configuration = Configuration()
        configuration.maximumReaderCount = readers
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -16000")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            // Reads straight from the page cache of the system, without a copy for each page.
            try db.execute(sql: "PRAGMA mmap_size = 1073741824")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            let level = try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                return try Int.fetchOne(db, sql: "PRAGMA synchronous")
            }
            guard level == 2 else { throw StorageError.unusable("SQLite does not accept synchronous=FULL.") }
        } catch let error as DatabaseError {
            close_(lock)
            throw StorageError.unusable("The database cannot be opened: \(error.message ?? "unknown reason").")
        }
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await pool.read { [statements] db in try body(SQLiteConnection(db: db, log: statements)) }
    }

    @discardableResult
    package func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await pool.writeWithoutTransaction { [statements] db in
            var result: T?
            try db.inTransaction(.immediate) {
                result = try body(SQLiteConnection(db: db, log: statements))
                return .commit
            }
            guard let result else { throw StorageError.failed(code: "0", message: "The transaction gave no answer.") }
            return result
        }
    }

    package func integrityProblems() async throws -> [String] {
        try await pool.read { db in
            var problems = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            for row in try GRDB.Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
                let table: String = row["table"] ?? "?"
                let parent: String = row["parent"] ?? "?"
                problems.append("A row of \(table) points at a row of \(parent) that is not there.")
            }
            return problems
        }
    }

    package func engineVersion() async throws -> String { "SQLite " + (try await version()) }

    package func engineWarnings() async throws -> [String] {
        let version = try await version()
        guard SQLiteVersion(version)?.hasWALResetDefect != false else { return [] }
        return [
            "SQLite \(version) can damage a database when two programs write to it at once (mended in 3.44.6, 3.50.7 and "
                + "3.51.3). Inzet keeps a second inzet out; let no other program write to the file while the site runs."
        ]
    }

    private func version() async throws -> String {
        try await pool.read { db in try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "?" }
    }

    /// Writes a consistent copy to a file that must not exist yet; usable while the site runs.
    package func copy(to path: String) throws {
        let target = try DatabaseQueue(path: path)
        try pool.backup(to: target)
        try target.close()
    }

    package func maintain() async throws {
        try await pool.writeWithoutTransaction { db in
            // A bound on how much is read, so that this takes milliseconds on any size (sqlite.org/lang_analyze.html).
            try db.execute(sql: "PRAGMA analysis_limit = 1000")
            try db.execute(sql: "ANALYZE")
        }
    }

    package func close() async throws {
        try pool.close()
        close_(lock)
    }

    /// Makes a new database readable by its owner only, before anything stands in it; SQLite gives its WAL the same mode.
    /// A file that is there keeps the mode its owner chose.
    private static func makeFile(_ path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StorageError.unusable("The database file \(path) cannot be made or read.") }
        close_(descriptor)
    }

    private static func takeLock(_ path: String) throws -> Int32 {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StorageError.unusable("The lock file \(path) cannot be made.") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close_(descriptor)
            throw StorageError.unusable("Another inzet process uses this database (lock file \(path)).")
        }
        return descriptor
    }
}

private func close_(_ descriptor: Int32) { _ = close(descriptor) }
