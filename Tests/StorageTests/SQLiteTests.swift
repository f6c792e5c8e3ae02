import Core
import Foundation
import Storage
import StorageSQLite
import Testing

struct SQLiteTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "inzet-storage-\(UUID().uuidString)")
    private var path: String { folder.appendingPathComponent("x.sqlite").path }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

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
