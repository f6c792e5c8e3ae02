import App
import Community
import Core
import Services
import Storage
import Synchronization
import Testing

struct AuditHeadTests {
    private final class Notes: Sendable {
        let all = Mutex<[(word: String, values: [String: String])]>([])
    }

    /// Runs the job in the house of the site, with its log and address as given.
    private func run(_ site: TestSite, address: String?, _ notes: Notes) async throws {
        let own = site.town.house
        let house = House(
            database: own.database, clock: own.clock, texts: own.texts, sender: own.sender, vault: own.vault,
            origin: own.origin, auditAddress: address,
            note: { word, values in notes.all.withLock { $0.append((word, values)) } })
        let job = try #require(Community(house: house).jobs.first { $0.kind == "logboek-kenmerk" })
        try await job.run("", site.clock.now)
    }

    @Test func `the last mark of the log leaves the machine`() async throws {
        let site = try await TestSite()
        try await site.write { [now = site.clock.now] db in
            for number in 1...3 {
                try Audit.record(Audit.Event("proef", "proef", "\(number)"), by: .program("proef"), now: now, in: db)
            }
        }
        let head = try #require(try await site.read { try Audit.head(in: $0) })
        let notes = Notes()
        try await run(site, address: "bewaarder@elders.example", notes)
        let line = try #require(notes.all.withLock { $0 }.first)
        #expect(line.word == "audit-head")
        #expect(line.values == ["nummer": String(head.seq), "kenmerk": head.hash])
        let mails = try await site.mails(to: "bewaarder@elders.example")
        #expect(mails.count == 1)
        #expect(
            mails.first?.text.contains(head.hash) == true && mails.first?.text.contains("nummer: \(head.seq)") == true)
    }

    @Test func `without an address there is a line and no mail`() async throws {
        let site = try await TestSite()
        let notes = Notes()
        try await run(site, address: nil, notes)
        #expect(notes.all.withLock { $0.isEmpty }, "An empty log has no mark.")
        try await site.write { [now = site.clock.now] db in
            try Audit.record(Audit.Event("proef", "proef", "1"), by: .program("proef"), now: now, in: db)
        }
        try await run(site, address: nil, notes)
        #expect(notes.all.withLock { $0.count } == 1)
        #expect(try await site.mails().isEmpty)
    }

    @Test func `it comes once a day, after the check of the log`() async throws {
        let site = try await TestSite()
        let job = try #require(site.town.modules.flatMap(\.jobs).first { $0.kind == "logboek-kenmerk" })
        guard case .daily(minute: 360) = job.rhythm else {
            Issue.record("The mark leaves at another time: \(job.rhythm)")
            return
        }
    }
}
