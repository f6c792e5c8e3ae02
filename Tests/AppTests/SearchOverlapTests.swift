import Core
import Search
import Storage
import Testing

@testable import Brokerage

/// Readings of the same vacancy that overlap: what was read last must not be overwritten by what was read first.
struct SearchOverlapTests {
    private struct Rig {
        let site: TestSite
        let held: HeldDatabase
        let index = VacancySearchIndex()

        init() async throws {
            site = try await TestSite()
            _ = try await VacancyFixture(title: "Leesmaatje").add(to: site)
            held = HeldDatabase(site.database)
            index.follow(held)
            try await index.load(held)
            try await index.catchUp(held)
            #expect(index.count == 1)
        }

        var id: Vacancy.Identity {
            get async throws {
                try await site.read { db in
                    try #require(try db.value("SELECT id FROM vacancy", as: Vacancy.Identity.self))
                }
            }
        }

        /// Another process takes the vacancy off line, and tells.
        func pause(tells: Bool) async throws {
            try await site.write { db in
                let id = try db.value("SELECT id FROM vacancy", as: Vacancy.Identity.self) ?? .init("")
                try db.run("UPDATE vacancy SET state = \(Vacancy.State.paused) WHERE id = \(id)")
                if tells { try Vacancy.tell(id, in: db) }
            }
        }

        func touch() async throws {
            try await site.write { db in
                let id = try db.value("SELECT id FROM vacancy", as: Vacancy.Identity.self) ?? .init("")
                try Vacancy.tell(id, in: db)
            }
        }
    }

    @Test func `two catch-ups at once: the one that read first does not win`() async throws {
        let rig = try await Rig()
        try await rig.touch()
        rig.held.holdNext()
        let early = Task { try await rig.index.catchUp(rig.held) }
        await rig.held.wasRead()
        try await rig.pause(tells: true)
        let late = Task { try await rig.index.catchUp(rig.held) }
        // One that would not wait for the first is done by then.
        for _ in 0..<50 where rig.index.count != 0 { try await Task.sleep(for: .milliseconds(10)) }
        rig.held.release()
        try await early.value
        try await late.value
        #expect(rig.index.count == 0)
    }

    @Test func `a catch-up and the own change at once: the one that read first does not win`() async throws {
        let rig = try await Rig()
        let id = try await rig.id
        try await rig.touch()
        rig.held.holdNext()
        let early = Task { try await rig.index.catchUp(rig.held) }
        await rig.held.wasRead()
        try await rig.pause(tells: false)
        // The own change waits for nobody.
        try await rig.index.refresh([id], rig.held)
        #expect(rig.index.count == 0)
        rig.held.release()
        try await early.value
        #expect(rig.index.count == 0)
    }

    @Test func `what is told of the attention while it is read stays, and only then`() {
        let tickets = ReadingTickets()
        var told: [String: UInt8] = [:]
        let early = tickets.open()
        tickets.tell("v1", 9) {}
        let late = tickets.open()
        tickets.keep(late, ["v1"]) { mine, pressures in
            #expect(mine == ["v1"] && pressures.isEmpty)
        }
        tickets.keep(early, ["v1", "v2"]) { mine, pressures in
            #expect(mine == ["v2"] && pressures.isEmpty)
        }
        let third = tickets.open()
        tickets.tell("v2", 7) {}
        tickets.keep(third, ["v2"]) { _, pressures in told = pressures }
        #expect(told == ["v2": 7])
        for _ in 0..<3 { tickets.close() }
        // Nothing is under way: what was told before is in the rows that are read now.
        tickets.keep(tickets.open(), ["v2"]) { mine, pressures in
            #expect(mine == ["v2"] && pressures.isEmpty)
        }
    }

    @Test func `two readings of everything at once lose no change`() async throws {
        let rig = try await Rig()
        let id = try await rig.id
        // The places are read first, then the vacancies.
        rig.held.holdNext(after: 1)
        let first = Task { try await rig.index.load(rig.held) }
        await rig.held.wasRead()
        let second = Task { try await rig.index.load(rig.held) }
        try await Task.sleep(for: .milliseconds(50))
        try await rig.pause(tells: false)
        try await rig.index.refresh([id], rig.held)
        rig.held.release()
        try await first.value
        try await second.value
        #expect(rig.index.count == 0)
    }

    @Test func `a reading that fails leaves what was missed for the next`() async throws {
        let lane = ReadingLane()
        struct Trouble: Error {}
        lane.hear()
        await #expect(throws: Trouble.self) { try await lane.catchUp { throw Trouble() } }
        let (stream, end) = AsyncStream<Void>.makeStream()
        try await lane.catchUp { end.finish() }
        for await _ in stream {}
        // Nothing new was heard: nobody reads.
        try await lane.catchUp { throw Trouble() }
    }
}
