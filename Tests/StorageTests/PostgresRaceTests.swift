#if Postgres
    import Core
    import Foundation
    import Storage
    import Synchronization
    import TestEngines
    import Testing

    @testable import StoragePostgres

    /// What transactions must not do to each other; of each, also what happens without the guard.
    @Suite(.enabled(if: TestEngine.server != nil, "INZET_TEST_POSTGRES names no server"))
    struct PostgresRaceTests {
        /// Two look at the same time whether a place is free, and both take it when it is.
        private func takeLastPlace(isolates: Bool) async throws -> Int {
            let place = try await PostgresTests.Place()
            let database = try place.open { $0.isolates = isolates }
            try await database.write { try $0.run("DELETE FROM t") }
            let looked = Meeting(2)
            await withTaskGroup(of: Void.self) { group in
                for id in 1...2 {
                    group.addTask {
                        try? await database.write { db in
                            let taken = try db.count("SELECT COUNT(*) FROM t")
                            looked.arrive()
                            if taken == 0 { try db.run("INSERT INTO t (id, n) VALUES (\(id), 1)") }
                        }
                    }
                }
            }
            let taken = try await database.read { try $0.count("SELECT COUNT(*) FROM t") }
            try await database.close()
            return taken
        }

        @Test func `the last place goes to one`() async throws {
            #expect(try await takeLastPlace(isolates: true) == 1)
        }

        @Test func `without serializable transactions it goes to two`() async throws {
            #expect(try await takeLastPlace(isolates: false) == 2)
        }

        @Test(arguments: [true, false])
        func `a reading transaction sees one moment, and without isolation it sees two`(_ isolates: Bool) async throws {
            let place = try await PostgresTests.Place()
            let database = try place.open { $0.isolates = isolates }
            let other = try place.open()
            let seen = try await withThrowingTaskGroup(of: [Int].self) { group in
                let looked = Meeting(2)
                let changed = Meeting(2)
                group.addTask {
                    try await database.read { db in
                        let first = try db.count("SELECT SUM(n) FROM t")
                        looked.arrive()
                        changed.arrive()
                        return [first, try db.count("SELECT SUM(n) FROM t")]
                    }
                }
                group.addTask {
                    // Waiting for another is not for a thread that everybody shares.
                    try await Blocking.run { looked.arrive() }
                    try await other.write { try $0.run("UPDATE t SET n = 5 WHERE id = 1") }
                    changed.arrive()
                    return []
                }
                return try await group.reduce([], +)
            }
            #expect(seen == (isolates ? [0, 0] : [0, 5]))
            try await database.close()
            try await other.close()
        }

        @Test func `numbers are given out once, by several processes too`() async throws {
            let place = try await PostgresTests.Place()
            // Sixty that all cross each other, beside the other tests: none may give up because the machine is busy.
            let pools = try (0..<3).map { _ in try place.open { $0.patience = 60 } }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for round in 0..<60 {
                    group.addTask {
                        try await pools[round % 3].write { db in
                            let next = try db.count("SELECT COALESCE(MAX(id), 0) + 1 FROM t")
                            try db.run("INSERT INTO t (id, n) VALUES (\(next), 0)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let ids = try await pools[0].read {
                try $0.rows("SELECT id FROM t ORDER BY id").map { try $0("id", as: Int.self) }
            }
            #expect(ids == Array(1...62))
            for pool in pools { try await pool.close() }
        }

        @Test func `processes that bring the schema up to date at once do each step once`() async throws {
            let steps = (1...5).map { n in
                Migration("m-\(n)", [SQL(stringLiteral: "CREATE TABLE m\(n) (id BIGINT PRIMARY KEY)")])
            }
            // The first moment is where they cross, so an empty place several times over.
            for _ in 0..<5 {
                let place = try await PostgresTests.Place()
                let pools = try (0..<4).map { _ in try place.open() }
                let ran = try await withThrowingTaskGroup(of: [String].self) { group in
                    for pool in pools { group.addTask { try await pool.migrate(steps, now: Moment(seconds: 0)) } }
                    return try await group.reduce([], +)
                }
                #expect(ran.sorted() == steps.map(\.id))
                for pool in pools { try await pool.close() }
            }
        }
    }
#endif
