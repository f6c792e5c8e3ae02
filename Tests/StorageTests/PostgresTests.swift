#if Postgres
    import Storage
    import Synchronization
    import TestEngines
    import Testing

    @testable import StoragePostgres

    /// What is PostgreSQL's own: lines that break, transactions that cross, plans that age.
    @Suite(.enabled(if: TestEngine.server != nil, "INZET_TEST_POSTGRES names no server"))
    struct PostgresTests {
        /// A database, and how to open it with other settings.
        struct Place: Sendable {
            let holder: TestDatabase
            let conninfo: String

            init() async throws {
                holder = try await TestDatabase(.postgres)
                guard case .postgres(let conninfo) = holder.address else { throw MissingEngine() }
                self.conninfo = conninfo
                let database = try open()
                try await database.write { db in
                    try db.run("CREATE TABLE t (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)")
                    try db.run("INSERT INTO t VALUES (1, 0), (2, 0)")
                }
                try await database.close()
            }

            func open(_ change: (inout PostgresSettings) -> Void = { _ in }) throws -> PostgresDatabase {
                var settings = PostgresSettings()
                settings.connections = 4
                // The machine may be busy with other tests.
                settings.patience = 60
                settings.commitSeconds = 60
                settings.statementSeconds = 120
                change(&settings)
                return try PostgresDatabase(conninfo: conninfo, settings: settings)
            }

            var name: String {
                get throws { try #require(Conninfo(conninfo).values["dbname"]) }
            }
        }

        @Test(arguments: [true, false])
        func `a line that breaks in the middle costs nothing, and without retries it does`(_ retries: Bool) async throws
        {
            let place = try await Place()
            let database = try place.open { $0.retries = retries }
            let name = try place.name
            let tries = Atomic<Int>(0)
            let outcome: Result<Int, any Error>
            do {
                outcome = .success(
                    try await database.write { db in
                        try db.run("UPDATE t SET n = n + 1 WHERE id = 1")
                        if tries.wrappingAdd(1, ordering: .relaxed).newValue == 1 {
                            _ = try TestDatabase.server().disconnect(name)
                        }
                        return try db.count("SELECT n FROM t WHERE id = 1")
                    })
            } catch {
                outcome = .failure(error)
            }
            if retries {
                #expect(try outcome.get() == 1)
                #expect(tries.load(ordering: .relaxed) == 2)
            } else {
                let error = #expect(throws: StorageError.self) { try outcome.get() }
                guard case .unavailable = error else { throw StorageError.unusable("\(String(describing: error))") }
            }
            // The pool has found its way back by itself.
            let kept = try await Self.later { try await database.read { try $0.count("SELECT n FROM t WHERE id = 1") } }
            #expect(kept == (retries ? 1 : 0))
            try await database.close()
        }

        /// Without retries the first use of a broken line fails; the second has a new one. With little patience a busy
        /// machine may ask for some more.
        private static func later<T: Sendable>(_ body: () async throws -> T) async throws -> T {
            for _ in 0..<20 { if let value = try? await body() { return value } }
            return try await body()
        }

        @Test(arguments: [true, false])
        func `transactions that cross both count, and without retries one fails`(_ retries: Bool) async throws {
            let place = try await Place()
            let database = try place.open { $0.retries = retries }
            let rounds = 60
            // Two are between looking and writing at once, however busy the machine is: those cross.
            let both = Meeting(2)
            let done = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<rounds {
                    group.addTask {
                        do {
                            try await database.write { db in
                                let n = try db.count("SELECT n FROM t WHERE id = 1")
                                both.arrive()
                                try db.run("UPDATE t SET n = \(n + 1) WHERE id = 1")
                            }
                            return true
                        } catch StorageError.unavailable where !retries {
                            return false
                        }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            let n = try await database.read { try $0.count("SELECT n FROM t WHERE id = 1") }
            #expect(n == done)
            #expect((done == rounds) == retries)
            try await database.close()
        }

        @Test func `a commit whose answer never came is told as such, and is not repeated`() async throws {
            let place = try await Place()
            let database = try place.open()
            let name = try place.name
            try await database.write { db in
                // Runs during the commit, and ends the line before the answer.
                try db.run(
                    """
                    CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END'
                    """)
                try db.run(
                    """
                    CREATE CONSTRAINT TRIGGER hang_up AFTER UPDATE ON t DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW WHEN (NEW.n = 99) EXECUTE FUNCTION hang_up()
                    """)
            }
            let tries = Atomic<Int>(0)
            let error = await #expect(throws: StorageError.self) {
                try await database.write { db in
                    tries.wrappingAdd(1, ordering: .relaxed)
                    try db.run("UPDATE t SET n = 99 WHERE id = 2")
                }
            }
            guard case .unknownOutcome = error else { throw StorageError.unusable("\(String(describing: error))") }
            #expect(tries.load(ordering: .relaxed) == 1)
            #expect(name.hasPrefix("inzet_test_"))
            try await database.close()
        }

        @Test func `a server that is gone is told within the patience, and found when it is back`() async throws {
            let place = try await Place()
            let database = try place.open { $0.patience = 0.8 }
            _ = try await Self.later { try await database.read { try $0.count("SELECT COUNT(*) FROM t") } }
            let name = try place.name
            let server = try TestDatabase.server()
            try server.forbid(name, true)
            _ = try server.disconnect(name)
            let start = ContinuousClock.now
            for _ in 0..<2 {
                let error = await #expect(throws: StorageError.self) {
                    try await database.write { try $0.run("UPDATE t SET n = 5 WHERE id = 1") }
                }
                guard case .unavailable = error else { throw StorageError.unusable("\(String(describing: error))") }
            }
            #expect(ContinuousClock.now - start < .seconds(40))
            try server.forbid(name, false)
            _ = try await Self.later { try await database.write { try $0.run("UPDATE t SET n = 6 WHERE id = 1") } }
            try await database.close()
        }

        @Test func `a change of the schema under a prepared statement is not noticed by anyone`() async throws {
            let place = try await Place()
            let old = try place.open()
            let new = try place.open()
            for _ in 0..<8 { _ = try await old.read { try $0.rows("SELECT * FROM t ORDER BY id") } }
            try await new.write { try $0.run("ALTER TABLE t ADD COLUMN later TEXT") }
            let row = try await old.read { try $0.first("SELECT * FROM t ORDER BY id") }
            #expect(row?.columns.names == ["id", "n", "later"])
            try await old.close()
            try await new.close()
        }

        @Test func `prepared statements are bounded`() async throws {
            let place = try await Place()
            let database = try place.open {
                $0.connections = 1
                $0.preparedStatements = 16
            }
            for n in 1...100 {
                let list = (0..<n).map { $0 }
                #expect(
                    try await database.read { try $0.count("SELECT COUNT(*) FROM t WHERE id IN (\(list: list))") }
                        == min(max(n - 1, 0), 2))
            }
            let kept = try await database.read { try $0.count("SELECT COUNT(*) FROM pg_prepared_statements") }
            #expect(kept > 4 && kept <= 17)
            try await database.close()
        }

        @Test func `a unique value that is there stays refused, and nothing else is tried for long`() async throws {
            let place = try await Place()
            let database = try place.open()
            let start = ContinuousClock.now
            let error = await #expect(throws: StorageError.self) {
                try await database.write { try $0.run("INSERT INTO t VALUES (1, 1)") }
            }
            guard case .constraint = error else { throw StorageError.unusable("\(String(describing: error))") }
            #expect(ContinuousClock.now - start < .seconds(30))
            try await database.close()
        }

        @Test func `an error the closure swallows still takes the transaction back`() async throws {
            let place = try await Place()
            let database = try place.open()
            await #expect(throws: StorageError.self) {
                try await database.write { db in
                    try db.run("UPDATE t SET n = 7")
                    _ = try? db.run("INSERT INTO t VALUES (1, 1)")
                }
            }
            #expect(try await database.read { try $0.count("SELECT SUM(n) FROM t") } == 0)
            try await database.close()
        }

        @Test func `a text with a NUL is refused, not cut short`() async throws {
            let place = try await Place()
            let database = try place.open()
            await #expect(throws: StorageError.failed(code: "22021", message: "A text with a NUL cannot be kept.")) {
                try await database.read { try $0.rows("SELECT 1 WHERE 'a' = \(bound: .text("a\0b"))") }
            }
            try await database.close()
        }
    }
#endif
