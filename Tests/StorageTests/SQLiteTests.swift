import Core
import Foundation
import Storage
import StorageSQLite
import Testing

@Suite struct SQLiteTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "inzet-storage-\(UUID().uuidString)")
    private var path: String { folder.appendingPathComponent("x.sqlite").path }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private let first = Migration(
        "t-001", ["CREATE TABLE thing (id TEXT PRIMARY KEY, n BIGINT NOT NULL, yes BOOLEAN NOT NULL, b \(type: .blob))"]
    )

    @Test func `commits wait for the disk`() async throws {
        let database = try SQLiteDatabase(path: path)
        let level = try await database.write { try $0.count("PRAGMA synchronous") }
        #expect(level == 2)
        try await database.close()
    }

    @Test(arguments: [
        ("3.6.23", false), ("3.7.0", true), ("3.40.1", true), ("3.44.5", true), ("3.44.6", false), ("3.45.0", true),
        ("3.50.6", true), ("3.50.7", false), ("3.51.2", true), ("3.51.3", false), ("3.52.0", false), ("4.0.0", false),
    ])
    func `versions with the WAL defect are known`(_ text: String, _ hasDefect: Bool) throws {
        #expect(try #require(SQLiteVersion(text)).hasWALResetDefect == hasDefect)
    }

    @Test func `the engine warns of its own version`() async throws {
        let database = try SQLiteDatabase(path: path)
        let version = try await database.engineVersion().dropFirst("SQLite ".count)
        let isOld = try #require(SQLiteVersion(String(version))).hasWALResetDefect
        #expect(try await database.engineWarnings().isEmpty != isOld)
        #expect(SQLiteVersion("3.40") == nil && SQLiteVersion("3.x.1") == nil)
        try await database.close()
    }

    @Test func `a second process is kept out`() async throws {
        let database = try SQLiteDatabase(path: path)
        #expect(throws: StorageError.self) { try SQLiteDatabase(path: path) }
        try await database.close()
        let again = try SQLiteDatabase(path: path)
        try await again.close()
    }

    @Test func `values come back as they went in`() async throws {
        let database = try SQLiteDatabase(path: path)
        _ = try await database.migrate([first], now: Moment(seconds: 0))
        let bytes: [UInt8] = [0, 255, 3]
        try await database.write { db in
            try db.run("INSERT INTO thing (id, n, yes, b) VALUES ('a', \(42), \(true), \(bytes))")
        }
        let row = try await database.read { try $0.first("SELECT * FROM thing WHERE yes = \(true)") }
        let found = try #require(row)
        #expect(try found("n", as: Int.self) == 42)
        #expect(try found("yes", as: Bool.self))
        #expect(try found("b", as: [UInt8].self) == bytes)
        #expect(throws: StorageError.missingColumn("zz")) { try found("zz", as: Int.self) }
        try await database.close()
    }

    @Test func `a closure that throws changes nothing`() async throws {
        let database = try SQLiteDatabase(path: path)
        _ = try await database.migrate([first], now: Moment(seconds: 0))
        struct Stop: Error {}
        await #expect(throws: Stop.self) {
            try await database.write { db in
                try db.run("INSERT INTO thing (id, n, yes) VALUES ('a', 1, \(true))")
                throw Stop()
            }
        }
        #expect(try await database.read { try $0.count("SELECT COUNT(*) FROM thing") } == 0)
        await #expect(throws: StorageError.self) {
            try await database.write { db in
                for _ in 0..<2 { try db.run("INSERT INTO thing (id, n, yes) VALUES ('a', 1, \(true))") }
            }
        }
        try await database.close()
    }

    @Test func `a migration runs once, and a changed one is refused`() async throws {
        let database = try SQLiteDatabase(path: path)
        let now = Moment(seconds: 0)
        #expect(try await database.migrate([first], now: now) == ["t-001"])
        #expect(try await database.migrate([first], now: now).isEmpty)
        let changed = Migration("t-001", ["CREATE TABLE thing (id TEXT PRIMARY KEY)"])
        await #expect(throws: MigrationError.changed("t-001")) { try await database.migrate([changed], now: now) }
        await #expect(throws: MigrationError.unknown("t-001")) { try await database.migrate([], now: now) }
        let second = Migration("t-002", ["CREATE TABLE other (id TEXT)"])
        await #expect(throws: MigrationError.pending(["t-002"])) { try await database.requireSchema([first, second]) }
        try await database.close()
    }

    @Test func `a broken migration leaves nothing behind`() async throws {
        let database = try SQLiteDatabase(path: path)
        let broken = Migration("t-003", ["CREATE TABLE half (id TEXT)", "CREATE TABEL whole (id TEXT)"])
        await #expect(throws: StorageError.self) { try await database.migrate([broken], now: Moment(seconds: 0)) }
        let tables = try await database.read { try $0.count("SELECT COUNT(*) FROM sqlite_master WHERE name = 'half'") }
        #expect(tables == 0)
        try await database.close()
    }

    @Test func `a row that points at nothing is found`() async throws {
        let database = try SQLiteDatabase(path: path)
        let tables = Migration(
            "t-004",
            [
                "CREATE TABLE parent (id TEXT PRIMARY KEY)",
                "CREATE TABLE child (id TEXT PRIMARY KEY, parent TEXT REFERENCES parent (id))",
            ])
        _ = try await database.migrate([tables], now: Moment(seconds: 0))
        #expect(try await database.integrityProblems().isEmpty)
        await #expect(throws: StorageError.self) {
            try await database.write { try $0.run("INSERT INTO child (id, parent) VALUES ('a', 'zz')") }
        }
        try await database.close()
    }

    @Test func `a file that is no database is refused in words`() throws {
        let file = folder.appendingPathComponent("notes.gpkg")
        try Data("geen database".utf8).write(to: file)
        #expect(throws: StorageError.self) { try SQLiteFile(reading: file.path) }
        #expect(throws: StorageError.self) { try SQLiteFile(reading: folder.appendingPathComponent("missing").path) }
    }
}
