import App
import Community
import Core
import Storage
import Testing
import Web

@testable import Policy

/// What the workbook, the fields, the parties and the board tell the documents, in the demo and in an empty round.
struct LookPartsTests {
    static let kinds: [CyclePartKind] = [.workbook, .fields, .parties, .chances]

    @Test func `an empty round says what to do and its documents stay quiet`() async throws {
        let site = try await WorkbookTests.site()
        let policy = try Policy(house: site.town.house)
        let now = site.clock.now
        for kind in Self.kinds {
            let part = try #require(policy.part(kind))
            let status = try await site.read { db in
                let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
                return try part.status(of: cycle, t: .dutch, now: now, in: db)
            }
            #expect(status.state == .open && status.next != nil, "\(kind)")
            if kind == .fields { continue }
            let blocks = try await site.read { db in
                let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
                return try part.report(of: cycle, for: .plan, t: .dutch, now: now, in: db)
            }
            #expect(blocks.isEmpty, "\(kind)")
        }
    }

    @Test func `the demo has both rounds, and every document tells of them in both languages`() async throws {
        let site = try await TestSite()
        let policy = try Policy(house: site.town.house)
        let now = site.clock.now
        let world = DemoWorld(now: now)
        try await site.write { db in
            guard let demo = try PolicyDemo.rounds(world, in: db) else { return }
            for kind in Self.kinds { try policy.part(kind)?.demo(demo, in: db) }
        }
        let english = site.town.house.t(.english)
        for number in 1...2 {
            for kind in Self.kinds {
                let part = try #require(policy.part(kind))
                for document in [ReportKind.plan, .evaluation, .handover] {
                    for t in [Texts.dutch, english] {
                        let (blocks, status) = try await site.read { db in
                            let cycle = try #require(try PolicyCycle.find(number: number, in: db))
                            return (
                                try part.report(of: cycle, for: document, t: t, now: now, in: db),
                                try part.status(of: cycle, t: t, now: now, in: db)
                            )
                        }
                        #expect(blocks.count > 2, "\(kind) \(document)")
                        #expect(status.state != .open, "\(kind)")
                        var page = ReportPage(t: t)
                        #expect(page.markup(blocks).text.contains("<table"), "\(kind)")
                        var markdown = ReportMarkdown(t: t)
                        #expect(markdown.text(blocks).contains("|"), "\(kind)")
                    }
                }
            }
            for part in ["werkboek", "werkboek/verbinden", "velden", "partijen", "kansen"] {
                let reply = await site.get("/beleid/\(number)/\(part)", as: .policyOfficer)
                #expect(reply.status == 200, "\(part)")
            }
        }
    }
}
