import GRDB
import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A consistent copy of a database that another connection, of this process or another, may be writing to.
///
/// The copy is made over a connection that can only read, with SQLite's backup API in one step: one read transaction of
/// the WAL, so it shows one moment, and no writer waits for it. Such a connection cannot write, cannot checkpoint (its
/// file is opened read-only, so the lock that the checkpoint at closing asks is out of reach) and so plays no part in
/// the WAL-reset defect, which takes two that write or checkpoint at once.
package enum SQLiteCopy {
    /// Writes the copy to a file that must not exist yet, readable by its owner only. The copy is one file, without WAL.
    ///
    /// - Throws: `StorageError.unusable`.
    package static func make(of path: String, to target: String) throws {
        do {
            let source = try reader(path)
            defer { try? source.close() }
            let descriptor = open(target, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw StorageError.unusable("The copy \(target) cannot be made.") }
            _ = close(descriptor)
            var configuration = Configuration()
            // Whoever uses the copy waits for the disk; a copy that a crash cuts short is thrown away.
            configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = OFF") }
            let copy = try DatabaseQueue(path: target, configuration: configuration)
            defer { try? copy.close() }
            try source.backup(to: copy)
            let mode = try copy.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
            guard mode == "delete" else { throw StorageError.unusable("The copy cannot leave WAL mode.") }
        } catch let error as DatabaseError {
            throw StorageError.unusable(error.message ?? "The database cannot be copied.")
        }
    }

    /// Brings everything that stands in the WAL into the file itself, so that one file is all there is. Only for a
    /// database that nobody else has open.
    ///
    /// - Throws: `StorageError.unusable`.
    package static func settle(_ path: String) throws {
        do {
            let queue = try DatabaseQueue(path: path)
            defer { try? queue.close() }
            let mode = try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                return try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
            }
            guard mode == "delete" else { throw StorageError.unusable("The database cannot leave WAL mode.") }
        } catch let error as DatabaseError {
            throw StorageError.unusable(error.message ?? "The database cannot be settled.")
        }
    }

    /// What the engine finds wrong with the pages of a file; empty when all is well.
    package static func problems(in path: String) throws -> [String] {
        try reading(path) { db in try String.fetchAll(db, sql: "PRAGMA quick_check").filter { $0 != "ok" } }
    }

    /// The tables of a file with their numbers of rows, by name, without those of the engine.
    package static func tables(in path: String) throws -> [(name: String, rows: Int)] {
        try reading(path) { db in
            let names = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
            )
            return try names.map { name in
                let quoted = name.replacing("\"", with: "\"\"")
                return (name, try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \"\(quoted)\"") ?? 0)
            }
        }
    }

    /// The version of SQLite in this program.
    package static func engine() throws -> String {
        "SQLite " + (try DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") } ?? "?")
    }

    private static func reading<T>(_ path: String, _ body: (GRDB.Database) throws -> T) throws -> T {
        do {
            let queue = try reader(path)
            defer { try? queue.close() }
            return try queue.read(body)
        } catch let error as DatabaseError {
            throw StorageError.unusable(error.message ?? "The database cannot be read.")
        }
    }

    private static func reader(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(30)
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA wal_autocheckpoint = 0") }
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
