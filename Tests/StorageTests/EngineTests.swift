import Core
import Storage
import TestEngines
import Testing

/// What holds on every engine alike.
struct EngineTests {
    private static let first = Migration(
        "t-001",
        [
            """
            CREATE TABLE thing (id TEXT PRIMARY KEY, n BIGINT NOT NULL, yes BOOLEAN NOT NULL, b \(type: .blob),
                r DOUBLE PRECISION, at \(type: .timestamp))
            """
        ])

    private func opened(_ engine: TestEngine) async throws -> (TestDatabase, any Database) {
        let place = try await TestDatabase(engine)
        let database = try place.open()
        _ = try await database.migrate([Self.first], now: Moment(seconds: 0))
        return (place, database)
    }

    @Test(arguments: TestEngine.available)
    func `values come back as they went in`(_ engine: TestEngine) async throws {
        let (place, database) = try await opened(engine)
        defer { withExtendedLifetime(place) {} }
        let bytes = (0...255).map { UInt8($0) }
        let hostile = "O'Brien \\ \"x\" <é> 👩‍👧 $1 \u{FFFD}\n\t"
        let now = Moment(seconds: 1_700_000_000)
        let nothing: String? = nil
        try await database.write { db in
            try db.run(
                "INSERT INTO thing (id, n, yes, b, r, at) VALUES (\(hostile), \(Int64.max), \(true), \(bytes), \(0.1), \(now))"
            )
            try db.run(
                "INSERT INTO thing (id, n, yes, b, r, at) VALUES ('', \(Int64.min), \(false), \([UInt8]()), \(-1.5e300), \(nothing))"
            )
        }
        let rows = try await database.read { try $0.rows("SELECT * FROM thing ORDER BY n DESC") }
        let found = try #require(rows.first)
        #expect(try found("id", as: String.self) == hostile)
        #expect(try found("n", as: Int64.self) == Int64.max)
        #expect(try found("yes", as: Bool.self))
        #expect(try found("b", as: [UInt8].self) == bytes)
        #expect(try found("r", as: Double.self) == 0.1)
        #expect(try found("at", as: Moment.self) == now)
        #expect(throws: StorageError.missingColumn("zz")) { try found("zz", as: Int.self) }
        let other = try #require(rows.last)
        #expect(try other("b", as: [UInt8]?.self) == [])
        #expect(try other("r", as: Double.self) == -1.5e300)
        #expect(try other("at", as: Moment?.self) == nil)
        #expect(try !other("yes", as: Bool.self))
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `who was cancelled begins no transaction`(_ engine: TestEngine) async throws {
        let (place, database) = try await opened(engine)
        defer { withExtendedLifetime(place) {} }
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            await #expect(throws: CancellationError.self) { try await database.read { try $0.count("SELECT 1") } }
            await #expect(throws: CancellationError.self) {
                try await database.write { try $0.run("INSERT INTO thing (id, n, yes) VALUES ('a', 1, \(true))") }
            }
        }
        task.cancel()
        await task.value
        #expect(try await database.read { try $0.count("SELECT COUNT(*) FROM thing") } == 0)
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `counts, sums and conditions answer alike`(_ engine: TestEngine) async throws {
        let (place, database) = try await opened(engine)
        defer { withExtendedLifetime(place) {} }
        try await database.write { db in
            for n in 1...4 {
                try db.run("INSERT INTO thing (id, n, yes) VALUES (\("t\(n)"), \(n), \(n.isMultiple(of: 2)))")
            }
            let row = try #require(
                try db.first(
                    """
                    SELECT COUNT(*) AS a, SUM(n) AS b, SUM(CASE WHEN yes = \(true) THEN 1 ELSE 0 END) AS c, MAX(id) AS d,
                        SUM(n) / 3 AS e, COALESCE(MAX(r), 0) AS f FROM thing WHERE n IN (\(list: [1, 2, 3, 4]))
                    """))
            #expect(try row("a", as: Int.self) == 4)
            #expect(try row("b", as: Int.self) == 10)
            #expect(try row("c", as: Int.self) == 2)
            #expect(try row("d", as: String.self) == "t4")
            #expect(try row("f", as: Double.self) == 0)
            #expect(try db.run("UPDATE thing SET n = n + \(1) WHERE yes = \(false)") == 2)
            #expect(try db.run("UPDATE thing SET n = 0 WHERE id = 'zz'") == 0)
            #expect(try db.count("SELECT COUNT(*) FROM thing WHERE (n, id) > (\(2), \("t1"))") == 3)
            let given = try db.rows(
                """
                INSERT INTO thing (id, n, yes) VALUES ('t1', 9, \(true))
                ON CONFLICT (id) DO UPDATE SET n = excluded.n RETURNING n, yes
                """)
            #expect(try given.first?("n", as: Int.self) == 9)
        }
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `text is in the order of its code points`(_ engine: TestEngine) async throws {
        let (place, database) = try await opened(engine)
        defer { withExtendedLifetime(place) {} }
        let words = ["a", "B", "é", "z", "_", "a b", "ab", "Z", "", "1", "10", "2", "ß", "🙂", "\u{FFFD}"]
        try await database.write { db in
            for word in words { try db.run("INSERT INTO thing (id, n, yes) VALUES (\(word), 1, \(true))") }
        }
        let sorted = try await database.read { db in
            try db.rows("SELECT id FROM thing ORDER BY id").map { try $0("id", as: String.self) }
        }
        #expect(sorted == words.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) })
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `a NUL in a text costs nothing but itself`(_ engine: TestEngine) async throws {
        let (place, database) = try await opened(engine)
        defer { withExtendedLifetime(place) {} }
        try await database.write { try $0.run("INSERT INTO thing (id, n, yes) VALUES (\("a\0b"), 1, \(true))") }
        #expect(try await database.read { try $0.value("SELECT id FROM thing", as: String.self) } == "a\u{FFFD}b")
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `a closure that throws changes nothing`(_ engine: TestEngine) async throws {
        let (place, database) = try await opened(engine)
        defer { withExtendedLifetime(place) {} }
        struct Stop: Error {}
        await #expect(throws: Stop.self) {
            try await database.write { db in
                try db.run("INSERT INTO thing (id, n, yes) VALUES ('a', 1, \(true))")
                throw Stop()
            }
        }
        #expect(try await database.read { try $0.count("SELECT COUNT(*) FROM thing") } == 0)
        let error = await #expect(throws: StorageError.self) {
            try await database.write { db in
                for _ in 0..<2 { try db.run("INSERT INTO thing (id, n, yes) VALUES ('a', 1, \(true))") }
            }
        }
        guard case .constraint = error else { throw Stop() }
        #expect(try await database.read { try $0.count("SELECT COUNT(*) FROM thing") } == 0)
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `a reading transaction cannot write`(_ engine: TestEngine) async throws {
        let (place, database) = try await opened(engine)
        defer { withExtendedLifetime(place) {} }
        await #expect(throws: StorageError.self) {
            try await database.read { try $0.run("INSERT INTO thing (id, n, yes) VALUES ('a', 1, \(true))") }
        }
        #expect(try await database.read { try $0.count("SELECT COUNT(*) FROM thing") } == 0)
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `a migration runs once, and a changed one is refused`(_ engine: TestEngine) async throws {
        let (place, database) = try await opened(engine)
        defer { withExtendedLifetime(place) {} }
        let now = Moment(seconds: 0)
        #expect(try await database.migrate([Self.first], now: now).isEmpty)
        let changed = Migration("t-001", ["CREATE TABLE thing (id TEXT PRIMARY KEY)"])
        await #expect(throws: MigrationError.changed("t-001")) { try await database.migrate([changed], now: now) }
        await #expect(throws: MigrationError.unknown("t-001")) { try await database.migrate([], now: now) }
        let second = Migration("t-002", ["CREATE TABLE other (id TEXT)"])
        await #expect(throws: MigrationError.pending(["t-002"])) {
            try await database.requireSchema([Self.first, second])
        }
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `a broken migration leaves nothing behind`(_ engine: TestEngine) async throws {
        let place = try await TestDatabase(engine)
        let database = try place.open()
        let broken = Migration("t-003", ["CREATE TABLE half (id TEXT)", "CREATE TABEL whole (id TEXT)"])
        await #expect(throws: StorageError.self) { try await database.migrate([broken], now: Moment(seconds: 0)) }
        #expect(try await database.tables().map(\.name) == ["migration"])
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `the engine knows its tables, their keys and what they point at`(_ engine: TestEngine) async throws {
        let (place, database) = try await opened(engine)
        defer { withExtendedLifetime(place) {} }
        try await database.write { db in
            try db.run("CREATE TABLE apple (a TEXT, b BIGINT, thing TEXT REFERENCES thing (id), PRIMARY KEY (b, a))")
        }
        let tables = try await database.tables()
        #expect(tables.map(\.name) == ["migration", "thing", "apple"])
        #expect(tables.last?.key == ["b", "a"])
        #expect(tables.last?.references == ["thing"])
        #expect(tables[1].columns.map(\.kind) == [.text, .blob, .text, .integer, .real, .boolean])
        #expect(try await database.integrityProblems().isEmpty)
        try await database.maintain()
        #expect(try await database.engineVersion().contains(engine == .sqlite ? "SQLite 3" : "PostgreSQL 1"))
        try await database.close()
    }

    @Test(arguments: TestEngine.available)
    func `what a committed transaction tells is heard, once, and nothing else`(_ engine: TestEngine) async throws {
        let (place, database) = try await opened(engine)
        defer { withExtendedLifetime(place) {} }
        struct Stop: Error {}
        var heard = database.listen("thing").makeAsyncIterator()
        #expect(await heard.next() == .resync)
        try? await database.write { db in
            try db.notify("thing", "never")
            throw Stop()
        }
        try await database.write { db in
            try db.notify("other", "elsewhere")
            try db.notify("thing", "één")
            try db.notify("thing", "twee")
        }
        #expect(await heard.next() == .told("één"))
        #expect(await heard.next() == .told("twee"))
        await #expect(throws: StorageError.self) { try await database.read { try $0.notify("thing", "x") } }
        try await database.close()
        #expect(await heard.next() == nil)
    }
}
