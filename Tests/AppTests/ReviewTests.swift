@testable import App
import Brokerage
import Community
import Core
import Foundation
import Services
import Storage
import StorageSQLite
import Testing
import Web

/// Rules that cut across the parts of the site.
struct ReviewTests {
    @Test func `the API tells a program what to send, the page tells a visitor what it did`() async throws {
        let site = try await TestSite()
        let wrong = "sector=onzin&uren=0&volgorde=oudste&na=x&weergave=boom"
        let problem = await site.get("/api/v1/vacatures?" + wrong)
        #expect(problem.status == 400)
        for name in ["sector", "uren", "volgorde", "na", "weergave"] { #expect(problem.body.contains("\"\(name)\"")) }
        #expect(!problem.body.contains("We doen alsof"))
        #expect(problem.body.contains("van 1 tot en met 60"))
        let page = await site.get("/vacatures?" + wrong)
        #expect(page.status == 200)
        #expect(page.body.contains("“oudste”") && page.body.contains("begin van de lijst"))
        #expect(await site.get("/api/v1/organisaties?na=x").status == 400)
    }

    @Test func `an address full of unknown filters gives a bounded list of notices`() async throws {
        let site = try await TestSite()
        let reply = await site.get("/vacatures?" + (0..<900).map { "sector=x\($0)" }.joined(separator: "&"))
        #expect(reply.status == 200)
        #expect(reply.body.components(separatedBy: "We doen alsof").count == 21)
    }

    @Test func `the name of an organisation that is not approved stays unknown`() async throws {
        let site = try await TestSite()
        #expect(await site.get("/vacatures?organisatie=1").body.contains("Taalhuis De Brug"))
        try await site.write { db in
            _ = try db.run("UPDATE organisation SET state = \(Organisation.State.returned) WHERE number = 1")
        }
        #expect(await !site.get("/vacatures?organisatie=1").body.contains("Taalhuis De Brug"))
    }

    @Test func `no mail invites to a reply when none can come in`() async throws {
        let site = try await TestSite(receivesMail: false)
        let rig = ApplyRig(site: site)
        try await rig.addVacancy(places: 2)
        _ = try await rig.apply()
        let mails = try await site.mails()
        #expect(mails.count >= 4)
        #expect(mails.allSatisfy { $0.replyTo == nil && !$0.text.contains("boven deze regel") })
    }

    @Test func `an answer in the mailbox of the demo lands in the thread`() async throws {
        let site = try await TestSite()
        let rig = ApplyRig(site: site)
        try await rig.addVacancy(places: 2)
        let followed = try await rig.apply()
        let mail = try #require(try await site.mails(to: Role.manager.email).last)
        let message = try #require(
            DemoReply(item: mail, text: "Kom je dinsdag langs?\nGroet").message(now: site.clock.now))
        let outcome = try await InboundMail(house: site.town.house).receive(message, now: site.clock.now)
        #expect(outcome == .added(application: 1))
        #expect(await site.get(followed).body.contains("Kom je dinsdag langs?"))
    }

    @Test func `who moves to another address takes applications and searches along`() async throws {
        let site = try await TestSite()
        let rig = ApplyRig(site: site)
        try await rig.addVacancy(places: 2)
        let followed = try await rig.apply()
        #expect(await site.get(followed).status == 200)
        let person = try #require(try await rig.application().person)
        try await site.write { [brokerage = site.town.brokerage] db in
            try brokerage.moved(
                person.text, from: "sanne@voorbeeld.nl", to: "nieuw@voorbeeld.nl", now: TestSite.start, in: db)
        }
        #expect(await site.get(followed).status == 404)
        #expect(await rig.answer(1, "antwoorden", text: "Hallo").status == 303)
        #expect(try await site.mails(to: "nieuw@voorbeeld.nl").count == 1)
    }

    @Test func `mail about applications goes after four weeks, other mail later`() async throws {
        let site = try await TestSite()
        let rig = ApplyRig(site: site)
        try await rig.addVacancy(places: 2)
        _ = try await rig.apply()
        try await site.write { db in
            try site.town.house.mail(Mail(to: "a@test.example", subject: "x", kind: "ander", [.paragraph("y")]), in: db)
        }
        try await site.tick()
        let rule = try #require(site.town.brokerage.retention.first { $0.id == "reactie-post" })
        let later = site.clock.now + .days(29)
        let gone = try await site.write { db in try rule.apply(later - rule.keep, later, db) }
        #expect(gone >= 4)
        #expect(try await site.mails().allSatisfy { !$0.kind.hasPrefix("reactie-") })
        #expect(try await site.mails().contains { $0.kind == "ander" })
    }

    @Test func `a hundred reminders before do not stop the reminders of others`() async throws {
        let site = try await TestSite()
        let rig = ApplyRig(site: site)
        try await rig.addVacancy(places: 2)
        _ = try await rig.apply()
        try await site.write { db in
            let row = try #require(try db.first("SELECT id FROM vacancy WHERE number = 1"))
            let vacancy: String = try row("id")
            for number in 100..<205 {
                let old = TestSite.start - .days(20)
                try db.run(
                    """
                    INSERT INTO application (id, number, vacancy_id, organisation_id, municipality_code, sector, name, email,
                        language, message, state, shares_contact, created_at, confirmed_at, state_at, chased_at)
                    VALUES (\("a\(number)"), \(number), \(vacancy), \(TestSite.organisation.id), 'GM9999',
                        \(Sector.onderwijs), 'Naam', \("a\(number)@test.example"), 'nl', 'x',
                        \(VacancyApplication.State.received), \(false), \(old), \(old), \(old), \(old))
                    """)
            }
        }
        site.clock.move(by: .days(8))
        try await site.tick()
        #expect(try await rig.application().chasedAt != nil)
    }

    @Test func `an erased member is no longer the one to ask in a vacancy`() async throws {
        let site = try await TestSite()
        let rig = ApplyRig(site: site)
        try await rig.addVacancy(places: 2)
        try await site.write { db in
            _ = try db.run(
                "UPDATE vacancy SET contact = 'Test Member of Anna', approved_copy = '{\"contact\":\"test member\"}' WHERE number = 1"
            )
        }
        #expect(await site.get("/mijn/gegevens", as: .member).body.contains("Vacatures met jou als contact"))
        try await PersonFile.erase(
            Person.Identity(site.id(.member)), by: .program("test"), house: site.town.house)
        let row = try #require(
            try await site.read { db in try db.first("SELECT contact, approved_copy FROM vacancy WHERE number = 1") })
        #expect(try row("contact", as: String.self) == "")
        #expect(try !row("approved_copy", as: String.self).contains("member"))
    }

    @Test func `a form too large to keep whole is refused`() async throws {
        let site = try await TestSite()
        let form = (0..<1200).map { ("veld\($0)", "x") }
        #expect(await site.post("/zoekopdrachten", form: form).status == 413)
    }

    @Test func `a new database is for its owner only`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-mode-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("x.sqlite").path
        let database = try SQLiteDatabase(path: path)
        try await database.write { db in _ = try db.run("CREATE TABLE x (y TEXT)") }
        for name in [path, path + "-wal", path + ".lock"] {
            let mode = try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(name)")
        }
        try await database.close()
    }

    @Test func `the privacy page tells of the centre and of every cookie`() async throws {
        let page = await (try TestSite()).get("/privacy").body
        #expect(page.contains("vrijwilligerscentrale je naam"))
        #expect(page.contains("de taal die je koos") && page.contains("hoort bij formulieren"))
    }
}
