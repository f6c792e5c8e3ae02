import App
import Core
import Foundation
import Services
import Storage
import TestEngines
import Testing

/// A restore with the tools of a database server, followed by the list of erased people.
struct BackupPostgresTests {
    /// Runs a tool of PostgreSQL; gives what it said when it failed.
    static func run(_ tool: String, _ arguments: [String]) async throws -> String? {
        let said = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-said-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: said) }
        let ending = try await OffPool.run {
            try ChildProcess.run(
                "/bin/sh", ["-c", #"exec "$@" 2>"$0""#, said, tool] + arguments,
                environment: ProcessInfo.processInfo.environment, folder: "/", input: "/dev/null", output: "/dev/null",
                seconds: 120)
        }
        if ending == .ended(0) { return nil }
        return (try? String(contentsOfFile: said, encoding: .utf8)) ?? "\(ending)"
    }

    private static func name(_ person: String, in town: Town) async throws -> String? {
        try await town.house.database.read { db in try db.value("SELECT name FROM person WHERE id = \(person)") }
    }

    @Test func `erased people stay erased after pg_dump and pg_restore`() async throws {
        guard TestEngine.server != nil else {
            print("Skipped: INZET_TEST_POSTGRES names no server.")
            return
        }
        let site = try await TestSite(engine: .postgres)
        guard case .postgres(let source) = site.town.configuration.database else { throw MissingEngine() }
        let dump = site.folder.appendingPathComponent("inzet.dump").path
        #expect(try await Self.run("pg_dump", ["--format=custom", "--file=\(dump)", "--dbname=\(source)"]) == nil)

        // Erased after the dump; the job carries it over to the list beside the key.
        #expect(await site.post("/mijn/wissen", form: [("wissen", "ja")], as: .resident).status == 303)
        try await site.tick()
        let path = try #require(site.town.configuration.erasureList)
        let list = try #require(try ErasureList.read(path))
        #expect(list.entries.map(\.id) == [site.id(.resident)])
        #expect(try await site.town.erasures().entries == list.entries)

        let place = try await TestDatabase(.postgres)
        guard case .postgres(let target) = place.address else { throw MissingEngine() }
        #expect(try await Self.run("pg_restore", ["--exit-on-error", "--no-owner", "--dbname=\(target)", dump]) == nil)
        let town = try await Town(
            Configuration(database: place.address, keyPath: site.town.configuration.keyPath), clock: site.clock,
            logger: BackupFixture.quiet)
        #expect(try await Self.name(site.id(.resident), in: town) == Role.resident.name, "The dump brings them back.")
        let outcome = try await town.replay(list)
        try await town.noteRestore(of: "postgres")
        #expect(outcome.erased == 1 && outcome.withoutManager.isEmpty)
        #expect(try await Self.name(site.id(.resident), in: town) == "")
        #expect(try await Self.name(site.id(.neighbour), in: town) == Role.neighbour.name)
        #expect(try await town.integrityProblems().isEmpty)
        #expect(try await town.house.database.read { try $0.count("SELECT COUNT(*) FROM session") } == 0)
        try await town.close()
    }
}
