import Core
import Matching
import Storage
import TestEngines
import Testing

@testable import Brokerage

/// What the ranking knows of changes: of its own process at once, of another as soon as the engine tells.
struct RankingFollowTests {
    /// A change of another process that is unseen for so long never comes; how soon it comes is for a measurement on a
    /// machine that does nothing else.
    static let bound = Duration.seconds(60)

    private static func site(_ count: Int) async throws -> (TestSite, [String]) {
        let site = try await TestSite()
        for number in 0..<count { _ = try await VacancyFixture(title: "Werk \(number)").add(to: site) }
        try await site.town.brokerage.start()
        let ids = try await site.read { db in
            try db.rows("SELECT id FROM vacancy ORDER BY id").map { try $0("id", as: String.self) }
        }
        return (site, ids)
    }

    private static func set(_ id: String, _ state: Vacancy.State, in database: any Database) async throws {
        try await database.write { db in
            try db.run("UPDATE vacancy SET state = \(state) WHERE id = \(id)")
            try Vacancy.tell(Vacancy.Identity(id), in: db)
        }
    }

    /// The next question: what fits somebody without wishes, which is all that is open.
    private static func open(_ ranking: WorkRanking, _ database: any Database, _ site: TestSite) async throws
        -> Set<String>
    {
        let advice = try await ranking.works(
            for: Wishes(), position: nil, limit: 1000, now: site.clock.now, t: .dutch, in: database)
        return Set(advice.hits.map(\.id.text))
    }

    /// Many ask at once: who changed something sees it, also when another is reading already.
    @Test func `everybody sees the own change in the next question, however many ask`() async throws {
        let (site, ids) = try await Self.site(48)
        let ranking = site.town.brokerage.ranking
        for round in 0..<4 {
            let state: Vacancy.State = round.isMultiple(of: 2) ? .paused : .online
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lane in 0..<8 {
                    group.addTask {
                        for id in ids[lane * 6..<lane * 6 + 6] {
                            try await Self.set(id, state, in: site.database)
                            let open = try await Self.open(ranking, site.database, site)
                            #expect(open.contains(id) == (state == .online))
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await Self.open(ranking, site.database, site).count == (state == .online ? 48 : 0))
        }
    }

    @Test func `two processes: the own change at once, that of the other within the bound`() async throws {
        let (site, ids) = try await Self.site(40)
        // On SQLite there is one process; a second ranking on it hears the same.
        let line = TestEngine.chosen == .postgres ? try site.place.open() : site.database
        let (here, there) = (site.town.brokerage.ranking, WorkRanking())
        there.follow(line)
        try await there.start(line, now: site.clock.now)
        #expect(try await Self.open(there, line, site).count == 40)

        // The other goes on changing things meanwhile, which is told here all the time.
        let noise = Task {
            while !Task.isCancelled {
                for id in ids[20...] { try await Self.set(id, .online, in: line) }
            }
        }
        var slowest = Duration.zero
        for (number, id) in ids[..<20].enumerated() {
            let (own, database) = number.isMultiple(of: 2) ? (here, site.database) : (there, line)
            let (other, elsewhere) = number.isMultiple(of: 2) ? (there, line) : (here, site.database)
            try await Self.set(id, .paused, in: database)
            #expect(try await !Self.open(own, database, site).contains(id), "The own change, at once.")
            let began = ContinuousClock.now
            while try await Self.open(other, elsewhere, site).contains(id), ContinuousClock.now - began < Self.bound {
                try await Task.sleep(for: .milliseconds(5))
            }
            slowest = max(slowest, ContinuousClock.now - began)
            #expect(try await !Self.open(other, elsewhere, site).contains(id), "The other's, within the bound.")
        }
        noise.cancel()
        _ = await noise.result
        print("A change reached the ranking of another process after at most \(slowest) (bound \(Self.bound)).")
        if TestEngine.chosen == .postgres { try await line.close() }
    }

    /// A reading that fails loses nothing: the next question reads what was missed.
    @Test func `what could not be read is read the next time`() async throws {
        let (site, ids) = try await Self.site(3)
        let ranking = site.town.brokerage.ranking
        try await Self.set(ids[0], .paused, in: site.database)
        try await site.write { db in try db.run("ALTER TABLE application RENAME TO application_away") }
        await #expect(throws: (any Error).self) { try await Self.open(ranking, site.database, site) }
        try await site.write { db in try db.run("ALTER TABLE application_away RENAME TO application") }
        #expect(try await Self.open(ranking, site.database, site) == Set(ids[1...]))
    }
}
