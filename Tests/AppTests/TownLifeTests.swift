import Community
import Testing

/// A town that nobody holds any more is gone, with its database: a process can open many.
struct TownLifeTests {
    @Test func `a town that goes lets its house go`() async throws {
        var site: TestSite? = try await TestSite()
        weak let registry = site?.town.house.registry
        #expect(registry?.modules.isEmpty == false)
        site = nil
        let end = ContinuousClock.now + .seconds(60)
        while registry != nil, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(20)) }
        #expect(registry == nil)
    }
}
