import Core
import Storage
import Synchronization
import Testing

@testable import App

/// Whether a process gets visitors: for each reason that it should not, the reason and the way back.
struct ReadinessTests {
    /// A database that fails as a test says.
    private final class Ailing: Database {
        enum Ail: Sendable { case none, away, silent, constraint, broken(String) }
        let inner: any Database
        let ail = Mutex(Ail.none)

        init(_ inner: any Database) { self.inner = inner }

        private func suffer() async throws {
            switch ail.withLock({ $0 }) {
            case .none: break
            case .away: throw StorageError.unavailable("weg")
            case .constraint: throw StorageError.constraint("dubbel")
            case .broken(let code): throw StorageError.failed(code: code, message: "stuk")
            case .silent: try await Task.sleep(for: .seconds(3600))
            }
        }

        func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
            try await suffer()
            return try await inner.read(body)
        }

        func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
            try await suffer()
            return try await inner.write(body)
        }

        var isShared: Bool { false }
        var statements: StatementLog { inner.statements }
        func listen(_ channel: Channel) -> AsyncStream<Change> { inner.listen(channel) }
        func follow(_ channel: Channel, _ reaction: @escaping Listeners.Reaction) {}
        func tables() async throws -> [Table] { [] }
        func integrityProblems() async throws -> [String] { [] }
        func engineVersion() async throws -> String { "" }
        func engineWarnings() async throws -> [String] { [] }
        func maintain() async throws {}
        func close() async throws {}
    }

    /// Readiness over the database of a test site, with everything that can ail at hand.
    private struct Ward {
        let site: TestSite
        let ailing: Ailing
        let database: WatchedDatabase
        let work = WorkFigures(kinds: [])
        let figures = DatabaseFigures()
        let room = Room()
        let migrations: [Migration]

        final class Room: Sendable { let free = Mutex<UInt64?>(1 << 40) }

        init() async throws {
            site = try await TestSite()
            ailing = Ailing(site.database)
            database = WatchedDatabase(ailing, figures: figures)
            migrations = Town.schema(site.town.modules)
        }

        /// - Parameter patience: long, because the machine may be busy with other tests.
        func readiness(
            _ more: [Migration] = [], freshness: Duration = .zero, patience: Duration = .seconds(60)
        ) -> Readiness {
            Readiness(
                database: database, migrations: migrations + more, figures: figures, work: work,
                room: { [room] in room.free.withLock { $0 } }, freshness: freshness, patience: patience)
        }
    }

    @Test func `a site that is well is ready, and says no from the moment it stops`() async throws {
        let site = try await TestSite()
        #expect(await site.get("/readyz").status == 200)
        site.town.health.readiness.stop()
        let reply = await site.get("/readyz")
        #expect(reply.status == 503)
        #expect(reply.header("content-type") == "application/problem+json")
        #expect(reply.header("retry-after") != nil)
        #expect(reply.body.contains("\"stopping\""))
        #expect(await site.get("/healthz").status == 200)
    }

    @Test func `alive asks nothing of the database`() async throws {
        let site = try await TestSite()
        site.database.statements.start()
        #expect(await site.get("/healthz").status == 200)
        #expect(site.database.statements.stop().isEmpty)
        site.database.statements.start()
        #expect(await site.get("/readyz").status == 200)
        #expect(!site.database.statements.stop().isEmpty)
    }

    @Test func `a database that is away or silent is told within its time`() async throws {
        let ward = try await Ward()
        ward.ailing.ail.withLock { $0 = .away }
        #expect(await ward.readiness().reasons() == [.database])
        ward.ailing.ail.withLock { $0 = .silent }
        // It comes back though the read does not.
        #expect(await ward.readiness(patience: .milliseconds(200)).reasons() == [.database])
        ward.ailing.ail.withLock { $0 = .none }
        #expect(await ward.readiness().reasons().isEmpty)
    }

    @Test func `a write that the disk refuses holds until one succeeds`() async throws {
        let ward = try await Ward()
        func write(_ sql: SQL = "UPDATE centre SET phone = '1'") async {
            _ = try? await ward.database.write { db in try db.run(sql) }
        }
        for ail in [Ailing.Ail.away, .broken("10"), .broken("778"), .broken("8"), .broken("11")] {
            ward.ailing.ail.withLock { $0 = ail }
            await write()
            ward.ailing.ail.withLock { $0 = .none }
            #expect(await ward.readiness().reasons() == [.writing], "\(ail)")
            // A commit without a change waits for no disk and no standby: it proves nothing.
            for idle: SQL in [
                "SELECT 1", "UPDATE centre SET phone = '2' WHERE id = ''", "DELETE FROM centre WHERE 1 = 0",
            ] {
                await write(idle)
                #expect(await ward.readiness().reasons() == [.writing], "\(ail)")
            }
            await write()
            #expect(await ward.readiness().reasons().isEmpty, "\(ail)")
        }
    }

    @Test func `a change that gives its rows back counts, one that was taken back does not`() async throws {
        let ward = try await Ward()
        func fail() async {
            ward.ailing.ail.withLock { $0 = .away }
            _ = try? await ward.database.write { db in try db.run("UPDATE centre SET phone = '1'") }
            ward.ailing.ail.withLock { $0 = .none }
            #expect(!ward.figures.canWrite)
        }
        await fail()
        struct Stop: Error {}
        _ = try? await ward.database.write { db in
            try db.run("UPDATE centre SET phone = '3'")
            throw Stop()
        }
        #expect(!ward.figures.canWrite)
        _ = try await ward.database.write { db in try db.rows("UPDATE centre SET phone = '3' RETURNING phone").count }
        #expect(ward.figures.canWrite)
    }

    @Test func `a site on which nobody changes anything finds out by itself`() async throws {
        let ward = try await Ward()
        let probe = WritingProbe(ward.database, figures: ward.figures, clock: ward.site.clock)
        ward.site.database.statements.start()
        await probe.run()
        #expect(ward.site.database.statements.stop().isEmpty, "Nothing is wrong: nothing is written.")
        ward.ailing.ail.withLock { $0 = .away }
        _ = try? await ward.database.write { db in try db.run("UPDATE centre SET phone = '1'") }
        await probe.run()
        #expect(await ward.readiness().reasons().contains(.writing))
        ward.ailing.ail.withLock { $0 = .none }
        try await Task.sleep(for: .milliseconds(1100))
        await probe.run()
        #expect(await ward.readiness().reasons().isEmpty)
    }

    @Test func `a fault of one request says nothing about the disk`() async throws {
        let ward = try await Ward()
        for ail in [Ailing.Ail.constraint, .broken("1"), .broken("42P01")] {
            ward.ailing.ail.withLock { $0 = ail }
            _ = try? await ward.database.write { db in try db.count("SELECT 1") }
            ward.ailing.ail.withLock { $0 = .none }
            #expect(await ward.readiness().reasons().isEmpty, "\(ail)")
        }
    }

    @Test func `an old schema is not ready, a newer one is`() async throws {
        let ward = try await Ward()
        #expect(await ward.readiness([Migration("later-001", ["SELECT 1"])]).reasons() == [.schema])
        let older = Readiness(
            database: ward.database, migrations: Array(ward.migrations.dropLast()), figures: ward.figures,
            work: ward.work, room: { nil }, patience: .seconds(60))
        #expect(await older.reasons().isEmpty)
    }

    @Test func `a full disk is told before it stops the database`() async throws {
        let ward = try await Ward()
        ward.room.free.withLock { $0 = Readiness.leastRoom - 1 }
        #expect(await ward.readiness().reasons() == [.disk])
        ward.room.free.withLock { $0 = nil }
        #expect(await ward.readiness().reasons().isEmpty)
    }

    @Test func `rounds that fail are told until one goes well`() async throws {
        let ward = try await Ward()
        ward.work.roundBegan()
        #expect(await ward.readiness().reasons().isEmpty)
        ward.work.roundEnded(problem: "weg")
        #expect(await ward.readiness().reasons() == [.work])
        ward.work.roundBegan()
        #expect(await ward.readiness().reasons() == [.work])
        ward.work.roundEnded(problem: nil)
        #expect(await ward.readiness().reasons().isEmpty)
    }

    @Test func `who asks often is answered from what was seen just now`() async throws {
        let ward = try await Ward()
        let (patient, eager) = (ward.readiness(freshness: .seconds(3600)), ward.readiness())
        #expect(await patient.reasons().isEmpty)
        #expect(await eager.reasons().isEmpty)
        ward.ailing.ail.withLock { $0 = .away }
        #expect(await patient.reasons().isEmpty)
        #expect(await eager.reasons() == [.database])
    }
}
