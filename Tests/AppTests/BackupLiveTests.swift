import App
import Core
import Foundation
import Services
import Storage
import StorageSQLite
import Synchronization
import Testing

/// A backup of a database that is being written to.
@Suite(.oneEngine) struct BackupLiveTests {
    /// Each transaction writes this many rows and moves money between two tables: a copy that is not of one moment shows.
    private static let batch = 10

    private static let schema = Migration(
        "live-001",
        [
            "CREATE TABLE entry (id BIGINT PRIMARY KEY, batch BIGINT NOT NULL, text TEXT NOT NULL)",
            "CREATE TABLE total (id BIGINT PRIMARY KEY, entries BIGINT NOT NULL)",
            "INSERT INTO total (id, entries) VALUES (1, 0)",
        ])

    private static func write(_ number: Int, to database: any Database) async throws {
        try await database.write { db in
            let text = String(repeating: "x", count: 2000)
            for index in 0..<batch {
                try db.run("INSERT INTO entry (id, batch, text) VALUES (\(number * batch + index), \(number), \(text))")
            }
            try db.run("UPDATE total SET entries = entries + \(batch)")
        }
    }

    @Test func `a copy shows one moment and stalls nobody`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-live-\(UUID().uuidString)")
            .path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/live.sqlite"
        let database = try SQLiteDatabase(path: path)
        _ = try await database.migrate([Self.schema], now: Moment(seconds: 0))
        for number in 0..<300 { try await Self.write(number, to: database) }

        let stop = Mutex(false)
        let slowest = Mutex(Duration.zero)
        let written = Mutex(300)
        async let writing: Void = {
            while !stop.withLock({ $0 }) {
                let start = ContinuousClock.now
                try await Self.write(written.withLock { $0 }, to: database)
                written.withLock { $0 += 1 }
                slowest.withLock { $0 = max($0, ContinuousClock.now - start) }
            }
        }()
        let identity = BackupIdentity.make()
        let backups = Backups(Configuration(database: .sqlite(path: path)))
        // What a copy of the bare file does: it misses what was acknowledged, or cannot be read at all.
        var missed = 0
        for number in 0..<5 {
            let acknowledged = written.withLock { $0 } * Self.batch
            let bare = folder + "/bare\(number).sqlite"
            try Data(contentsOf: URL(fileURLWithPath: path)).write(to: URL(fileURLWithPath: bare))
            let found = try? SQLiteFile(reading: bare).read { try $0.count("SELECT COUNT(*) FROM entry") }
            if found ?? 0 < acknowledged { missed += 1 }
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(missed > 0)
        var counts: [Int] = []
        for number in 0..<8 {
            let made = try await backups.make(to: folder + "/b\(number)", lock: .recipients([identity.recipient]))
            var reader = try BackupReader(DiskSource(made.path))
            let copy = try DiskTarget(folder + "/c\(number).sqlite")
            try reader.content(with: .identity(identity)) { try copy.write($0) }
            try copy.finish()
            let (entries, total, batches, torn) = try SQLiteFile(reading: folder + "/c\(number).sqlite").read { db in
                (
                    try db.count("SELECT COUNT(*) FROM entry"), try db.count("SELECT entries FROM total"),
                    try db.count("SELECT COUNT(DISTINCT batch) FROM entry"),
                    try db.count("SELECT COUNT(*) FROM (SELECT batch FROM entry GROUP BY batch HAVING COUNT(*) <> 10)")
                )
            }
            #expect(entries == total && torn == 0 && batches * Self.batch == entries)
            #expect(made.header.tables.first { $0.name == "entry" }?.rows == entries)
            counts.append(entries)
        }
        stop.withLock { $0 = true }
        try await writing
        #expect(counts == counts.sorted() && Set(counts).count > 1, "The site went on: \(counts)")
        // A copy that held the writer would hold it for all of its time; a busy machine holds it for some.
        #expect(slowest.withLock { $0 } < .seconds(10), "\(slowest.withLock { $0 })")
        print("Slowest write during backups: \(slowest.withLock { $0 }); \(written.withLock { $0 } - 300) writes")
        #expect(try await database.integrityProblems().isEmpty)
        try await database.close()
    }

    @Test func `the copying connection cannot write or checkpoint`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-live-\(UUID().uuidString)")
            .path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/live.sqlite"
        let database = try SQLiteDatabase(path: path)
        _ = try await database.migrate([Self.schema], now: Moment(seconds: 0))
        try await Self.write(0, to: database)
        // As after a crash: the last changes stand in the WAL alone, and the copier is the only one there.
        for ending in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: path + ending, toPath: folder + "/crashed.sqlite" + ending)
        }
        let file = FileManager.default.contents(atPath: folder + "/crashed.sqlite")
        let wal = FileManager.default.contents(atPath: folder + "/crashed.sqlite-wal")
        #expect(wal?.isEmpty == false)
        try SQLiteCopy.make(of: folder + "/crashed.sqlite", to: folder + "/copy.sqlite")
        #expect(try SQLiteCopy.tables(in: folder + "/copy.sqlite").first { $0.name == "entry" }?.rows == 10)
        #expect(FileManager.default.contents(atPath: folder + "/crashed.sqlite") == file)
        #expect(FileManager.default.contents(atPath: folder + "/crashed.sqlite-wal") == wal)
        #expect(!Disk.isOpenToOthers(folder + "/copy.sqlite"))
        #expect(throws: StorageError.self) {
            try SQLiteCopy.make(of: folder + "/crashed.sqlite", to: folder + "/copy.sqlite")
        }
        #expect(throws: StorageError.self) { try SQLiteCopy.make(of: folder + "/nergens", to: folder + "/d.sqlite") }
        try await database.close()
    }
}
