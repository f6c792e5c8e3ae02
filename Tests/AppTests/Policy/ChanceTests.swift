import Community
import Core
import Services
import Storage
import Testing
import Web

@testable import Policy

/// Chances and threats.
struct ChanceTests {
    static let base = "/beleid/1/kansen"

    static func open() async throws -> TestSite {
        let site = try await WorkbookTests.site()
        #expect(await site.post(base + "/open", as: .policyOfficer).location == base)
        return site
    }

    static func card(_ text: String, kind: String = "chance") -> [(String, String)] {
        [("soort", kind), ("thema", "money"), ("tekst", text)]
    }

    /// Someone without an account joins by the open link.
    static func join(_ site: TestSite) async throws -> String {
        let page = await site.get(base + "/uitnodigen", as: .policyOfficer)
        let link = try #require(page.body.split(separator: TestSite.origin + "/kansen/").dropFirst().first)
        let path = "/kansen/" + link.prefix { $0 != "<" }
        #expect(await site.get(path).status == 200)
        return await site.post(path).location
    }

    static func cards(_ site: TestSite) async throws -> [ChanceCard] {
        try await site.read { db in
            try ChanceBoard.cards(of: #require(try PolicyCycle.find(number: 1, in: db)).id, in: db)
        }
    }

    @Test func `people without an account write and vote, and no one sees votes before the end`() async throws {
        let site = try await Self.open()
        let first = try await Self.join(site)
        let second = try await Self.join(site)
        #expect(first.hasPrefix("/kansen/mee/") && first != second)
        #expect(await site.post(first + "/kaart", form: Self.card("Meer geld voor de wijk")).location == first)
        #expect(await site.post(second + "/kaart", form: Self.card("Te veel regels", kind: "threat")).status == 303)
        #expect(await site.post(Self.base + "/kaart", form: Self.card("Van de raad"), as: .councilMember).status == 303)
        #expect(await site.get(first).body.contains("Te veel regels"))
        // Voting has not begun.
        #expect(await site.post(first + "/stem", form: [("kaart", "1")]).status == 400)
        _ = await site.post(Self.base + "/stap", form: [("naar", "stemmen")], as: .policyOfficer)
        #expect(await site.post(first + "/kaart", form: Self.card("Te laat")).status == 400)
        // The form that covers a card is not inside the one that votes.
        let voting = await site.get(Self.base, as: .policyOfficer).body
        let vote = try #require(voting.firstRange(of: "/kansen/stem\""))
        let end = try #require(voting[vote.upperBound...].firstRange(of: "</form>"))
        #expect(!voting[vote.upperBound..<end.lowerBound].contains("<form"))
        #expect(voting[end.upperBound...].contains("id=\"dek-af\""))
        #expect(await site.post(first + "/stem", form: [("kaart", "2")]).status == 303)
        #expect(await site.post(first + "/stem", form: [("kaart", "1"), ("kaart", "2")]).status == 303)
        #expect(await site.post(second + "/stem", form: [("kaart", "2")]).status == 303)
        let tooMany = await site.post(
            second + "/stem", form: [("kaart", "1"), ("kaart", "2"), ("kaart", "3"), ("kaart", "4")])
        #expect(tooMany.status == 400)
        #expect(!(await site.get(Self.base, as: .policyOfficer).body.contains("2 stemmen</span>")))
        #expect(await site.post(Self.base + "/stap", form: [("naar", "verzamelen")], as: .policyOfficer).status == 400)
        _ = await site.post(Self.base + "/stap", form: [("naar", "gesloten")], as: .policyOfficer)
        let closed = await site.get(Self.base, as: .policyOfficer)
        #expect(closed.body.contains("Minder dan 5 mensen stemden."))
        #expect(closed.body.contains("/doelen/nieuw/invullen?resultaat=Te%20veel%20regels"))
        // Two voted for the one card, one for the other: nobody may read that from any page.
        for page in [closed.body, await site.get(second).body, await site.get(Self.base, as: .councilMember).body] {
            #expect(!page.contains("2 stemmen</span>") && !page.contains("1 stem</span>"))
        }
        #expect(await site.get(second).body.contains("Minder dan 5 mensen stemden."))
        #expect(await site.post(second + "/stem", form: []).status == 400)
    }

    @Test func `merging keeps the cards, and they come apart again`() async throws {
        let site = try await Self.open()
        for text in ["Een", "Twee", "Drie"] {
            _ = await site.post(Self.base + "/kaart", form: Self.card(text), as: .broker)
        }
        let lone = await site.post(
            Self.base + "/samen", form: Self.card("Alles") + [("kaart", "1")], as: .policyOfficer)
        #expect(lone.status == 400 && lone.body.contains("Alles"))
        _ = await site.post(
            Self.base + "/samen", form: Self.card("Eén en twee") + [("kaart", "1"), ("kaart", "2")], as: .policyOfficer)
        // A merged card can be merged again: its originals go along.
        _ = await site.post(
            Self.base + "/samen", form: Self.card("Alles") + [("kaart", "4"), ("kaart", "3")], as: .policyOfficer)
        var cards = try await Self.cards(site)
        let whole = try #require(cards.first { $0.text == "Alles" })
        #expect(cards.filter { $0.mergedInto == whole.id }.map(\.text).sorted() == ["Drie", "Een", "Twee"])
        #expect(!cards.contains { $0.text == "Eén en twee" })
        #expect(await site.get(Self.base, as: .broker).body.contains("Samengevoegd uit 3 kaartjes"))
        _ = await site.post(Self.base + "/uiteen", form: [("kaart", String(whole.number))], as: .policyOfficer)
        cards = try await Self.cards(site)
        #expect(cards.map(\.text).sorted() == ["Drie", "Een", "Twee"])
        #expect(cards.allSatisfy { $0.mergedInto == nil })
    }

    @Test func `a card does not name a person, and one that does is covered`() async throws {
        let site = try await Self.open()
        for text in ["Bel 06 1234 5678", "Mail piet@voorbeeld.nl", "Mijn nummer is 111222333"] {
            let reply = await site.post(Self.base + "/kaart", form: Self.card(text), as: .broker)
            #expect(reply.status == 400, "\(text)")
            #expect(reply.body.contains(text))
        }
        _ = await site.post(Self.base + "/kaart", form: Self.card("In 2025 waren er 12.500 uren"), as: .broker)
        _ = await site.post(Self.base + "/kaart", form: Self.card("Piet van de bakker is lastig"), as: .broker)
        _ = await site.post(Self.base + "/dek-af", form: [("kaart", "2"), ("besluit", "dek-af")], as: .policyOfficer)
        let page = await site.get(Self.base, as: .councilMember)
        #expect(!page.body.contains("bakker") && page.body.contains("12.500 uren"))
        _ = await site.post(Self.base + "/dek-af", form: [("kaart", "2"), ("besluit", "toon")], as: .policyOfficer)
        #expect(await site.get(Self.base, as: .councilMember).body.contains("bakker"))
        _ = await site.post(Self.base + "/dek-af", form: [("kaart", "2"), ("besluit", "dek-af")], as: .policyOfficer)
        let later = site.clock.now + .days(31)
        let gone = try await site.write { db in try ChanceData.retention[0].apply(later - .days(30), later, db) }
        #expect(gone == 1)
        #expect(try await Self.cards(site).last?.text == "")
    }

    @Test func `a code opens the board and a renewed link closes the old one`() async throws {
        let site = try await Self.open()
        let found = try await site.read { db in
            try PolicyCycle.find(number: 1, in: db).flatMap { try ChanceBoard.find($0.id, in: db) }
        }
        let board = try #require(found)
        let old = board.path(site.town.house.vault)
        let typed = board.code.lowercased().prefix(3) + " " + board.code.suffix(3)
        #expect(await site.post("/kansen", form: [("code", String(typed))]).location == old)
        #expect(await site.post("/kansen", form: [("code", "ZZZZZZ")]).status == 400)
        _ = await site.post(Self.base + "/nieuwe-link", as: .policyOfficer)
        #expect(await site.get(old).status == 404)
        #expect(await site.post(old).status == 404)
        #expect(await site.get("/kansen/mee/onzin").status == 404)
    }

    @Test func `each invited person gets a link of their own`() async throws {
        let site = try await Self.open()
        let wrong = await site.post(
            Self.base + "/uitnodigen", form: [("adressen", "een@voorbeeld.nl\nfout")], as: .policyOfficer)
        #expect(wrong.status == 400 && wrong.body.contains("fout"))
        _ = await site.post(
            Self.base + "/uitnodigen", form: [("adressen", "een@voorbeeld.nl\ntwee@voorbeeld.nl, een@voorbeeld.nl")],
            as: .policyOfficer)
        let mails = try await site.mails().filter { $0.text.contains("/kansen/mee/") }
        #expect(mails.count == 2)
        let links = Set(mails.compactMap { $0.path("/kansen/mee/") })
        #expect(links.count == 2)
        for link in links { #expect(await site.get(link).status == 200) }
    }

    @Test func `an own card can be taken off by its writer alone`() async throws {
        let site = try await Self.open()
        let mine = try await Self.join(site)
        let other = try await Self.join(site)
        _ = await site.post(mine + "/kaart", form: Self.card("Van mij"))
        #expect(await site.post(other + "/kaart/weg", form: [("kaart", "1")]).status == 404)
        #expect(await site.post(Self.base + "/kaart/weg", form: [("kaart", "1")], as: .policyOfficer).status == 404)
        #expect(await site.post(mine + "/kaart/weg", form: [("kaart", "1")]).status == 303)
        #expect(try await Self.cards(site).isEmpty)
    }

    @Test func `an erased person is no longer the writer of a card`() async throws {
        let site = try await Self.open()
        _ = await site.post(Self.base + "/kaart", form: Self.card("Een kans"), as: .researcher)
        let person = site.id(.researcher)
        let data = ChanceData.personalData[0]
        let export = try await site.read { db in try data.export(person, db) }
        #expect(export["kaartjes"]?.array?.count == 1)
        try await site.write { [now = site.clock.now] db in try data.erase(person, now, db) }
        #expect(try await Self.cards(site).count == 1)
        #expect(try await site.read { db in try data.export(person, db) }["kaartjes"]?.array?.isEmpty == true)
    }

    @Test func `strangers and residents have no way in but the link`() async throws {
        let site = try await Self.open()
        #expect(await site.get(Self.base, as: .otherBroker).status == 404)
        #expect(await site.get(Self.base, as: .resident).status == 404)
        #expect(await site.post(Self.base + "/stap", form: [("naar", "gesloten")], as: .councilMember).status == 404)
        #expect(await site.post(Self.base + "/samen", as: .broker).status == 404)
    }
}
