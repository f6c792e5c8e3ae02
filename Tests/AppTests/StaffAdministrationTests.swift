import App
import Community
import Core
import Formats
import Foundation
import Services
import Storage
import Testing
import Web

struct StaffAdministrationTests {
    private func roles(_ site: TestSite) async throws -> [String] {
        try await site.read { db in
            try db.rows("SELECT person_id, municipality_code, role FROM municipal_role ORDER BY 1, 2, 3")
                .map { $0.values.map { "\($0)" }.joined(separator: " ") }
        }
    }

    @Test func anInvitationGivesARoleAndAMail() async throws {
        let site = try await TestSite()
        let reply = await site.post(
            "/beheer/uitnodigen",
            form: [
                ("naam", "Kim <b>Bos</b>"), ("email", "Kim@Test.example"), ("rol", "makelaar"), ("gemeente", "GM9999"),
            ],
            as: .administrator)
        #expect(reply.status == 303)
        #expect(await site.get(reply.location, as: .administrator).body.contains("Kim &lt;b&gt;Bos"))
        let mail = try #require(try await site.mails(to: "kim@test.example").last)
        let path = try #require(mail.path("/inloggen/uitnodiging/"))
        #expect(await site.get(path).body.contains("kim@test.example"))
        let list = await site.get("/beheer/gebruikers?zoek=KIM", as: .administrator)
        #expect(list.body.contains("kim@test.example"))
        #expect(!list.body.contains("broker@test.example"))
        #expect(await site.get("/beheer/gebruikers?zoek=%25", as: .administrator).body.contains("Niemand gevonden"))
    }

    @Test func aWrongFormKeepsWhatWasTyped() async throws {
        let site = try await TestSite()
        let reply = await site.post(
            "/beheer/uitnodigen", form: [("naam", "Kim"), ("email", "kim"), ("rol", "koning"), ("gemeente", "GM9998")],
            as: .administrator)
        #expect(reply.status == 400)
        for name in ["email", "rol", "gemeente"] { #expect(reply.body.contains("veld-\(name)-fout")) }
        #expect(reply.body.contains("value=\"Kim\""))
    }

    @Test func otherMunicipalitiesStayClosed() async throws {
        let site = try await TestSite()
        let before = try await roles(site)
        let stranger = "/beheer/gebruikers/\(site.id(.otherBroker))"
        let own = "/beheer/gebruikers/\(site.id(.broker))"
        #expect(await site.get(stranger, as: .administrator).status == 404)
        #expect(await site.get("/beheer/gebruikers/\(site.id(.resident))", as: .administrator).status == 404)
        let posts: [(String, [(String, String)])] = [
            (stranger + "/rollen", [("rol", "makelaar"), ("gemeente", "GM9999")]),
            (stranger + "/rollen/weg", [("rol", "makelaar"), ("gemeente", "GM9998")]),
            (stranger + "/uitloggen", []), (stranger + "/uitnodigen", []), (stranger + "/tweede-stap", []),
            (own + "/rollen/weg", [("rol", "makelaar"), ("gemeente", "GM9998")]),
            ("/beheer/gebruikers/\(site.id(.resident))/rollen", [("rol", "beheer"), ("gemeente", "GM9999")]),
        ]
        for (path, form) in posts {
            #expect(await site.post(path, form: form, as: .administrator).status == 404, "\(path)")
        }
        let elsewhere = await site.post(
            own + "/rollen", form: [("rol", "beheer"), ("gemeente", "GM9998")], as: .administrator)
        #expect(elsewhere.status == 400)
        for role in [Role.broker, .centreManager, .policyOfficer, .resident, .manager] {
            let self_ = "/beheer/gebruikers/\(site.id(role))/rollen"
            #expect(await site.post(self_, form: [("rol", "beheer"), ("gemeente", "GM9999")], as: role).status == 404)
        }
        #expect(try await roles(site) == before)
        #expect(await site.get("/centrale/vacatures", as: .otherBroker).status != 303)
    }

    @Test func takingARoleEndsTheSessions() async throws {
        let site = try await TestSite()
        let path = "/beheer/gebruikers/\(site.id(.broker))"
        #expect(
            await site.post(path + "/rollen", form: [("rol", "raad"), ("gemeente", "GM9999")], as: .administrator)
                .status == 303)
        #expect(await site.get("/mijn/wachtwoord", as: .broker).status == 200)
        let reply = await site.post(
            path + "/rollen/weg", form: [("rol", "makelaar"), ("gemeente", "GM9999")], as: .administrator)
        #expect(reply.status == 303)
        #expect(await site.get("/mijn/wachtwoord", as: .broker).status == 303)
    }

    @Test func theLastAdministratorStays() async throws {
        let site = try await TestSite()
        let own = "/beheer/gebruikers/\(site.id(.administrator))/rollen/weg"
        let form = [("rol", "beheer"), ("gemeente", "GM9999")]
        #expect(await site.post(own, form: form, as: .administrator).status == 400)
        #expect(await site.get("/beheer", as: .administrator).status == 200)
        let broker = "/beheer/gebruikers/\(site.id(.broker))/rollen"
        #expect(await site.post(broker, form: form, as: .administrator).status == 303)
        #expect(await site.post(own, form: form, as: .administrator).status == 303)
        #expect(await site.get("/beheer", as: .administrator).status == 303)
    }

    @Test func aRoleTakenASecondAgoCountsNoMore() async throws {
        let site = try await TestSite()
        // The session still says administrator; the transaction asks again.
        let id = site.id(.administrator)
        try await site.write { db in
            _ = try db.run("UPDATE municipal_role SET municipality_code = 'GM9998' WHERE person_id = \(id)")
        }
        let visit = Visit(
            method: .get, path: "/beheer", now: site.clock.now, requestID: "1", address: "192.0.2.1",
            site: Site(place: "X", contact: "", origin: TestSite.origin), csrf: CSRFToken(key: [], binding: ""))
        var stale = visit
        stale.actor = Actor(person: id, municipal: ["GM9999": [.administrator]])
        let tasks = try await Community(house: site.town.house).administrationTasks(
            for: stale.actor, t: .dutch, now: site.clock.now)
        #expect(tasks.isEmpty)
        #expect(await site.get("/beheer/gebruikers/\(site.id(.broker))", as: .administrator).status == 404)
    }

    @Test func aLostPhoneIsReset() async throws {
        let site = try await TestSite()
        let browser = Browser(site)
        let person = try await StaffPerson.enrol(site, browser: browser)
        let id = try #require(
            try await site.read { db in
                try db.value("SELECT id FROM person WHERE email = \(person.email)", as: String.self)
            })
        #expect(await site.post("/beheer/gebruikers/\(id)/tweede-stap", as: .administrator).status == 303)
        #expect(await browser.get("/beheer").status == 303)
        let page = await person.password(Browser(site))
        #expect(page.body.contains("secret-key"))
        try await site.write { [now = site.clock.now] db in
            _ = try db.run(
                "INSERT INTO municipal_role (person_id, municipality_code, role, granted_at) VALUES (\(id), 'GM9998', 'raad', \(now))"
            )
        }
        #expect(await site.post("/beheer/gebruikers/\(id)/tweede-stap", as: .administrator).status == 404)
    }

    @Test func theListIsPagedByKey() async throws {
        let site = try await TestSite()
        try await site.write { [now = site.clock.now] db in
            for number in 0..<70 {
                let person = try Person.findOrCreate(
                    email: "p\(number)@test.example", name: "Persoon \(number % 7)", language: .dutch, now: now, in: db)
                try db.run(
                    "INSERT INTO municipal_role (person_id, municipality_code, role, granted_at) VALUES (\(person.id), 'GM9999', 'raad', \(now))"
                )
            }
        }
        var seen: [String] = []
        var path: String? = "/beheer/gebruikers"
        while let next = path {
            let page = await site.get(next, as: .administrator)
            seen += page.all(between: "<a href=\"/beheer/gebruikers/", and: "\"").filter { $0.count == 36 }
            path = page.all(between: "rel=\"next\" href=\"", and: "\"").first
        }
        #expect(seen.count == Set(seen).count)
        #expect(seen.count == 76)
    }
}
