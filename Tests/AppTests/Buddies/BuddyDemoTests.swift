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
        // The first two, community and brokerage, have all of it; the demo of policy and surveys takes longer than theirs.
        for module in site.town.house.registry.modules.prefix(2) { try await module.demo(DemoWorld(now: start)) }
        let (proposals, others) = try await site.read { db in
            let board = BuddyBoard(try BuddyPool.load(BuddyDemo.municipality, today: start.day, in: db))
            let proposed = board.proposals.indices.filter { !board.proposals[$0].isEmpty }
            return (
                proposed.count, proposed.count { board.pool.candidates($0).count > board.proposals[$0].count }
            )
        }
        print("demo", start.day.iso, proposals, others)
        #expect(proposals >= 2 && others >= 1, "\(proposals) \(others)")
    }
}
