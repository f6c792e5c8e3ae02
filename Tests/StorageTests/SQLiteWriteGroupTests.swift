import Foundation
import GRDB
import Storage
import StorageSQLite
import Synchronization
import Testing

/// Writes that wait together are kept together, and each still stands or falls by itself.
struct SQLiteWriteGroupTests {
    private final class Flag: Sendable {
        private let raised = Atomic(false)
        var isRaised: Bool { raised.load(ordering: .acquiring) }
        func raise() { raised.store(true, ordering: .releasing) }
    }

    private struct Refused: Error, Equatable { let number: Int }

    private let folder: URL
    private let database: SQLiteDatabase

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-group-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        database = try SQLiteDatabase(path: folder.appendingPathComponent("group.sqlite").path)
        try await database.write { db in
            try db.run("CREATE TABLE parent (id BIGINT PRIMARY KEY)")
            try db.run(
                """
                CREATE TABLE child (id BIGINT PRIMARY KEY,
                    parent BIGINT REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED)
                """)
        }
    }

    private func finish() async throws {
        try await database.close()
        try FileManager.default.removeItem(at: folder)
    }

    /// Runs `work` for each number while another write holds the line, so that they wait together.
    private func together(
        _ numbers: Range<Int>, _ work: @escaping @Sendable (Int, any SQLConnection) throws -> Void
    ) async throws -> [Int: any Error] {
        let database = database
        let held = Flag()
        return try await withThrowingTaskGroup(of: (Int, (any Error)?).self) { group in
            group.addTask {
                try await database.write { _ in
                    held.raise()
                    Thread.sleep(forTimeInterval: 0.3)
                }
                return (-1, nil)
            }
            while !held.isRaised { try await Task.sleep(for: .milliseconds(1)) }
            for number in numbers {
                group.addTask {
                    do {
                        try await database.write { db in try work(number, db) }
                        return (number, nil)
                    } catch {
                        return (number, error)
                    }
                }
            }
            var failed: [Int: any Error] = [:]
            for try await (number, error) in group { failed[number] = error }
            return failed
        }
    }

    private func ids(_ table: StaticString) async throws -> [Int] {
        try await database.read { db in
            try db.rows("SELECT id FROM \(raw: table) ORDER BY id").map { try $0("id", as: Int.self) }
        }
    }

    /// How many transactions the log beside the file holds: a frame that ends one says how large the file is then
    /// (sqlite.org/fileformat2.html, section 4.1).
    private func commits() throws -> Int {
        let log = [UInt8](try Data(contentsOf: folder.appendingPathComponent("group.sqlite-wal")))
        func number(_ place: Int) -> Int { log[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        let frame = 24 + number(8)
        return stride(from: 32, through: log.count - frame, by: frame).filter { number($0 + 4) != 0 }.count
    }

    @Test func `what waits together is kept with few commits, and all of it`() async throws {
        let before = try commits()
        let failed = try await together(0..<40) { number, db in
            try db.run("INSERT INTO parent (id) VALUES (\(number))")
        }
        #expect(failed.isEmpty)
        #expect(try await ids("parent") == Array(0..<40))
        #expect(try commits() - before < 20)
        try await finish()
    }

    @Test func `a write that fails takes only itself back, and hears its own error`() async throws {
        let failed = try await together(0..<30) { number, db in
            try db.run("INSERT INTO parent (id) VALUES (\(number))")
            if number % 3 == 0 { throw Refused(number: number) }
            if number % 3 == 1 { try db.run("INSERT INTO parent (id) VALUES (\(number))") }
        }
        #expect(try await ids("parent") == (0..<30).filter { $0 % 3 == 2 })
        for number in 0..<30 where number % 3 == 0 { #expect(failed[number] as? Refused == Refused(number: number)) }
        for number in 0..<30 where number % 3 == 1 {
            guard case .constraint? = failed[number] as? StorageError else {
                Issue.record("\(number) did not hear of its constraint: \(String(describing: failed[number]))")
                continue
            }
        }
        #expect(failed.count == 20)
        try await finish()
    }

    @Test func `a constraint that is looked at in the end fails only its own write`() async throws {
        let failed = try await together(0..<10) { number, db in
            if number != 4 { try db.run("INSERT INTO parent (id) VALUES (\(number))") }
            try db.run("INSERT INTO child (id, parent) VALUES (\(number), \(number))")
        }
        #expect(Array(failed.keys) == [4])
        #expect(try await ids("child") == (0..<10).filter { $0 != 4 })
        try await finish()
    }

    @Test func `one tells the others only what was kept`() async throws {
        let stream = database.listen("group")
        let failed = try await together(0..<10) { number, db in
            try db.run("INSERT INTO parent (id) VALUES (\(number))")
            try db.notify("group", String(number))
            if number == 7 { throw Refused(number: number) }
        }
        #expect(Array(failed.keys) == [7])
        var told: Set<String> = []
        for await change in stream {
            if case .told(let payload) = change { told.insert(payload) }
            if told.count == 9 { break }
        }
        #expect(!told.contains("7"))
        try await finish()
    }

    private static func insert(_ number: Int, on database: SQLiteDatabase) async throws {
        try await database.write { (db: any SQLConnection) -> Void in
            let statement: Storage.SQL = "INSERT INTO parent (id) VALUES (\(number))"
            try db.run(statement)
        }
    }

    /// Writes that begin shortly after each other, so that the later ones wait together for the first.
    private func queue(_ count: Int, on database: SQLiteDatabase) async throws -> [Task<Void, any Error>] {
        var tasks: [Task<Void, any Error>] = []
        for number in 0..<count {
            tasks += [Task { try await Self.insert(number, on: database) }]
            try await Task.sleep(for: .milliseconds(40))
        }
        return tasks
    }

    @Test func `who waits for a file that another holds hears so, and may come back`() async throws {
        try await database.close()
        let path = folder.appendingPathComponent("group.sqlite").path
        var settings = SQLiteSettings()
        settings.patience = 0.3
        let patient = try SQLiteDatabase(path: path, settings: settings)
        var free = Configuration()
        free.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: path, configuration: free)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        for task in try await queue(4, on: patient) {
            await #expect(throws: StorageError.self) { try await task.value }
        }
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        for task in try await queue(2, on: patient) { try await task.value }
        #expect(try await patient.read { try $0.count("SELECT COUNT(*) FROM parent") } == 2)
        try other.close()
        try await patient.close()
        try FileManager.default.removeItem(at: folder)
    }

    @Test func `who waits when the database closes hears so`() async throws {
        let database = database
        let (held, released) = (Flag(), Flag())
        let holder = Task {
            try await database.write { _ in
                held.raise()
                while !released.isRaised { Thread.sleep(forTimeInterval: 0.005) }
            }
        }
        while !held.isRaised { try await Task.sleep(for: .milliseconds(1)) }
        let waiting = try await queue(3, on: database)
        // Who listens hears the end as soon as the closing begins; the closing then waits for the one who holds the line.
        let news = database.listen("closing")
        let closing = Task { try await finish() }
        for await _ in news {}
        try await Task.sleep(for: .milliseconds(100))
        released.raise()
        try await closing.value
        try await holder.value
        for task in waiting { await #expect(throws: (any Error).self) { try await task.value } }
    }
}
