import App
import Community
import Core
import Formats
import Foundation
import Services
import Storage
import Testing
import Web

struct DeskTests {
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
