import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// A free place for who has no mail.
struct DeskOfferTests {
    private static let wants = "Hij of zij wil de plek"

    private func events(_ rig: DeskRig, _ action: String) async throws -> [(actor: String, details: String)] {
        try await rig.site.read { db in
            try db.rows("SELECT actor, details FROM audit_event WHERE action = \(action) ORDER BY seq").map {
                (try $0("actor"), try $0("details"))
            }
        }
    }

    @Test func `it is a call of the broker with a day, until the person answers`() async throws {
        let rig = try await DeskRig()
        let number = try await rig.offered()
        let state = try await rig.state(number)
        // The place is the task; what was waited for before still is.
        #expect(state.state == "voorstel" && state.step == "kennismaking")
        let task = "Er is een plek vrij voor Wachtende Wim: bel"
        let tasks = await rig.tasks(.broker)
        // The other news is that Eef stopped: the free place is not said twice.
        #expect(tasks.contains(task) && tasks.contains("Er is nieuws aan de balie") && tasks.contains("Eerste Eef"))
        #expect(tasks.contains("Bel voor zaterdag 28 november 2026"))
        #expect(!(await rig.tasks(.otherBroker)).contains("Wachtende Wim"))
        let home = await rig.site.get(DeskRig.home, as: .broker).body
        #expect(home.contains("Er is een plek vrij: bel op tijd") && home.contains("Wachtende Wim"))
        // A call about something else does not take it off the list.
        #expect(
            await rig.site.post(rig.path(number) + "/contact", form: [("wat", "gebeld")], as: .broker).status == 303)
        #expect(try await rig.state(number).step == "kennismaking")
        #expect(await rig.tasks(.broker).contains(task))
        #expect(try await rig.answerOffer("wil-plek").status == 303)
        #expect(!(await rig.tasks(.broker)).contains(task))
    }

    @Test func `the broker takes the place for them, and that is written down`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.offered()
        let page = await site.get(rig.path(number), as: .broker)
        #expect(page.body.contains("Er is een plek vrij voor Wachtende Wim") && page.body.contains(Self.wants))
        #expect(try await rig.answerOffer("").status == 400)
        let long = try await rig.answerOffer("wil-plek", how: String(repeating: "a", count: 501))
        #expect(long.status == 400 && long.body.contains("#plek-1-hoe") && long.body.contains("aaaaa"))
        #expect(try await rig.application().state == .waiting)
        #expect(try await rig.answerOffer("wil-plek", how: "Zij belde zelf op.").status == 303)
        let taken = try await rig.application()
        #expect(taken.state == .talking && taken.holdsPlace)
        #expect(try await site.mails().contains { $0.kind == "plek-aangenomen" && $0.text.contains("Wachtende Wim") })
        let state = try await rig.state(number)
        let due = DeskTerm.morning(DeskTerm.introductionDays, after: site.clock.now)
        #expect(state.state == "voorstel" && state.step == "kennismaking" && state.nextAt == due)
        let after = await site.get(rig.path(number), as: .broker).body
        #expect(after.contains("Antwoord op een vrije plek: " + Self.wants) && after.contains("Zij belde zelf op."))
        #expect(!after.contains("Er is een plek vrij voor"))
        for action in ["plek-aangenomen", "intake-plek"] {
            let found = try await events(rig, action)
            #expect(found.map(\.actor) == [site.id(.broker)])
            #expect(!found.contains { $0.details.contains("belde") })
        }
        // A page that was still open takes nothing back.
        #expect(try await rig.answerOffer("wil-plek-niet").status == 303)
        #expect(try await rig.application().state == .talking)
        #expect(try await events(rig, "intake-plek").count == 1)
    }

    @Test func `whoever does not want it leaves it to the next`() async throws {
        let rig = try await DeskRig()
        let number = try await rig.offered(to: ["Wachtende Wim", "Derde Dirk"])
        #expect(try await rig.application(3).offerUntil == nil)
        #expect(try await rig.answerOffer("wil-plek-niet").status == 303)
        #expect(try await rig.application().state == .withdrawn)
        #expect(try await rig.application(3).offerUntil != nil)
        #expect(try await rig.state(number).step == "verder")
        let tasks = await rig.tasks(.broker)
        #expect(tasks.contains("plek vrij voor Derde Dirk: bel") && !tasks.contains("plek vrij voor Wachtende Wim"))
        #expect(try await events(rig, "reactie-ingetrokken").map(\.actor) == [rig.site.id(.broker)])
    }

    @Test func `a place that went to the next is not given any more`() async throws {
        let rig = try await DeskRig()
        let number = try await rig.offered()
        try await rig.pass(.minutes(5 * 1440 + 1))
        #expect(!(await rig.site.get(rig.path(number), as: .broker)).body.contains(Self.wants))
        #expect(!(await rig.tasks(.broker)).contains("plek vrij voor Wachtende Wim"))
        for choice in ["wil-plek", "wil-plek-niet"] {
            #expect(try await rig.answerOffer(choice).status == 303)
            #expect(try await rig.application().state == .waiting)
        }
        try await rig.site.tick()
        #expect(try await rig.application().state == .declined)
        #expect(try await rig.answerOffer("wil-plek").status == 303)
        #expect(try await rig.application().state == .declined)
        #expect(try await events(rig, "intake-plek").isEmpty)
    }

    @Test func `only the own centre answers for them`() async throws {
        let rig = try await DeskRig()
        _ = try await rig.offered()
        for role in [Role.otherBroker, .member, .resident, .policyOfficer] {
            #expect(try await rig.answerOffer("wil-plek", as: role).status == 404, "\(role.rawValue)")
        }
        #expect(try await rig.answerOffer("wil-plek", as: .anonymous).status != 303)
        #expect(try await rig.application().state == .waiting)
        // An open case is not answered for from the list of closed ones.
        let list = await rig.site.post("/centrale/nazorg/2/plek", form: [("antwoord", "wil-plek")], as: .broker)
        #expect(list.status == 404)
        #expect(try await rig.application().state == .waiting)
    }

    @Test func `who has mail answers with the link, and nobody else does`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.offered(email: "wim@test.example")
        #expect(!(await site.get(rig.path(number), as: .broker)).body.contains(Self.wants))
        #expect(!(await rig.tasks(.broker)).contains("plek vrij voor Wachtende Wim"))
        for choice in ["wil-plek", "wil-plek-niet"] {
            #expect(try await rig.answerOffer(choice).status == 303)
            #expect(try await rig.application().state == .waiting)
        }
        let mail = try #require(try await site.mails(to: "wim@test.example").last { $0.kind == "plek-vrij" })
        let link = try #require(mail.path("/reactie/"))
        #expect(await site.post(link + "/plek", form: [("antwoord", "ja")]).status == 303)
        #expect(try await rig.application().state == .talking)
        // Nor does their own page of before take it back.
        #expect(await site.post(link + "/plek", form: [("antwoord", "nee")]).status == 303)
        #expect(try await rig.application().state == .talking)
    }

    @Test func `after the case was closed everyone of the centre has the call`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        _ = try await rig.offered(closes: true)
        try await rig.hire(.neighbour)
        #expect(await rig.tasks(.neighbour).contains("plek vrij voor Wachtende Wim: bel"))
        let list = await site.get("/centrale/nazorg", as: .neighbour)
        #expect(list.body.contains("Wachtende Wim") && list.body.contains(Self.wants))
        #expect(!(await site.get("/centrale/nazorg", as: .otherBroker)).body.contains("Wachtende Wim"))
        let path = "/centrale/nazorg/2/plek"
        #expect(await site.post(path, form: [("antwoord", "wil-plek")], as: .otherBroker).status == 404)
        #expect(await site.post(path, form: [], as: .neighbour).status == 400)
        #expect(try await rig.application().state == .waiting)
        #expect(await site.post(path, form: [("antwoord", "wil-plek")], as: .neighbour).status == 303)
        #expect(try await rig.application().state == .talking)
        #expect(try await events(rig, "intake-plek").map(\.actor) == [site.id(.neighbour)])
        #expect(!(await site.get("/centrale/nazorg", as: .broker)).body.contains("Wachtende Wim"))
        #expect(!(await rig.tasks(.neighbour)).contains("Wachtende Wim"))
    }

    @Test func `a call of the centre ends when the place goes to the next`() async throws {
        let rig = try await DeskRig()
        _ = try await rig.offered(closes: true)
        #expect(await rig.site.get("/centrale/nazorg", as: .broker).body.contains("Er is een plek vrij"))
        try await rig.pass(.days(6))
        try await rig.site.tick()
        let list = await rig.site.get("/centrale/nazorg", as: .broker)
        #expect(list.status == 200 && !list.body.contains("Er is een plek vrij"))
        #expect(!list.body.contains("Wachtende Wim"))
    }

    @Test func `whoever gets a mail address gets the offer there`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.offered()
        let form = [("email", "wim@test.example"), ("email-was", "")]
        #expect(await site.post(rig.path(number) + "/bereikbaar", form: form, as: .broker).status == 303)
        let mail = try #require(try await site.mails(to: "wim@test.example").last { $0.kind == "plek-vrij" })
        #expect(mail.text.contains("zaterdag 28 november 2026"))
        #expect(!(await rig.tasks(.broker)).contains("plek vrij voor Wachtende Wim"))
        #expect(!(await site.get(rig.path(number), as: .broker)).body.contains(Self.wants))
        let link = try #require(mail.path("/reactie/"))
        #expect(await site.post(link + "/plek", form: [("antwoord", "ja")]).status == 303)
        #expect(try await rig.application().state == .talking)
    }
}
