import Community
import Core
import Storage
import Testing

@testable import Policy

/// What of the votes is told: enough to choose by, and never what one person chose.
struct ChanceVoteTests {
    /// A closed board with two cards; each voter chose the first, and so many the second as well.
    private static func closed(voters: Int, both: Int) async throws -> TestSite {
        let site = try await ChanceTests.open()
        _ = await site.post(ChanceTests.base + "/kaart", form: ChanceTests.card("De eerste"), as: .broker)
        _ = await site.post(ChanceTests.base + "/kaart", form: ChanceTests.card("De tweede"), as: .broker)
        _ = await site.post(ChanceTests.base + "/stap", form: [("naar", "stemmen")], as: .policyOfficer)
        try await site.write { [now = site.clock.now] db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db)).id
            let cards = try ChanceBoard.cards(of: cycle, in: db)
            for index in 0..<voters {
                let guest = try ChanceBoard.makeGuest(
                    of: cycle, secret: "g\(index)", person: nil, now: now + .seconds(index), in: db)
                for card in index < both ? cards : Array(cards.prefix(1)) {
                    try db.run("INSERT INTO policy_card_vote (card_id, guest_id) VALUES (\(card.id), \(guest))")
                }
            }
        }
        _ = await site.post(ChanceTests.base + "/stap", form: [("naar", "gesloten")], as: .policyOfficer)
        return site
    }

    private static func plan(_ site: TestSite) async throws -> String {
        try await site.read { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            let part = ChancePart(house: site.town.house, content: try ContentShelf.standard.get())
            var markdown = ReportMarkdown(t: .dutch)
            return markdown.text(try part.report(of: cycle, for: .plan, t: .dutch, now: TestSite.start, in: db))
        }
    }

    @Test func `the smallest group is that of the type test`() throws {
        let content: TypeTestContent = try ContentShelf.standard.get().file()
        #expect(ChanceView.smallestGroup == content.scoring.group.smallestGroup)
    }

    @Test(arguments: 1...4)
    func `of fewer than five voters nothing is told, on no page and in no document`(voters: Int) async throws {
        let one = try await Self.closed(voters: voters, both: 0)
        let other = try await Self.closed(voters: voters, both: voters)
        for role in [Role.policyOfficer, .councilMember, .researcher] {
            let pages = [await one.get(ChanceTests.base, as: role), await other.get(ChanceTests.base, as: role)]
            #expect(pages[0].status == 200)
            #expect(TypeTestViewTests.plain(pages[0].body) == TypeTestViewTests.plain(pages[1].body), "\(role)")
        }
        #expect(try await Self.plan(one) == Self.plan(other))
        #expect(try await Self.plan(one).contains("Minder dan 5 mensen stemden."))
    }

    @Test func `from five voters on the count is told, but not that all or all but one chose a card`() async throws {
        let site = try await Self.closed(voters: 5, both: 2)
        let page = await site.get(ChanceTests.base, as: .councilMember).body
        #expect(page.contains("3 stemmen of meer") && page.contains("2 stemmen"))
        #expect(!page.contains("5 stemmen"))
        #expect(try await Self.plan(site).contains("3 of meer"))
        // All five, or all but one: it looks the same.
        let all = try await Self.closed(voters: 5, both: 5)
        let four = try await Self.closed(voters: 5, both: 4)
        let told = await all.get(ChanceTests.base, as: .policyOfficer).body
        #expect(
            TypeTestViewTests.plain(told)
                == TypeTestViewTests.plain(await four.get(ChanceTests.base, as: .policyOfficer).body))
    }

    @Test func `a card that is covered shows no votes, and what was told of the others stays`() async throws {
        let site = try await Self.closed(voters: 7, both: 3)
        func cover(_ verdict: String) async {
            let form = [("kaart", "1"), ("besluit", verdict)]
            _ = await site.post(ChanceTests.base + "/dek-af", form: form, as: .policyOfficer)
        }
        /// The votes of the cards, and after them how many people voted.
        func told() async throws -> [Int] {
            try await site.read { db in
                let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
                let board = try #require(try ChanceBoard.find(cycle.id, in: db))
                let view = try ChanceView.load(cycle, board, guest: nil, in: db)
                return view.votes.values.sorted() + [view.voters]
            }
        }
        #expect(try await told() == [3, 5, 7])
        await cover("dek-af")
        #expect(try await told() == [3, 7])
        await cover("toon")
        #expect(try await told() == [3, 5, 7])
        // An id of another card than the one with this number: nothing is covered.
        let wrong = [("kaart", "1"), ("kaartje", "anders"), ("besluit", "dek-af")]
        #expect(await site.post(ChanceTests.base + "/dek-af", form: wrong, as: .policyOfficer).status == 404)
    }

    @Test func `a board whose votes were told takes no more votes, one that told nothing may open again`() async throws
    {
        for (voters, status) in [(4, 303), (5, 400)] {
            let site = try await Self.closed(voters: voters, both: 1)
            let page = await site.get(ChanceTests.base, as: .policyOfficer).body
            #expect(page.contains("Toch weer open") == (status == 303))
            for state in ["stemmen", "verzamelen"] {
                let reply = await site.post(ChanceTests.base + "/stap", form: [("naar", state)], as: .policyOfficer)
                // Back to collecting would undo votes, with few voters too.
                #expect(reply.status == (state == "stemmen" ? status : 400))
            }
        }
    }
}
