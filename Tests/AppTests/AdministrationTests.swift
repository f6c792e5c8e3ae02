import App
import Community
import Core
import Formats
import Foundation
import Services
import Storage
import Testing
import Web

@Suite struct StaffAdministrationTests {
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

@Suite struct DeskTests {
    private func deadMail(_ site: TestSite) async throws -> String {
        try await site.write { [house = site.town.house, now = site.clock.now] db in
            try house.mail(
                Mail(
                    to: "weg@test.example", subject: "Geheim onderwerp", kind: "reactie", [.paragraph("Geheime inhoud")]
                ), in: db)
            try db.run(
                "UPDATE mail SET state = \(Outbox.State.dead), last_error = '550 <onbekend>', next_at = \(now) WHERE recipient = 'weg@test.example'"
            )
            return try db.value("SELECT id FROM mail WHERE recipient = 'weg@test.example'") ?? ""
        }
    }

    @Test func deadMailIsSeenRetriedAndDropped() async throws {
        let site = try await TestSite()
        let id = try await deadMail(site)
        let page = await site.get("/beheer/post", as: .administrator)
        #expect(page.body.contains("550 &lt;onbekend&gt;"))
        #expect(await site.get("/beheer", as: .administrator).body.contains("Er is iets dat je aandacht vraagt"))
        let tasks = try await Community(house: site.town.house).administrationTasks(
            for: Actor(person: site.id(.administrator), municipal: ["GM9999": [.administrator]]), t: .dutch,
            now: site.clock.now)
        #expect(tasks.map(\.path) == ["/beheer/post"])
        let found = await site.get("/beheer/post?adres=weg%40test.example", as: .administrator)
        #expect(found.body.contains("Gevonden mails"))
        #expect(!found.body.contains("Geheim"))
        #expect(await site.post("/beheer/post/\(id)/weg", as: .broker).status == 404)
        #expect(await site.post("/beheer/post/\(id)/opnieuw", as: .administrator).status == 303)
        #expect(await site.post("/beheer/post/\(id)/weg", as: .administrator).status == 404)
        let again = try await deadMail(site)
        #expect(await site.post("/beheer/post/\(again)/weg", as: .administrator).status == 303)
    }

    @Test func failedWorkIsSeenAndRetried() async throws {
        let site = try await TestSite()
        try await site.write { [now = site.clock.now] db in try Jobs.add("onbekend-werk", at: now, now: now, in: db) }
        for _ in 0..<6 {
            try await site.tick()
            site.clock.move(by: .minutes(30))
        }
        // The visitor's session ended meanwhile.
        let role = site.id(.administrator)
        let cookie = try await site.write { [now = site.clock.now] db in
            try Sessions.start(for: Person.Identity(role), kind: .staff, replacing: nil, now: now, in: db)
        }
        let browser = Browser(site)
        browser.cookies["inzet-sessie"] = cookie
        #expect(await browser.get("/beheer/taken").body.contains("onbekend-werk"))
        let id = try #require(
            try await site.read { db in try db.value("SELECT id FROM job WHERE kind = 'onbekend-werk'", as: String.self)
            })
        #expect(await browser.post("/beheer/taken/\(id)/opnieuw").status == 303)
        #expect(await browser.post("/beheer/taken/\(id)/weg").status == 404)
    }

    @Test func mailBelongsToWhoeverAdministersEveryCentre() async throws {
        let site = try await TestSite()
        let id = try await deadMail(site)
        try await site.write { db in
            try db.run(
                "INSERT INTO centre (id, name, email, phone, opening, address) VALUES ('c2', 'Zuid', 'z@test.example', '', '', '')"
            )
            try db.run("UPDATE municipality SET centre_id = 'c2' WHERE code = 'GM9998'")
        }
        let page = await site.get("/beheer/post?adres=weg%40test.example", as: .administrator)
        #expect(page.status == 200)
        #expect(!page.body.contains("550"))
        #expect(await site.post("/beheer/post/\(id)/weg", as: .administrator).status == 404)
    }
}

@Suite struct AuditAdministrationTests {
    private func record(_ site: TestSite, _ event: Audit.Event) async throws {
        try await site.write { [now = site.clock.now] db in
            try Audit.record(event, by: .program("proef"), now: now, in: db)
        }
    }

    @Test func theLogShowsOwnMunicipalitiesOnly() async throws {
        let site = try await TestSite()
        try await record(site, Audit.Event("eigen-actie", "ding", "d1", municipality: "GM9999"))
        try await record(site, Audit.Event("andere-actie", "ding", "d2", municipality: "GM9998"))
        try await record(site, Audit.Event("algemene-actie", "ding", "d3"))
        for path in ["/beheer/logboek", "/beheer/logboek?actor=inzet"] {
            let body = await site.get(path, as: .administrator).body
            #expect(body.contains("eigen-actie") && body.contains("algemene-actie"))
            #expect(!body.contains("andere-actie"))
        }
        let one = await site.get("/beheer/logboek?object=d1", as: .administrator).body
        #expect(one.contains("eigen-actie") && !one.contains("algemene-actie"))
        #expect(await site.get("/beheer/logboek?object=d2", as: .administrator).body.contains("Niets gevonden"))
        for strange in ["voor=-9223372036854775808", "voor=x", "voor=9223372036854775807", "object=%27%20OR%201%3D1"] {
            #expect(await site.get("/beheer/logboek?\(strange)", as: .administrator).status == 200)
        }
    }

    @Test func theFileRunsNoFormulas() async throws {
        let site = try await TestSite()
        try await record(site, Audit.Event("=1+1", "@SUM(A1)", "d1", municipality: "GM9999", details: ["a": "=cmd"]))
        try await record(site, Audit.Event("andere-actie", "ding", "d2", municipality: "GM9998"))
        let reply = await site.post("/beheer/logboek/csv", form: [("vanaf", "1")], as: .administrator)
        #expect(reply.status == 200)
        #expect(reply.header("content-disposition")?.contains("attachment") == true)
        let rows = try CSVReader.read(reply.bytes)
        #expect(rows.contains("'=1+1"))
        #expect(rows.contains("'@SUM(A1)"))
        #expect(!rows.contains("andere-actie"))
        #expect(await site.post("/beheer/logboek/csv", form: [("vanaf", "-1")], as: .administrator).status == 400)
        #expect(await site.post("/beheer/logboek/csv", form: [("vanaf", "1")], as: .broker).status == 404)
    }

    @Test func theCheckFindsAChange() async throws {
        let site = try await TestSite()
        try await record(site, Audit.Event("eigen-actie", "ding", "d1", municipality: "GM9999"))
        let job = try #require(Community(house: site.town.house).administrationJobs.first)
        try await job.run("", site.clock.now)
        #expect(await site.get("/beheer/logboek", as: .administrator).body.contains("Heel, gecontroleerd"))
        try await site.write { db in _ = try db.run("UPDATE audit_event SET actor = 'ander' WHERE object_id = 'd1'") }
        try await job.run("", site.clock.now)
        #expect(await site.get("/beheer/logboek", as: .administrator).body.contains("Niet heel, gecontroleerd"))
        let tasks = try await Community(house: site.town.house).administrationTasks(
            for: Actor(person: site.id(.administrator), municipal: ["GM9999": [.administrator]]), t: .dutch,
            now: site.clock.now)
        #expect(tasks.first?.isUrgent == true)
    }

    @Test func oneCheckWaitsAtATime() async throws {
        let site = try await TestSite()
        try await site.tick()
        for _ in 0..<3 { #expect(await site.post("/beheer/logboek/controleren", as: .administrator).status == 303) }
        let waiting = try await site.read { db in
            try db.count(
                "SELECT COUNT(*) FROM job WHERE kind = 'logboek-controleren' AND state = \(Jobs.State.waiting)")
        }
        #expect(waiting == 1)
    }
}

/// The cells of a semicolon file without quotes around them, enough for these tests.
private enum CSVReader {
    static func read(_ bytes: [UInt8]) throws -> Set<String> {
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        return Set(lines.flatMap { $0.components(separatedBy: ";") })
    }
}

@Suite struct PlaceAdministrationTests {
    private let centre = [
        ("naam", "Centrale <script>"), ("email", "nieuw@test.example"), ("telefoon", "0123 456 789"),
        ("open", "dinsdag"), ("adres", ""),
    ]

    @Test func theCentreIsEdited() async throws {
        let site = try await TestSite()
        #expect(await site.post("/beheer/centrales/c1", form: centre, as: .administrator).status == 303)
        #expect(await site.get("/beheer/centrales", as: .administrator).body.contains("Centrale &lt;script&gt;"))
        let wrong = await site.post("/beheer/centrales/c1", form: [("naam", ""), ("email", "x")], as: .administrator)
        #expect(wrong.status == 400)
    }

    @Test func anotherCentreStaysClosed() async throws {
        let site = try await TestSite()
        try await site.write { db in
            try db.run(
                "INSERT INTO centre (id, name, email, phone, opening, address) VALUES ('c2', 'Zuid', 'z@test.example', '', '', '')"
            )
            try db.run("UPDATE municipality SET centre_id = 'c2' WHERE code = 'GM9998'")
        }
        #expect(await site.get("/beheer/centrales/c2", as: .administrator).status == 404)
        #expect(await site.post("/beheer/centrales/c2", form: centre, as: .administrator).status == 404)
        let stolen = centre + [("gemeenten", "GM9998")]
        #expect(await site.post("/beheer/centrales/nieuw", form: stolen, as: .administrator).status == 404)
        let name = try await site.read { db in try db.value("SELECT name FROM centre WHERE id = 'c2'", as: String.self)
        }
        #expect(name == "Zuid")
    }

    @Test func aMunicipalityGetsACentre() async throws {
        let site = try await TestSite()
        try await site.write { db in _ = try db.run("UPDATE municipality SET centre_id = NULL WHERE code = 'GM9999'") }
        #expect(
            await site.get("/beheer/centrales", as: .administrator).body.contains("Nog zonder centrale: Waterveen."))
        #expect(await site.post("/beheer/centrales/nieuw", form: centre, as: .administrator).status == 400)
        let form = centre + [("gemeenten", "GM9999")]
        #expect(await site.post("/beheer/centrales/nieuw", form: form, as: .administrator).status == 303)
        #expect(await site.get("/beheer/centrales", as: .administrator).body.contains("dinsdag"))
    }

    @Test func neighbourhoodsAreAddedAndRenamed() async throws {
        let site = try await TestSite()
        let path = "/beheer/gebieden/GM9999"
        #expect(await site.post(path, form: [("naam", "’t Nieuwland")], as: .administrator).status == 303)
        #expect(await site.get(path, as: .administrator).body.contains("’t Nieuwland"))
        #expect(await site.post(path, form: [("naam", "oud veen")], as: .administrator).status == 400)
        #expect(await site.post("/beheer/wijken/n1", form: [("naam", "Hart")], as: .administrator).status == 303)
        #expect(await site.post("/beheer/wijken/n1", form: [("naam", "Oud-Veen")], as: .administrator).status == 400)
        #expect(await site.post("/beheer/wijken/n3", form: [("naam", "Mijn")], as: .administrator).status == 404)
        #expect(await site.get("/beheer/wijken/n3", as: .administrator).status == 404)
        #expect(await site.get("/beheer/gebieden/GM9998", as: .administrator).status == 404)
        #expect(await site.post("/beheer/gebieden/GM9998", form: [("naam", "Mijn")], as: .administrator).status == 404)
        let names = try await site.read { db in try Places.neighbourhoods(in: db).map(\.name) }
        #expect(names.contains("Hart") && !names.contains("Mijn"))
    }
}
