import Community
import Core
import Storage
import Synchronization
import Testing

@testable import Policy

/// What a large town has is counted once in ten minutes; a small town each time.
struct SupplyMemoryTests {
    private final class Counter: Sendable {
        let times = Mutex(0)
    }

    private static func supply(_ size: Int, _ counter: Counter) -> Supply {
        Supply(id: "placements", name: Text("Plaatsingen")) { _, _, _, _ in
            counter.times.withLock { $0 += 1 }
            return (0..<size).map {
                Supply.Cell(sector: .zorg, marks: ["doelgroep:ouderen"], neighbourhood: "n\($0)", count: 1)
            }
        }
    }

    private static func ask(_ memory: SupplyMemory, _ supply: Supply, _ place: String, at now: Moment, _ site: TestSite)
        async throws -> Int
    {
        try await site.read { db in
            try memory.around([supply], now: now).reduce(0) {
                try $0 + $1.cells(place, now.day - 364, now.day, db).count
            }
        }
    }

    @Test func `a large town is counted once, another town and a later moment again`() async throws {
        let site = try await TestSite()
        let (memory, counter) = (SupplyMemory(), Counter())
        let large = Self.supply(SupplyMemory.small + 1, counter)
        let now = site.clock.now
        for _ in 0..<3 {
            #expect(try await Self.ask(memory, large, "GM9999", at: now, site) == SupplyMemory.small + 1)
        }
        #expect(counter.times.withLock { $0 } == 1)
        _ = try await Self.ask(memory, large, "GM9998", at: now, site)
        #expect(counter.times.withLock { $0 } == 2)
        _ = try await Self.ask(memory, large, "GM9999", at: now + .minutes(10), site)
        #expect(counter.times.withLock { $0 } == 3)
    }

    @Test func `a small town is counted each time`() async throws {
        let site = try await TestSite()
        let (memory, counter) = (SupplyMemory(), Counter())
        let small = Self.supply(SupplyMemory.small, counter)
        for _ in 0..<3 { _ = try await Self.ask(memory, small, "GM9999", at: site.clock.now, site) }
        #expect(counter.times.withLock { $0 } == 3)
    }
}
