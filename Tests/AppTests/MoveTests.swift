import App
import Community
import Core
import Services
import Storage
import TestEngines
import Testing

struct MoveTests {
    /// From each engine to each engine.
    static let ways = TestEngine.available.flatMap { from in TestEngine.available.map { (from, $0) } }

    /// A town with something in every corner, that has stopped.
    private func stopped(_ engine: TestEngine) async throws -> TestSite {
        let site = try await TestSite(engine: engine)
        for number in 0..<30 { _ = try await VacancyFixture(title: "Vacature \(number) <é> 🙂").add(to: site) }
        _ = await site.get("/mijn", as: .resident)
        try await site.tick()
        try await site.write { db in
            try db.run(
                """
                INSERT INTO import_run (id, municipality_code, file_name, file, mapping, state, rows_total, rows_done,
                    created, updated, unchanged, failed, problems, created_at)
                VALUES ('r1', 'GM9999', 'lijst.csv', \((0...255).map { UInt8($0) }), '{}', 'klaar', 1, 1, 0, 0, 0, 0, '[]',
                    \(site.clock.now))
                """)
        }
        try await site.town.close()
        return site
    }

    private func rows(_ database: any Database) async throws -> [String: Int] {
        let tables = try await database.tables()
        return try await database.read { db in
            var counts: [String: Int] = [:]
            for table in tables { counts[table.name] = try db.count("SELECT COUNT(*) FROM \(name: table.name)") }
            return counts
        }
    }

    @Test(arguments: ways)
    func `a town arrives whole and serves`(_ from: TestEngine, _ to: TestEngine) async throws {
        let site = try await stopped(from)
        let place = try await TestDatabase(to)
        let outcome = try await TownMove.run(from: site.town.configuration.database, to: place.address) { _, _, _ in }
        #expect(outcome.tables.count > 20 && outcome.rows > 100)

        let source = try Engines.open(site.town.configuration.database)
        let before = try await rows(source)
        try await source.close()
        var configuration = site.town.configuration
        configuration.database = place.address
        let town = try await Town(configuration, clock: site.clock, logger: BackupFixture.quiet)
        #expect(try await rows(town.house.database) == before)
        #expect(try await town.integrityProblems().isEmpty)
        #expect(try await town.house.database.read { try $0.count("SELECT COUNT(*) FROM vacancy") } == 30)
        let file = try await town.house.database.read { try $0.value("SELECT file FROM import_run", as: [UInt8].self) }
        #expect(file == (0...255).map { UInt8($0) })
        try await town.close()
    }

    @Test(arguments: ways)
    func `cut short, it goes on where it was`(_ from: TestEngine, _ to: TestEngine) async throws {
        let site = try await stopped(from)
        let place = try await TestDatabase(to)
        let source = try Engines.open(site.town.configuration.database)
        let target = try place.open()
        var cuts = 0
        while cuts < 100 {
            var move = TownMove(from: source, to: target, clock: site.clock)
            move.chunks = 4
            do {
                let outcome = try await move.run()
                #expect(outcome.rows > 100)
                break
            } catch is CancellationError {
                cuts += 1
            }
        }
        #expect(cuts > 3)
        #expect(try await rows(target) == rows(source))
        try await source.close()
        try await target.close()
    }

    @Test(arguments: TestEngine.available)
    func `a row that changed under way is found`(_ to: TestEngine) async throws {
        let site = try await stopped(.sqlite)
        let place = try await TestDatabase(to)
        let source = try Engines.open(site.town.configuration.database)
        let target = try place.open()
        var move = TownMove(from: source, to: target, clock: site.clock)
        move.chunks = 20
        await #expect(throws: CancellationError.self) { try await move.run() }
        let changed = try await target.write { db in try db.run("UPDATE centre SET phone = phone || ' '") }
        #expect(changed == 1)
        move.chunks = .max
        let error = await #expect(throws: MoveError.self) { try await move.run() }
        guard case .differs(let rows) = error else { throw StorageError.unusable("\(String(describing: error))") }
        #expect(rows.contains { $0.hasPrefix("centre ") })
        try await source.close()
        try await target.close()
    }

    @Test(arguments: TestEngine.available)
    func `a target with data, or with half of another town, is refused`(_ to: TestEngine) async throws {
        let first = try await stopped(.sqlite)
        let full = try await stopped(to)
        await #expect(throws: MoveError.notEmpty) {
            try await TownMove.run(from: first.town.configuration.database, to: full.town.configuration.database) {
                _, _, _ in
            }
        }
        let place = try await TestDatabase(to)
        let target = try place.open()
        let source = try Engines.open(first.town.configuration.database)
        var move = TownMove(from: source, to: target, clock: first.clock)
        move.chunks = 5
        await #expect(throws: CancellationError.self) { try await move.run() }
        let other = try await TestSite(start: TestSite.start + .days(1), engine: .sqlite, isCopy: false)
        try await other.town.close()
        let stranger = try Engines.open(other.town.configuration.database)
        await #expect(throws: MoveError.otherTown) {
            try await TownMove(from: stranger, to: target, clock: first.clock).run()
        }
        for database in [source, stranger, target] { try await database.close() }
    }

    @Test(arguments: TestEngine.available)
    func `a site that runs is not moved`(_ from: TestEngine) async throws {
        let site = try await TestSite(engine: from)
        let place = try await TestDatabase(.sqlite)
        // The file is locked; the server tells who is there.
        await #expect(throws: (any Error).self) {
            try await TownMove.run(from: site.town.configuration.database, to: place.address) { _, _, _ in }
        }
        try await site.town.close()
        _ = try await TownMove.run(from: site.town.configuration.database, to: place.address) { _, _, _ in }
    }
}
