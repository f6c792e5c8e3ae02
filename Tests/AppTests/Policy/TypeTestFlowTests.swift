import Core
import Storage
import Testing

@testable import Policy

/// A session from the first click to the talk.
struct TypeTestFlowTests {
    typealias Fixture = TypeTestFixture

    @Test func `people take part with a code and nobody sees anything before the end`() async throws {
        let site = try await Fixture.site()
        #expect(await site.get("/typetest/bestaat-niet").status == 404)
        _ = await Fixture.run("openen", site)
        let wrong = await site.post("/typetest", form: [("code", "BBB BBB")])
        #expect(wrong.status == 400 && wrong.body.contains("BBB BBB"))
        let all = String(repeating: "a", count: 14)
        for index in 0..<6 {
            let mixed = String((0..<14).map { ($0 * 5 + index * 3) % 7 < 3 ? "a" : "b" })
            _ = try await Fixture.takePart(site, role: "councillor", now: mixed, wanted: index == 0 ? all : mixed)
        }
        for step in ["", "/uitslag", "/hand-out", "/scherm/2", "/gesprek"] {
            let reply = await site.get(Fixture.session + step, as: .policyOfficer)
            if step.isEmpty {
                #expect(reply.body.contains(">6<") && !reply.body.contains("<svg class=\"tt-square\""))
            } else {
                #expect(reply.status == 404, "\(step)")
            }
        }
        #expect(await site.get(Fixture.session + "/sluiten", as: .policyOfficer).body.contains("Ja, sluit de test"))
        _ = await Fixture.run("sluiten", site)
        #expect(await site.get(Fixture.session + "/uitslag", as: .policyOfficer).status == 404)
        #expect(await Fixture.run("tonen", site).location == Fixture.session + "/uitslag")
        for role in [Role.policyOfficer, .councilMember, .researcher, .broker] {
            #expect(await site.get(Fixture.session + "/uitslag", as: role).status == 200)
            #expect(await site.get(Fixture.session + "/scherm", as: role).status == 200)
            #expect(await site.get(Fixture.session + "/hand-out", as: role).status == 200)
        }
        #expect(await site.get(Fixture.session + "/uitslag", as: .otherBroker).status == 404)
    }

    @Test func `answers can be kept and taken up, and lie fast once sent in`() async throws {
        let site = try await Fixture.site()
        _ = await Fixture.run("openen", site)
        let own = try await Fixture.begin(site)
        #expect(await site.get(own).body.contains("Deel 1 van 2"))
        let half = Fixture.answers("now") { $0 < 8 ? "a" : "" }
        #expect(await site.post(own, form: half + [("bewaar", "ja")]).location == own + "?blik=now")
        let back = await site.get(own)
        #expect(back.body.components(separatedBy: " checked").count == 8)
        #expect(await site.post(own, form: half).location == own + "?blik=wanted")
        #expect(await site.post(own + "/insturen").status == 400)
        #expect(await site.post(own, form: Fixture.answers("wanted") { _ in "b" }).location == own + "/insturen")
        #expect(await site.get(own + "/insturen").body.contains("7 stellingen open"))
        #expect(await site.post(own + "/insturen").location == own)
        #expect(await site.get(own).body.contains("Je antwoorden zijn binnen"))
        let late = await site.post(own, form: Fixture.answers("wanted") { _ in "a" })
        #expect(late.status == 400 && late.body.contains("al binnen"))
        #expect(await site.post(own + "/insturen").status == 400)
        let kept = try await site.read { db in
            try db.value("SELECT answers_wanted FROM policy_type_participant", as: String.self)
        }
        #expect(kept == String(repeating: "b", count: 14))
    }

    @Test func `a session opens again only while nothing was shown`() async throws {
        let site = try await Fixture.site()
        #expect(await Fixture.run("sluiten", site).status == 400)
        _ = await Fixture.run("openen", site)
        #expect(await Fixture.run("openen", site).status == 400)
        let own = try await Fixture.begin(site)
        _ = await Fixture.run("sluiten", site)
        #expect(await Fixture.run("tonen", site).status == 400)
        #expect(await site.post(own, form: Fixture.answers("now") { _ in "a" }).status == 404)
        #expect(await site.get(own).body.contains("niet ingestuurd"))
        #expect(await Fixture.run("heropenen", site).status == 303)
        let text = String(repeating: "ab", count: 7)
        _ = try await Fixture.takePart(site, role: "official", now: text, wanted: text)
        _ = await Fixture.run("sluiten", site)
        #expect(await Fixture.run("tonen", site).status == 303)
        #expect(await Fixture.run("heropenen", site).status == 400)
        #expect(await site.get(own).status == 404)
        #expect(
            await site.get(Fixture.session + "/uitslag", as: .policyOfficer).body.contains("Te klein voor een uitslag"))
    }

    @Test func `everyone finds their own result on their own page`() async throws {
        let site = try await Fixture.site()
        _ = await Fixture.run("openen", site)
        var pages: [String] = []
        for index in 0..<5 {
            let text = String((0..<14).map { ($0 + index) % 4 < 2 ? "a" : "b" })
            pages.append(try await Fixture.takePart(site, role: "resident", now: text, wanted: text))
        }
        _ = await Fixture.run("sluiten", site)
        #expect(!(await site.get(pages[0]).body.contains("Jouw uitslag")))
        _ = await Fixture.run("tonen", site)
        let own = await site.get(pages[0])
        #expect(own.status == 200 && own.body.contains("Jouw uitslag") && own.body.contains("tt-own"))
    }

    @Test func `only officers run a session, and not in a closed round`() async throws {
        let site = try await Fixture.site()
        for role in [Role.councilMember, .researcher, .broker, .otherBroker] {
            #expect(await site.post(Fixture.session + "/openen", as: role).status == 404)
            #expect(await site.get(Fixture.session, as: role).status == 404)
        }
        _ = await Fixture.run("openen", site)
        let page = await site.get(Fixture.session, as: .councilMember)
        #expect(page.status == 200 && !page.body.contains("/typetest/" + "uitnodiging"))
        let code = try await Fixture.code(site)
        #expect(!page.body.contains(code) && !page.body.contains(TypeTestCode.spoken(code)))
        try await site.write { db in try db.run("UPDATE policy_cycle SET phase = 'gesloten'") }
        #expect(await Fixture.run("sluiten", site).status == 400)
    }

    @Test func `a session that nobody took part in can be changed and removed`() async throws {
        let site = try await Fixture.site()
        let empty = await site.post(
            Fixture.session + "/wijzigen", form: [("titel", "Nieuw"), ("manier", "code")], as: .policyOfficer)
        #expect(empty.status == 400 && empty.body.contains("Nieuw"))
        let form = [("titel", "Andere avond"), ("manier", "code"), ("blik", "wanted")]
        #expect(await site.post(Fixture.session + "/wijzigen", form: form, as: .policyOfficer).status == 303)
        #expect(await site.get(Fixture.path, as: .policyOfficer).body.contains("Andere avond"))
        #expect(await site.post(Fixture.session + "/verwijderen", as: .policyOfficer).status == 303)
        #expect(await site.get(Fixture.session, as: .policyOfficer).status == 404)
    }
}
