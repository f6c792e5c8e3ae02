import GRDB
package import Storage

/// SQLite in WAL mode, one writer and several readers, durable on each commit.
///
/// GRDB's pool sets `synchronous=NORMAL`, which loses acknowledged commits at a power cut, so FULL is set after
/// opening and asserted. A lock file keeps a second process out.
package final class SQLiteDatabase: Storage.Database {
    private let path: String
    private let pool: DatabasePool
    private let group: SQLiteWriteGroup
    private let lock: LockFile
    private let listeners = Listeners()
    package let statements = StatementLog()

    /// - Throws: `StorageError.unusable` when another process has the database or the file is not a database.
    package init(path: String, settings: SQLiteSettings = SQLiteSettings()) throws {
        self.path = path
        lock = try LockFile(path + ".lock")
        try LockFile.makePrivate(path)
        var configuration = Configuration()
        configuration.maximumReaderCount = settings.readers
        configuration.busyMode = .timeout(settings.patience)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -\(settings.cache)")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = \(settings.durability.rawValue)")
                try Self.requireDurable(db, settings.durability)
            }
            group = SQLiteWriteGroup(pool, kind: settings.claimsAtOnce ? .immediate : .deferred)
        } catch let error as DatabaseError {
            throw StorageError.unusable("The database cannot be opened: \(error.message ?? "unknown reason").")
        }
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        do {
            return try await pool.read { [statements] db in try body(SQLiteConnection(db: db, log: statements)) }
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    @discardableResult
    package func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try Task.checkCancellation()
        do {
            return try await withCheckedThrowingContinuation { continuation in
                group.add(
                    SQLiteWriteGroup.Entry(
                        attempt: { [statements, listeners] db in
                            let news = SQLiteConnection.News()
                            let result = try body(SQLiteConnection(db: db, log: statements, news: news))
                            let told = news.told
                            return {
                                for (channel, payload) in told { listeners.tell(.told(payload), on: channel) }
                                continuation.resume(returning: result)
                            }
                        },
                        fail: { continuation.resume(throwing: $0) }))
            }
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    package func listen(_ channel: Channel) -> AsyncStream<Change> {
        let stream = listeners.add(channel)
        listeners.tell(.resync, on: channel)
        return stream
    }

    package var isShared: Bool { false }

    package func follow(_ channel: Channel, _ reaction: @escaping Listeners.Reaction) {
        listeners.follow(channel, reaction)
    }

    package func tables() async throws -> [Storage.Table] {
        try await pool.read { db in try SQLiteCatalogue.tables(db) }
    }

    package func integrityProblems() async throws -> [String] {
        try await pool.read { db in try SQLiteCatalogue.problems(db) }
    }

    package func engineVersion() async throws -> String { "SQLite " + (try await version()) }

    package func engineWarnings() async throws -> [String] { SQLiteVersion.warnings(try await version()) }

    private func version() async throws -> String {
        try await pool.read { db in try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "?" }
    }

    /// - Throws: `StorageError.unusable` when a commit would not wait for the disk.
    static func requireDurable(_ db: GRDB.Database, _ wanted: SQLiteSettings.Durability) throws {
        let level = try Int.fetchOne(db, sql: "PRAGMA synchronous")
        guard level == wanted.rawValue else {
            throw StorageError.unusable("SQLite does not accept synchronous=\(wanted): it says \(level ?? -1).")
        }
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
        // A connection learns the sizes of tables when it opens and never again: without this, a page that was opened
        // on an empty database plans for an empty one until the next start.
        pool.invalidateReadOnlyConnections()
    }

    package func close() async throws {
        listeners.close()
        try pool.close()
        // What cannot be gathered stands in the WAL, and the next start reads it from there.
        try? Self.gather(path)
        lock.release()
    }

    /// Brings all that is kept into the one file, and takes away its WAL. The last connection that GRDB's pool closes can
    /// only read, so the pool leaves that undone (GRDB issue 739), and who copies the file alone would miss what is newest.
    private static func gather(_ path: String) throws {
        let last = try DatabaseQueue(path: path)
        try last.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            _ = try GRDB.Row.fetchAll(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try last.close()
    }
}
