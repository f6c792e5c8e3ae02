import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// From the counter to a place.
struct DeskFlowTests {
    @Test func `someone from the site is called, gets a proposal, says yes and is placed`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let vacancy = try await rig.vacancy()
        let number = try await rig.web("Riet Zoeker", email: "riet@test.example", question: "Iets met taal.")
        #expect(try await rig.state(number).step == "eerste-contact")
        #expect(await site.get(DeskRig.home, as: .broker).body.contains("Riet Zoeker"))
        #expect(await site.get(DeskRig.home + "/lijst?van=niemand&weg=web", as: .broker).body.contains("Riet Zoeker"))
        #expect(!(await site.get(DeskRig.home + "/lijst?van=mij", as: .broker).body.contains("Riet Zoeker")))
        #expect(await site.post(rig.path(number) + "/pakken", as: .broker).status == 303)
        #expect(await site.get(DeskRig.home + "/lijst?van=mij", as: .broker).body.contains("Riet Zoeker"))
        await rig.talk(number, notes: "Praat makkelijk.")
        #expect(try await rig.state(number).state == "in-gesprek")
        let page = await site.get(rig.path(number) + "/voorstellen", as: .broker)
        #expect(page.body.contains("Taalmaatje gezocht"))
        #expect(page.body.contains("Past bij je, omdat"))
        #expect(await rig.propose(number, [vacancy]).status == 303)
        #expect(try await rig.state(number).step == "antwoord-voorstel")
        let link = try await rig.link("riet@test.example")
        let own = await site.get(link)
        #expect(own.status == 200 && own.body.contains("Taalmaatje gezocht") && own.body.contains("Past bij je"))
        #expect(!own.body.contains("Praat makkelijk"))
        // Nobody of the organisation knows of her yet.
        #expect(!(await site.get("/organisatie/1/reacties", as: .member).body.contains("Riet")))
        let proposal = try await rig.proposal(number)
        let yes = await site.post(
            link + "/voorstellen/\(proposal)", form: [("antwoord", "ja"), ("bericht", "Ik kom graag.")])
        #expect(yes.status == 303, "\(yes.body.suffix(800))")
        let inbox = await site.get("/organisatie/1/reacties", as: .member)
        #expect(inbox.body.contains("Riet Zoeker"))
        let detail = await site.get("/organisatie/1/reacties/1", as: .member)
        #expect(detail.body.contains("Ik kom graag.") && detail.body.contains("de balie van de vrijwilligerscentrale"))
        #expect(!detail.body.contains("riet@test.example"), "no address before a yes to sharing it")
        let origin = try await site.read { db in try db.value("SELECT origin FROM application", as: String.self) }
        #expect(origin == "balie")
        #expect(try await rig.state(number).step == "kennismaking")
        // A second yes to the same proposal makes no second application.
        _ = await site.post(link + "/voorstellen/\(proposal)", form: [("antwoord", "ja")])
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM application") } == 1)
        let placed = await site.post(
            "/organisatie/1/reacties/1", form: [("actie", "plaatsen"), ("tekst", "Welkom!")], as: .member)
        #expect(placed.status == 303, "\(placed.body.suffix(800))")
        #expect(try await rig.state(number).state == "geplaatst")
        try await care(rig, number)
    }

    /// Two calls, after two weeks and after three months; then the case is closed.
    private func care(_ rig: DeskRig, _ number: Int) async throws {
        let site = rig.site
        try await rig.pass(.days(13))
        #expect(!(await rig.tasks(.broker)).contains("Nazorg na twee weken"))
        try await rig.pass(.days(1))
        #expect(await rig.tasks(.broker).contains("Nazorg na twee weken"))
        let empty = await site.post(rig.path(number) + "/contact", form: [("wat", "gebeld")], as: .broker)
        #expect(empty.status == 400)
        let good = [("wat", "gebeld"), ("gaat", "goed")]
        #expect(await site.post(rig.path(number) + "/contact", form: good, as: .broker).status == 303)
        #expect(try await rig.state(number).step == "nazorg-drie-maanden")
        #expect(!(await rig.tasks(.broker)).contains("Nazorg"))
        try await rig.pass(.days(77))
        #expect(await rig.tasks(.broker).contains("Nazorg na drie maanden"))
        #expect(await site.post(rig.path(number) + "/contact", form: good, as: .broker).status == 303)
        #expect(try await rig.state(number).state == "gesloten")
        #expect(await site.post(rig.path(number) + "/heropenen", as: .broker).status == 303)
        #expect(try await rig.state(number).step == "verder")
    }

    @Test func `who has no mail gets a letter and a call, and the organisation a number`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let vacancy = try await rig.vacancy()
        let number = try await rig.counter("Bram Briefman")
        await rig.talk(number)
        #expect(await rig.propose(number, [vacancy]).status == 303)
        #expect(try await site.mails().isEmpty)
        let letter = await site.get(rig.path(number) + "/brief", as: .broker)
        #expect(letter.body.contains("Beste Bram Briefman") && letter.body.contains("Taalmaatje gezocht"))
        try await rig.pass(.days(1))
        #expect(await rig.tasks(.broker).contains("Een voorstel wacht op antwoord"))
        let path = rig.path(number) + "/voorstellen/" + (try await rig.proposal(number))
        #expect(await site.post(path, form: [], as: .broker).status == 400)
        let yes = [("antwoord", "ja"), ("delen", "ja"), ("bericht", "Bram is timmerman geweest.")]
        #expect(await site.post(path, form: yes, as: .broker).status == 303)
        let detail = await site.get("/organisatie/1/reacties/1", as: .member)
        #expect(detail.body.contains("0612345678") && detail.body.contains("timmerman"))
        #expect(detail.body.contains("Alleen een bericht sturen"))
        #expect(detail.body.contains("De vrijwilligerscentrale belt met je antwoord."))
        let declined = await site.post(
            "/organisatie/1/reacties/1", form: [("actie", "afwijzen"), ("reden", "vol"), ("tekst", "Sorry.")],
            as: .member)
        #expect(declined.status == 303, "\(declined.body.suffix(800))")
        // Nobody mailed him, so the desk must call.
        #expect(try await rig.state(number).step == "nieuws")
        #expect(await rig.tasks(.broker).contains("Er is nieuws aan de balie"))
    }

    @Test func `no more than three proposals wait, and only for what is open`() async throws {
        let rig = try await DeskRig()
        var numbers: [Int] = []
        for index in 0..<5 {
            numbers.append(try await VacancyFixture(title: "Werk \(index)").add(to: rig.site))
        }
        let closed = try await VacancyFixture(title: "Dicht", state: .closed).add(to: rig.site)
        let number = try await rig.counter("Keuze Kiezer", email: "keuze@test.example")
        await rig.talk(number)
        #expect(await rig.propose(number, Array(numbers.prefix(4))).status == 400)
        #expect(await rig.propose(number, []).status == 400)
        #expect(await rig.propose(number, [closed]).status == 400)
        #expect(await rig.propose(number, Array(numbers.prefix(2))).status == 303)
        #expect(await rig.propose(number, Array(numbers.suffix(2))).status == 400)
        // Thinking about one, no to the other: the case goes on with a day.
        let link = try await rig.link("keuze@test.example")
        let ids = try await rig.site.read { db in
            try db.rows("SELECT id FROM desk_proposal ORDER BY id").map { try $0("id", as: String.self) }
        }
        #expect(await rig.site.post(link + "/voorstellen/\(ids[0])", form: [("antwoord", "denk")]).status == 303)
        #expect(try await rig.state(number).state == "denkt-na")
        #expect(await rig.site.post(link + "/voorstellen/\(ids[1])", form: [("antwoord", "nee")]).status == 303)
        #expect(await rig.site.post(link + "/voorstellen/\(ids[0])", form: [("antwoord", "nee")]).status == 303)
        #expect(try await rig.state(number).step == "nieuws")
    }

    @Test func `a talk is planned, reminded of, moved, and called off by the person`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.counter("Tamara Tijd", email: "tamara@test.example")
        let day = site.clock.now.day + 3
        let plan = [("dag", day.iso), ("tijd", "10:30"), ("duur", "45"), ("waar", "Plein 1")]
        #expect(await site.post(rig.path(number) + "/afspraak", form: [], as: .broker).status == 400)
        let past = [("dag", (site.clock.now.day - 1).iso), ("tijd", "10:30"), ("duur", "45"), ("waar", "Plein 1")]
        #expect(await site.post(rig.path(number) + "/afspraak", form: past, as: .broker).status == 400)
        #expect(await site.post(rig.path(number) + "/afspraak", form: plan, as: .broker).status == 303)
        let link = try await rig.link("tamara@test.example")
        let file = await site.get(link + "/afspraak.ics")
        #expect(file.status == 200 && file.body.contains("BEGIN:VEVENT") && file.body.contains("Plein 1"))
        try await rig.pass(.hours(50))
        try await site.tick()
        let mails = try await site.mails(to: "tamara@test.example")
        #expect(mails.filter { $0.kind == "balie-herinnering" }.count == 1)
        try await site.tick()
        #expect(try await site.mails(to: "tamara@test.example").filter { $0.kind == "balie-herinnering" }.count == 1)
        #expect(await site.post(link + "/afspraak/af").status == 303)
        #expect(try await rig.state(number).step == "nieuws")
        #expect(await site.get(link + "/afspraak.ics").status == 404)
        // After a planned talk has passed, writing it down is somebody's task.
        let again = [("dag", (day + 1).iso), ("tijd", "11:00"), ("duur", "30"), ("waar", "Plein 1")]
        #expect(await site.post(rig.path(number) + "/afspraak", form: again, as: .broker).status == 303)
        try await rig.pass(.days(3))
        #expect(await rig.tasks(.broker).contains("voer het of schrijf het op"))
    }

    @Test func `a talk can be kept half-way, and ends only with consent`() async throws {
        let rig = try await DeskRig()
        let number = try await rig.counter("Halve Hanna")
        let half = [("leuk", "sport"), ("lezen", "team"), ("aantekeningen", "Half af."), ("doe", "bewaar")]
        #expect(await rig.site.post(rig.path(number) + "/gesprek", form: half, as: .broker).status == 303)
        let page = await rig.site.get(rig.path(number) + "/gesprek", as: .broker)
        #expect(page.body.contains("Half af."))
        let done = [("lezen", "team"), ("aantekeningen", "Nu af."), ("doe", "klaar")]
        let refused = await rig.site.post(rig.path(number) + "/gesprek", form: done, as: .broker)
        #expect(refused.status == 400 && refused.body.contains("Nu af.") && refused.body.contains("#veld-toestemming"))
    }

    @Test func `many yeses at once make one application`() async throws {
        let rig = try await DeskRig()
        let vacancy = try await rig.vacancy()
        let number = try await rig.counter("Dubbele Dirk", email: "dirk@test.example")
        await rig.talk(number)
        #expect(await rig.propose(number, [vacancy]).status == 303)
        let path = try await rig.link("dirk@test.example") + "/voorstellen/" + rig.proposal(number)
        let site = rig.site
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 { group.addTask { await site.post(path, form: [("antwoord", "ja")]).status } }
            for await status in group { #expect(status == 303) }
        }
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM application") } == 1)
        #expect(try await site.mails(to: "dirk@test.example").filter { $0.kind == "reactie-balie" }.count == 1)
    }
}
