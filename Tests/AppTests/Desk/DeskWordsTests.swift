import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// What an organisation writes to who has no mail.
struct DeskWordsTests {
    private static let words = "Kom dinsdag om tien uur."
    private static let page = "/centrale/nazorg"

    @Test func `an answer clears the list of the organisation and is a call of the broker`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.offered()
        #expect(try await rig.answerOffer("wil-plek").status == 303)
        let task = "Wachtende Wim wil de vrije plek"
        #expect(await rig.tasks(.member).contains(task))
        let detail = await site.get("/organisatie/1/reacties/2", as: .member).body
        #expect(detail.contains("Alleen een bericht sturen"))
        #expect(detail.contains("De vrijwilligerscentrale belt met je antwoord."))
        #expect(await rig.write(Self.words, to: 2).status == 303)
        #expect(!(await rig.tasks(.member)).contains(task))
        #expect(await site.get("/organisatie/1/reacties/2", as: .member).body.contains(Self.words))
        #expect(try await rig.application().state == .talking)
        #expect(try await rig.state(number).step == "nieuws")
        #expect(await rig.tasks(.broker).contains("Er is nieuws aan de balie"))
        #expect(await site.get(rig.path(number), as: .broker).body.contains(Self.words))
        let called = await site.post(rig.path(number) + "/contact", form: [("wat", "gebeld")], as: .broker)
        #expect(called.status == 303)
        #expect(try await rig.state(number).step == "kennismaking")
        // Once it does not go on, there is nothing left to write about.
        let no = [("actie", "afwijzen"), ("reden", "vol"), ("tekst", "Sorry.")]
        #expect(await site.post("/organisatie/1/reacties/2", form: no, as: .member).status == 303)
        #expect(await rig.write(Self.words, to: 2).status == 400)
    }

    @Test func `an answer by mail gets there too`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.offered()
        #expect(try await rig.answerOffer("wil-plek").status == 303)
        let mails = try await site.mails(to: "member@test.example")
        let mail = try #require(mails.last { $0.kind == "plek-aangenomen" })
        let reply = try ApplyRig(site: site).replyMail(to: mail, from: "member@test.example", text: Self.words)
        let outcome = try await InboundMail(house: site.town.house).receive(reply, now: site.clock.now + .minutes(1))
        #expect(outcome == .added(application: 2))
        #expect(try await rig.state(number).step == "nieuws")
        #expect(await site.get(rig.path(number), as: .broker).body.contains(Self.words))
    }

    @Test func `after the case was closed the centre passes it on`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        _ = try await rig.offered(closes: true)
        // While the place still waits for a yes: that call does not hide the words, nor take them along.
        #expect(await rig.write(Self.words, to: 2).status == 303)
        let waiting = await site.get(Self.page, as: .broker).body
        #expect(waiting.contains("Er is een plek vrij") && waiting.contains(Self.words))
        #expect(await site.post(Self.page + "/2/plek", form: [("antwoord", "wil-plek")], as: .broker).status == 303)
        #expect(await rig.write("Neem koffie mee.", to: 2).status == 303)
        #expect(await rig.tasks(.broker).contains("Bel 1 vrijwilliger: een organisatie schreef iets"))
        let list = await site.get(Self.page, as: .broker).body
        #expect(list.contains("De organisatie schreef iets: geef het door"))
        #expect(list.contains(Self.words) && list.contains("Neem koffie mee."))
        #expect(!(await site.get(Self.page, as: .otherBroker)).body.contains("Wachtende Wim"))
        #expect(await site.post(Self.page + "/2/gedaan", as: .broker).status == 303)
        #expect(!(await site.get(Self.page, as: .broker)).body.contains("Wachtende Wim"))
    }

    @Test func `who wrote last and has no mail any more gets an answer in a call`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.mia("mia@test.example")
        let link = try await rig.link("mia@test.example")
        let yes = await site.post(
            link + "/voorstellen/" + (try await rig.proposal(number)), form: [("antwoord", "ja")])
        #expect(yes.status == 303)
        #expect(await rig.write("Kom je langs?", to: 1, action: "uitnodigen").status == 303)
        let mails = try await site.mails(to: "mia@test.example")
        let own = try #require(mails.last { $0.kind == "reactie-gesprek" }?.path("/reactie/"))
        site.clock.move(by: .minutes(1))
        #expect(await site.post(own + "/bericht", form: [("tekst", "Hoe laat?")]).status == 303)
        #expect(await rig.reach(number, email: "", was: "mia@test.example").status == 303)
        let task = "Mia Mail schreef een bericht"
        #expect(await rig.tasks(.member).contains(task))
        #expect(await site.get("/organisatie/1/reacties", as: .member).body.contains("Wacht op jullie"))
        #expect(await rig.write(Self.words, to: 1).status == 303)
        #expect(!(await rig.tasks(.member)).contains(task))
        #expect(!(await site.get("/organisatie/1/reacties", as: .member)).body.contains("Wacht op jullie"))
        #expect(try await rig.state(number).step == "nieuws")
    }

    /// A vacancy in another municipality, with a centre of its own that does not know who waits.
    private func elsewhere() async throws -> (rig: DeskRig, fixture: VacancyFixture) {
        let rig = try await DeskRig()
        try await rig.site.write { db in
            try db.run(
                """
                INSERT INTO centre (id, name, email, phone, opening, address)
                VALUES ('c2', 'Centrale Zuiderhout', 'zuid@test.example', '0999 888 777', '', 'Markt 2')
                """)
            try db.run("UPDATE municipality SET centre_id = 'c2' WHERE code = 'GM9998'")
        }
        let fixture = VacancyFixture(
            places: 1, organisation: TestSite.otherOrganisation.id, municipality: "GM9998", neighbourhood: "n3")
        return (rig, fixture)
    }

    private static let other = (number: TestSite.otherOrganisation.number, role: Role.stranger)

    @Test func `an organisation elsewhere is told to call the centre that knows them`() async throws {
        let (rig, fixture) = try await elsewhere()
        let site = rig.site
        func mail(_ kind: String) async throws -> String {
            let mails = try await site.mails(to: "stranger@test.example")
            return try #require(mails.last { $0.kind == kind }).text
        }
        _ = try await rig.offered(shares: false, by: fixture, of: Self.other)
        let introduced = try await mail("reactie-balie-nieuw")
        #expect(introduced.contains("om af te spreken: 0123 456 789.") && !introduced.contains("0999"))
        // A centre without a number is no number.
        try await site.write { db in try db.run("UPDATE centre SET phone = '' WHERE id = 'c1'") }
        #expect(try await rig.answerOffer("wil-plek").status == 303)
        let taken = try await mail("plek-aangenomen")
        #expect(taken.contains("De vrijwilligerscentrale belt met je antwoord."))
        #expect(!taken.contains("0999") && !taken.contains("af te spreken"))
    }

    @Test func `what it writes comes to the centre that knows them`() async throws {
        let (rig, fixture) = try await elsewhere()
        let site = rig.site
        _ = try await rig.offered(closes: true, by: fixture, of: Self.other)
        #expect(await rig.write(Self.words, to: 2, as: Self.other).status == 303)
        #expect(await site.get(Self.page, as: .broker).body.contains(Self.words))
        #expect(!(await site.get(Self.page, as: .otherBroker)).body.contains(Self.words))
        #expect(await site.post(Self.page + "/2/gedaan", as: .otherBroker).status == 404)
        #expect(await site.post(Self.page + "/2/gedaan", as: .broker).status == 303)
    }
}
