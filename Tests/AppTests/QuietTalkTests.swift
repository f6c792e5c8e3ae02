import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// Applications that had an answer, and of which nothing was heard after.
struct QuietTalkTests {
    private static let own = "Hoe staat het met Sanne de Vries?"
    private static let centre = "1 gesprek met een vrijwilliger staat al lang stil"

    private static func talking() async throws -> (rig: ApplyRig, link: String) {
        let rig = try await ApplyRig()
        try await rig.addVacancy(places: 2)
        let link = try await rig.apply()
        #expect(await rig.answer(1, "uitnodigen", text: "Kom je langs?").status == 303)
        return (rig, link)
    }

    private static func move(_ rig: ApplyRig, _ days: Int) async throws {
        rig.site.clock.move(by: .days(days))
        try await rig.site.write { [now = rig.site.clock.now] db in
            _ = try db.run("UPDATE session SET last_seen_at = \(now)")
        }
    }

    private static func today(_ rig: ApplyRig, _ role: Role) async -> String {
        await rig.site.get("/vandaag", as: role).body
    }

    @Test func `after thirty days the organisation is asked, after sixty the centre calls`() async throws {
        let (rig, _) = try await Self.talking()
        try await Self.move(rig, 29)
        #expect(await !Self.today(rig, .member).contains(Self.own))
        try await Self.move(rig, 2)
        let asked = await Self.today(rig, .member)
        #expect(asked.contains(Self.own) && asked.contains("Al 31 dagen geen nieuws."))
        #expect(await !Self.today(rig, .broker).contains(Self.centre))
        try await Self.move(rig, 30)
        #expect(await Self.today(rig, .broker).contains(Self.centre))
        #expect(await !Self.today(rig, .otherBroker).contains(Self.centre))
        let list = await rig.site.get("/centrale/reacties", as: .broker)
        #expect(
            list.body.contains("1 gesprek staat al 60 dagen stil.") && !list.body.contains("langer dan een week op"))
        let one = await rig.site.get("/centrale/reacties/1", as: .broker)
        #expect(one.body.contains("in gesprek, geen nieuws") && one.body.contains("Sanne de Vries"))
        let close = "/centrale/reacties/1/1/sluiten"
        let page = await rig.site.get(close, as: .broker)
        #expect(page.body.contains("Je was in gesprek over") && !page.body.contains("geen antwoord gegeven"))
        #expect(await rig.site.get(close, as: .otherBroker).status == 404)
        let form = [("reden", "geen-contact"), ("tekst", "We sluiten je reactie.")]
        #expect(await rig.site.post(close, form: form, as: .broker).status == 303)
        #expect(try await rig.application().state == .declined)
        let mail = try await rig.site.mails().last { $0.kind == "reactie-gesloten-door-centrale" }
        #expect(mail?.text.contains("stond al lang stil") == true)
        #expect(await !Self.today(rig, .member).contains(Self.own))
    }

    @Test func `any word or step is news`() async throws {
        let (rig, link) = try await Self.talking()
        try await Self.move(rig, 40)
        #expect(await Self.today(rig, .member).contains(Self.own))
        #expect(await rig.answer(1, "antwoorden", text: "We bellen je morgen.").status == 303)
        #expect(await !Self.today(rig, .member).contains(Self.own))
        try await Self.move(rig, 31)
        #expect(await Self.today(rig, .member).contains(Self.own))
        // What the applicant wrote waits as a message, and not twice.
        #expect(await rig.site.post(link + "/bericht", form: [("tekst", "Hoe staat het?")]).status == 303)
        let written = await Self.today(rig, .member)
        #expect(!written.contains(Self.own) && written.contains("Sanne de Vries schreef een bericht"))
        try await Self.move(rig, 31)
        #expect(await !Self.today(rig, .member).contains(Self.own))
        #expect(await rig.answer(1, "plaatsen").status == 303)
        try await Self.move(rig, 70)
        #expect(await !Self.today(rig, .broker).contains(Self.centre))
    }
}
