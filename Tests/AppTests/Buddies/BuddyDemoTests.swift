import App
import Community
import Core
import Storage
import Testing

@testable import Brokerage

/// The demo on each day of the week: a broker finds pairs to make, and a choice to make otherwise.
@Suite("The demo of buddies", .oneEngine)
struct BuddyDemoTests {
    @Test(arguments: 0..<7)
    func `somebody waits for whom the broker may choose another`(later: Int) async throws {
        let start = TestSite.start + .days(later)
        let site = try await TestSite(start: start, isEmpty: true)
        // Of brokerage the buddies alone: its vacancies and applications take most of the time.
        try await site.town.house.registry.modules[0].demo(DemoWorld(now: start))
        try await site.town.house.database.write { db in
            try BuddyDemo(house: site.town.house, today: start.day).write(in: db)
        }
        let (proposals, others) = try await site.read { db in
            let board = BuddyBoard(try BuddyPool.load(BuddyDemo.municipality, today: start.day, in: db))
            let proposed = board.proposals.indices.filter { !board.proposals[$0].isEmpty }
            return (
                proposed.count, proposed.count { board.pool.candidates($0).count > board.proposals[$0].count }
            )
        }
        #expect(proposals >= 2 && others >= 1, "\(proposals) \(others)")
    }
}
