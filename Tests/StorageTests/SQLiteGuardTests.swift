import Foundation
import GRDB
import Storage
import Testing

@testable import StorageSQLite

/// What keeps a town on a file from losing anything; of each guard, also what happens without it.
struct SQLiteGuardTests {
    private let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-guard-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appendingPathComponent("x.sqlite").path
    }

    /// Another program with the same file, which knows nothing of the lock file.
    private func intruder(patience: Double = 0) throws -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(patience)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private func opened(_ change: (inout SQLiteSettings) -> Void = { _ in }) async throws -> SQLiteDatabase {
        var settings = SQLiteSettings()
        change(&settings)
        let database = try SQLiteDatabase(path: path, settings: settings)
        try await database.write { try $0.run("CREATE TABLE IF NOT EXISTS t (n BIGINT)") }
        return database
    }

    @Test(arguments: [SQLiteSettings.Durability.full, .normal])
    func `a commit waits for the disk, unless told otherwise`(_ durability: SQLiteSettings.Durability) async throws {
        let database = try await opened { $0.durability = durability }
        #expect(try await database.write { try $0.count("PRAGMA synchronous") } == durability.rawValue)
        try await database.close()
    }

    @Test func `a database that does not wait for the disk is refused`() throws {
        // GRDB's pool as it comes: this is what the guard is for.
        let pool = try DatabasePool(path: path)
        try pool.writeWithoutTransaction { db in
            #expect(throws: StorageError.self) { try SQLiteDatabase.requireDurable(db, .full) }
            try db.execute(sql: "PRAGMA synchronous = FULL")
            #expect(throws: Never.self) { try SQLiteDatabase.requireDurable(db, .full) }
        }
    }

    @Test(arguments: [5.0, 0])
    func `a write waits for another program, and without patience it does not`(_ patience: Double) async throws {
        let database = try await opened { $0.patience = patience }
        let other = try intruder()
        let (held, holds) = AsyncStream.makeStream(of: Void.self)
        let release = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            try? other.inTransaction(.immediate) { _ in
                holds.finish()
                _ = release.wait(timeout: .now() + 120)
                return .commit
            }
        }
        for await _ in held {}
        if patience > 0 {
            DispatchQueue.global().asyncAfter(deadline: .now() + 0.3) { release.signal() }
            try await database.write { try $0.run("INSERT INTO t VALUES (1)") }
        } else {
            let error = await #expect(throws: StorageError.self) {
                try await database.write { try $0.run("INSERT INTO t VALUES (1)") }
            }
            guard case .unavailable = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            release.signal()
        }
        try await database.close()
    }

    @Test(arguments: [true, false])
    func `what a write read stays true, because it claims the file at once`(_ claims: Bool) async throws {
        let database = try await opened { $0.claimsAtOnce = claims }
        let other = try intruder()
        let written: Void? = try? await database.write { db in
            let before = try db.count("SELECT COUNT(*) FROM t")
            _ = try? other.write { try $0.execute(sql: "INSERT INTO t VALUES (7)") }
            try db.run("INSERT INTO t VALUES (\(before))")
        }
        // With the guard the other stays out; without it, it comes in between and our own change is refused.
        #expect((written != nil) == claims)
        let sevens = try await database.read { try $0.count("SELECT COUNT(*) FROM t WHERE n = 7") }
        #expect(sevens == (claims ? 0 : 1))
        try await database.close()
    }

    @Test func `a second process is kept out by the lock file, and only by that`() async throws {
        let database = try await opened()
        let error = #expect(throws: StorageError.self) { try SQLiteDatabase(path: path) }
        guard case .unusable(let words) = error else { throw StorageError.unusable("wrong error") }
        #expect(words.contains("Another inzet process"))
        // Take the guard away, and it comes in.
        try FileManager.default.removeItem(atPath: path + ".lock")
        let second = try SQLiteDatabase(path: path)
        try await second.close()
        try await database.close()
    }

    @Test func `a full disk is no lost connection to nowhere: the visitor may come back later`() async throws {
        let database = try await opened()
        try await database.write { db in
            let pages = try db.count("PRAGMA page_count")
            _ = try db.rows(SQL(stringLiteral: "PRAGMA max_page_count = \(pages)"))
        }
        let error = await #expect(throws: StorageError.self) {
            try await database.write { db in
                for n in 0..<10_000 { try db.run("INSERT INTO t VALUES (\(n))") }
            }
        }
        guard case .unavailable = error else { throw StorageError.unusable("wrong error") }
        #expect(try await database.read { try $0.count("SELECT COUNT(*) FROM t") } == 0)
        try await database.write { db in
            _ = try db.rows("PRAGMA max_page_count = 1073741823")
            try db.run("INSERT INTO t VALUES (1)")
        }
        try await database.close()
    }

    @Test func `versions with the defect are warned of, others are not`() {
        #expect(SQLiteVersion.warnings("3.40.1").count == 1)
        #expect(SQLiteVersion.warnings("3.51.3").isEmpty)
        #expect(SQLiteVersion.warnings("?").count == 1)
    }
}
