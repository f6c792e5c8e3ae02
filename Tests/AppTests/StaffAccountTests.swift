import App
import Community
import Core
import Formats
import Foundation
import Services
import Storage
import Testing
import Web

struct StaffAccountTests {
    @Test func anInvitationWorksOnceAndForItsAddressOnly() async throws {
        let site = try await TestSite()
        let accounts = StaffAccounts(house: site.town.house)
        let url = try await accounts.createAdministrator(
            email: "nora@test.example", name: "Nora", municipalities: ["GM9999"])
        let path = String(url.dropFirst(TestSite.origin.count))
        for _ in 0..<3 { #expect(await Browser(site).get(path).status == 200) }
        _ = try await StaffPerson.enrol(site, "nora@test.example", url: url, browser: Browser(site))
        #expect(await Browser(site).get(path).status == 404)
        let again = try await accounts.createAdministrator(
            email: "nora@test.example", name: "", municipalities: ["GM9999"])
        try await site.write { db in
            _ = try db.run("UPDATE person SET email = 'ander@test.example' WHERE email = 'nora@test.example'")
        }
        #expect(await Browser(site).get(String(again.dropFirst(TestSite.origin.count))).status == 404)
    }

    @Test func theCommandRefusesWhatItDoesNotKnow() async throws {
        let site = try await TestSite()
        let accounts = StaffAccounts(house: site.town.house)
        await #expect(throws: StaffAccounts.Failure.unknownMunicipalities(["GM0000"])) {
            try await accounts.createAdministrator(
                email: "a@test.example", name: "", municipalities: ["GM0000", "GM9999"])
        }
        await #expect(throws: StaffAccounts.Failure.noMunicipality) {
            try await accounts.createAdministrator(email: "a@test.example", name: "", municipalities: [])
        }
        await #expect(throws: StaffAccounts.Failure.unknownPerson("resident@test.example")) {
            try await accounts.breakGlass(email: "resident@test.example")
        }
    }

    @Test func breakingTheGlassResetsAllAndIsHeard() async throws {
        let site = try await TestSite()
        let browser = Browser(site)
        let person = try await StaffPerson.enrol(site, browser: browser)
        site.clock.move(by: .minutes(2))
        let step = try #require(await person.password(Browser(site)).hidden("stap"))
        let url = try await StaffAccounts(house: site.town.house).breakGlass(email: person.email)
        #expect(await browser.get("/beheer").status == 303)
        #expect(await person.password(Browser(site)).status == 400)
        let half = Browser(site)
        _ = await half.post("/inloggen/medewerker/code", [("stap", step), ("code", person.code(at: site.clock.now))])
        #expect(half.session == nil)
        for email in [person.email, "administrator@test.example"] {
            #expect(try await site.mails(to: email).contains { $0.subject == "Noodtoegang is gebruikt" })
        }
        let events = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM audit_event WHERE action = 'noodtoegang'")
        }
        #expect(events == 1)
        let fresh = try await StaffPerson.enrol(site, person.email, url: url, browser: Browser(site))
        #expect(fresh.app.secret != person.app.secret)
    }

    @Test func aNewPasswordEndsOtherSessions() async throws {
        let site = try await TestSite()
        let here = Browser(site)
        let person = try await StaffPerson.enrol(site, browser: here)
        site.clock.move(by: .minutes(2))
        let there = Browser(site)
        let step = try #require(await person.password(there).hidden("stap"))
        _ = await there.post("/inloggen/medewerker/code", [("stap", step), ("code", person.code(at: site.clock.now))])
        #expect(there.session != nil)
        let new = "tafel wolk gieter moeras"
        let before = here.session
        let wrong = await here.post(
            "/mijn/wachtwoord", [("huidig", "niet dit wachtwoord"), ("wachtwoord", new), ("nogmaals", new)])
        #expect(wrong.status == 400)
        let reply = await here.post(
            "/mijn/wachtwoord", [("huidig", StaffPerson.password), ("wachtwoord", new), ("nogmaals", new)])
        #expect(reply.status == 303)
        #expect(here.session != before)
        #expect(await here.get("/mijn/wachtwoord").status == 200)
        #expect(await there.get("/beheer").status == 303)
        #expect(await person.password(Browser(site)).status == 400)
        #expect(await person.password(Browser(site), new).status == 200)
    }

    @Test func aNewPhoneReplacesTheOldOne() async throws {
        let site = try await TestSite()
        let browser = Browser(site)
        let person = try await StaffPerson.enrol(site, browser: browser)
        site.clock.move(by: .minutes(2))
        let page = await browser.post("/mijn/tweede-stap", [("bevestig", StaffPerson.password)])
        #expect(page.body.contains("secret-key") && page.body.contains("<svg class=\"qr\" viewBox="))
        // Half-way nothing has changed yet.
        let other = Browser(site)
        let step = try #require(await person.password(other).hidden("stap"))
        _ = await other.post("/inloggen/medewerker/code", [("stap", step), ("code", person.code(at: site.clock.now))])
        #expect(other.session != nil)
    }

    @Test func personalDataHoldNoHashes() async throws {
        let site = try await TestSite()
        let browser = Browser(site)
        let person = try await StaffPerson.enrol(site, browser: browser)
        let parts = Community(house: site.town.house).signInPersonalData
        let id = try #require(
            try await site.read { db in
                try db.value("SELECT id FROM person WHERE email = \(person.email)", as: String.self)
            })
        let text = try await site.read { db in try parts.map { try $0.export(id, db).text }.joined() }
        #expect(text.contains("GM9999"))
        #expect(!text.contains("$argon2id$"))
        #expect(!text.contains(Secret.hash(browser.session ?? "")))
        try await site.write { [now = site.clock.now] db in for part in parts { try part.erase(id, now, db) } }
        #expect(await browser.get("/beheer").status == 303)
        let left = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM credential WHERE person_id = \(id)")
                + db.count("SELECT COUNT(*) FROM token WHERE subject = \(id)")
                + db.count("SELECT COUNT(*) FROM municipal_role WHERE person_id = \(id)")
        }
        #expect(left == 0)
    }
}
