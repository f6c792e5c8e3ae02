import Brokerage
import Community
import Core
import Foundation
import Services
import Storage
import Testing

/// Who sees what of the desk.
struct DeskAccessTests {
    private static let canary = "Kanarie Balieveer"
    private static let secret = "geheimekanarie"

    @Test func `a case is for its own centre only`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let vacancy = try await VacancyFixture().add(to: site)
        let number = try await rig.web(Self.canary, email: "kanarie@test.example", question: Self.secret + " vraag")
        await rig.talk(number, notes: Self.secret + " aantekening")
        #expect(await rig.propose(number, [vacancy]).status == 303)
        let proposal = try await rig.proposal(number)
        let base = rig.path(number)
        let pages = ["", "/gesprek", "/voorstellen", "/voorstellen/\(proposal)", "/brief", "/sluiten", "/wissen"]
        for role in [Role.otherBroker, .member, .manager, .stranger, .resident, .policyOfficer, .administrator] {
            for page in pages {
                let reply = await site.get(base + page, as: role)
                #expect(reply.status == 404, "\(page) as \(role.rawValue): \(reply.status)")
                #expect(!reply.body.contains(Self.canary) && !reply.body.contains(Self.secret))
            }
        }
        let before = try await snapshot(rig, number)
        let posts: [(String, [(String, String)])] = [
            ("/pakken", []), ("/geven", [("aan", site.id(.otherBroker))]), ("/contact", [("wat", "gebeld")]),
            ("/gesprek", [("lezen", "team"), ("toestemming", "mondeling")]),
            ("/afspraak", [("dag", (site.clock.now.day + 2).iso), ("tijd", "10:00"), ("duur", "30"), ("waar", "x")]),
            ("/afspraak/af", []), ("/voorstellen", [("vacature", "\(vacancy)")]),
            ("/voorstellen/\(proposal)", [("antwoord", "ja")]), ("/sluiten", [("reden", "anders")]),
            ("/bereikbaar", [("email", "ander@test.example"), ("email-was", "kanarie@test.example")]),
            ("/voorstellen/\(proposal)/plek", [("antwoord", "wil-plek")]),
            ("/heropenen", []), ("/wissen", []),
        ]
        for (path, form) in posts {
            for role in [Role.otherBroker, .member, .resident] {
                let reply = await site.post(base + path, form: form, as: role)
                #expect(reply.status == 404, "\(path) as \(role.rawValue): \(reply.status)")
            }
        }
        #expect(try await snapshot(rig, number) == before)
        for (path, role) in [
            (DeskRig.home, Role.otherBroker), (DeskRig.home + "/lijst", .otherBroker), ("/vandaag", .otherBroker),
            ("/organisatie/1/reacties", .member), ("/vandaag", .member), ("/vandaag", .resident),
        ] {
            let reply = await site.get(path, as: role)
            #expect(reply.status == 200, "\(path)")
            #expect(!reply.body.contains(Self.canary), "\(path) as \(role.rawValue)")
        }
        // A broker cannot give a case away to who does not work in that municipality.
        let away = await site.post(base + "/geven", form: [("aan", site.id(.otherBroker))], as: .broker)
        #expect(away.status == 400)
    }

    @Test func `what waits too long is seen by the manager, and by the brokers where there is none`() async throws {
        let rig = try await DeskRig()
        let words = "wacht een week te lang"
        let number = try await rig.web(Self.canary)
        let late = rig.site.clock.now - .days(30)
        for (code, seeing, blind) in [
            ("GM9999", Role.centreManager, [Role.broker, .otherBroker]),
            ("GM9998", .otherBroker, [.broker, .centreManager]),
        ] {
            try await rig.site.write { db in
                try db.run(
                    "UPDATE intake SET municipality_code = \(code), next_at = \(late) WHERE number = \(number)")
            }
            #expect(await rig.site.get("/vandaag", as: seeing).body.contains(words))
            for role in blind { #expect(await !rig.site.get("/vandaag", as: role).body.contains(words), "\(role)") }
        }
    }

    private func snapshot(_ rig: DeskRig, _ number: Int) async throws -> String {
        try await rig.site.read { db in
            let intake = try db.first("SELECT * FROM intake WHERE number = \(number)")
            let rest = try db.rows("SELECT state FROM desk_proposal ORDER BY id").map { "\($0.values)" }
            let talks = try db.count("SELECT COUNT(*) FROM desk_talk")
            let contacts = try db.count("SELECT COUNT(*) FROM desk_contact")
            return "\(intake?.values ?? [])\(rest)\(talks)\(contacts)"
        }
    }

    @Test func `what one broker keeps is closed to colleagues and open to cover and manager`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.counter(Self.canary, as: .broker)
        await rig.talk(number, notes: Self.secret, reading: "eigen")
        // The manager leads the centre; a second broker is only a colleague.
        let path = rig.path(number)
        #expect(await site.get(path, as: .centreManager).body.contains(Self.secret))
        try await rig.hire(.neighbour)
        #expect(await site.get(DeskRig.home, as: .neighbour).status == 200)
        let refused = await site.get(path, as: .neighbour)
        #expect(refused.status == 404 && !refused.body.contains(Self.canary))
        #expect(!(await site.get(DeskRig.home + "/lijst", as: .neighbour)).body.contains(Self.canary))
        let today = site.clock.now.day
        let form = [("van", today.iso), ("tot", (today + 5).iso), ("vervanger", site.id(.neighbour))]
        #expect(await site.post(DeskRig.home + "/team", form: form, as: .broker).status == 303)
        #expect(await site.get(path, as: .neighbour).body.contains(Self.secret))
        try await rig.pass(.days(3))
        // Tasks go along; a week over its term the manager hears of it too.
        try await site.write { db in try db.run("UPDATE intake SET next_at = '2026-11-24T09:00:00.000Z'") }
        #expect(await rig.tasks(.neighbour).contains("bleef het stil"))
        try await rig.pass(.days(3))
        #expect(await site.get(path, as: .neighbour).status == 404)
        try await rig.pass(.days(5))
        #expect(await rig.tasks(.centreManager).contains("wacht een week te lang"))
    }

    @Test func `the case of who left is on everyone's list`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.counter("Achtergelaten Ans", as: .broker)
        try await rig.pass(.days(8))
        #expect(!(await rig.tasks(.centreManager)).contains("bleef het stil"))
        try await site.write { [id = site.id(.broker)] db in
            try db.run("DELETE FROM municipal_role WHERE person_id = \(id)")
        }
        #expect(await rig.tasks(.centreManager).contains("bleef het stil"))
        #expect(
            await site.get(DeskRig.home + "/lijst?van=niemand", as: .centreManager).body.contains("Achtergelaten Ans"))
        #expect(await site.get(rig.path(number), as: .broker).status == 404)
    }

    @Test func `a referrer needs consent and sees only how far it is`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        var form = [
            ("jouw-naam", "Wijkwerker Wil"), ("jouw-organisatie", "Wijkteam"), ("jouw-mail", "wil@wijkteam.example"),
            ("gemeente", "GM9999"), ("naam", Self.canary), ("telefoon", "0612345678"), ("vraag", Self.secret),
        ]
        let refused = await site.post("/doorverwijzen", form: form)
        #expect(refused.status == 400 && refused.body.contains("#veld-goed") && refused.body.contains(Self.canary))
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM intake") } == 0)
        form.append(("goed", "ja"))
        #expect(await site.post("/doorverwijzen", form: form).status == 303)
        let mail = try #require(try await site.mails(to: "wil@wijkteam.example").last)
        #expect(!mail.text.contains(Self.canary))
        let link = try #require(mail.path("/verwijzing/"))
        let number = try await rig.number(Self.canary)
        func words() async -> String {
            let page = await site.get(link)
            #expect(page.status == 200 && !page.body.contains(Self.canary) && !page.body.contains(Self.secret))
            return page.body
        }
        #expect(await words().contains("We nemen contact op."))
        await rig.talk(number, notes: Self.secret)
        #expect(await words().contains("We zijn in gesprek."))
        #expect(
            await site.post(rig.path(number) + "/sluiten", form: [("reden", "wil-niet-meer")], as: .broker).status
                == 303)
        let closed = await words()
        #expect(closed.contains("Het is afgerond.") && !closed.contains("Wil niet meer"))
        // The referrer's link opens nothing of the person's.
        let secret = link.split(separator: "/").last ?? ""
        #expect(await site.get("/hulp/\(secret)").status == 404)
    }

    @Test func `one person's link opens nobody else's proposal`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let vacancy = try await VacancyFixture().add(to: site)
        let first = try await rig.counter("Eerste", email: "eerste@test.example")
        let second = try await rig.counter(Self.canary, email: "tweede@test.example")
        for number in [first, second] {
            await rig.talk(number)
            #expect(await rig.propose(number, [vacancy]).status == 303)
        }
        let link = try await rig.link("eerste@test.example")
        #expect(!(await site.get(link)).body.contains(Self.canary))
        let other = try await rig.proposal(second)
        #expect(await site.post(link + "/voorstellen/\(other)", form: [("antwoord", "ja")]).status == 404)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM application") } == 0)
    }
}
