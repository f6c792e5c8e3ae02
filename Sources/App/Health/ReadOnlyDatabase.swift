import Services
import Storage
import StorageSQLite

/// A file of SQLite as the rest of the program sees a database, for looking only: also while a site writes to it.
final class ReadOnlyDatabase: Database {
    private let file: SQLiteFile
    let statements = StatementLog()

    /// - Throws: `StorageError.unusable`.
    init(_ path: String) throws { file = try SQLiteFile(reading: path) }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await OffPool.run { [file] in try file.read(body) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        throw StorageError.unusable("This database was opened for reading.")
    }

    func listen(_ channel: Channel) -> AsyncStream<Change> { AsyncStream { $0.finish() } }
    var isShared: Bool { true }
    func follow(_ channel: Channel, _ reaction: @escaping Listeners.Reaction) {}
    func tables() async throws -> [Table] { [] }
    func integrityProblems() async throws -> [String] {
        try await read { db in
            try db.rows("PRAGMA quick_check").compactMap { row -> String? in
                guard case .text(let words) = row.values.first, words != "ok" else { return nil }
                return words
            }
        }
    }

    func engineVersion() async throws -> String {
        try await read { db in "SQLite " + (try db.value("SELECT sqlite_version()", as: String.self) ?? "?") }
    }

    func engineWarnings() async throws -> [String] {
        SQLiteVersion.warnings(String(try await engineVersion().dropFirst(7)))
    }

    func maintain() async throws {}
    func close() async throws {}
}
