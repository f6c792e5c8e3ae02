import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// The calls the centre owes to who was placed.
struct CareCallTests {
    private static let page = "/centrale/nazorg"
    private static let task = "Bel 1 vrijwilliger: hoe gaat het op de plek?"

    private static func placed() async throws -> (rig: ApplyRig, link: String) {
        let rig = try await ApplyRig()
        try await rig.addVacancy(places: 2)
        let link = try await rig.apply()
        #expect(await rig.answer(1, "plaatsen").status == 303)
        return (rig, link)
    }

    private static func today(_ rig: ApplyRig, _ role: Role) async -> String {
        await rig.site.get("/vandaag", as: role).body
    }

    @Test func `a question is a task of the centre until somebody called`() async throws {
        let (rig, link) = try await Self.placed()
        let site = rig.site
        let form = [("antwoord", "vraag"), ("tekst", "Ik mis een sleutel")]
        #expect(await site.post(link + "/gaat-het", form: form).status == 303)
        #expect(await Self.today(rig, .broker).contains(Self.task))
        #expect(await !Self.today(rig, .otherBroker).contains(Self.task))
        let list = await site.get(Self.page, as: .broker)
        #expect(list.body.contains("Ik mis een sleutel") && list.body.contains("Sanne de Vries"))
        #expect(await !site.get(Self.page, as: .otherBroker).body.contains("Sanne"))
        for role in [Role.member, .resident, .anonymous] { #expect(await site.get(Self.page, as: role).status != 200) }
        let done = Self.page + "/1/gedaan"
        #expect(await site.post(done, as: .otherBroker).status == 404)
        #expect(await Self.today(rig, .broker).contains(Self.task))
        #expect(await site.post(done, as: .broker).status == 303)
        #expect(await !Self.today(rig, .broker).contains(Self.task))
        #expect(await site.post(done, as: .broker).status == 303)
        let noted = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM audit_event WHERE action = 'nazorg-gebeld'")
        }
        #expect(noted == 1)
        // Asked anew, owed anew; and all is well when the volunteer says so.
        #expect(await site.post(link + "/gaat-het", form: form).status == 303)
        #expect(await Self.today(rig, .broker).contains(Self.task))
        #expect(await site.post(link + "/gaat-het", form: [("antwoord", "goed")]).status == 303)
        #expect(await !Self.today(rig, .broker).contains(Self.task))
    }

    @Test func `who has no mail is called`() async throws {
        let (rig, _) = try await Self.placed()
        let site = rig.site
        try await site.write { db in
            _ = try db.run("UPDATE application SET email = NULL, phone = '0612345678'")
        }
        site.clock.move(by: .days(15))
        try await site.write { [now = site.clock.now] db in _ = try db.run("UPDATE session SET last_seen_at = \(now)") }
        try await site.tick()
        try await site.tick()
        #expect(await Self.today(rig, .broker).contains(Self.task))
        let list = await site.get(Self.page, as: .broker)
        #expect(list.body.contains("Heeft geen e-mail") && list.body.contains("0612345678"))
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM care_call") } == 1)
    }

    @Test func `an erasure takes the call away`() async throws {
        let (rig, link) = try await Self.placed()
        #expect(await rig.site.post(link + "/gaat-het", form: [("antwoord", "vraag")]).status == 303)
        let house = rig.site.town.house
        try await rig.site.write { [now = rig.site.clock.now] db in
            let row = try #require(try db.first("SELECT * FROM application"))
            let application = try VacancyApplication(row: row)
            try ApplicationWork(house, program: "proef", now: now).anonymise(
                application.id, deletesMessages: true, in: db)
        }
        #expect(await !Self.today(rig, .broker).contains(Self.task))
        #expect(await !rig.site.get(Self.page, as: .broker).body.contains("Sanne"))
    }

    @Test func `a centre where nobody works any more is on the list of the administrator`() async throws {
        let (rig, link) = try await Self.placed()
        let site = rig.site
        #expect(await site.post(link + "/gaat-het", form: [("antwoord", "vraag")]).status == 303)
        let words = "Niemand doet de centrale van Waterveen"
        #expect(await !Self.today(rig, .administrator).contains(words))
        try await site.write { db in
            _ = try db.run(
                "DELETE FROM municipal_role WHERE municipality_code = 'GM9999' AND role IN ('makelaar', 'centrum')")
        }
        let seen = await Self.today(rig, .administrator)
        #expect(seen.contains(words) && seen.contains("hoe gaat het op de plek?"))
        #expect(seen.contains("/beheer/gebruikers"))
        #expect(!seen.contains("Niemand doet de centrale van Hoogmeer"))
        try await site.write { [id = site.id(.neighbour), now = site.clock.now] db in
            _ = try db.run(
                """
                INSERT INTO municipal_role (person_id, municipality_code, role, granted_at)
                VALUES (\(id), 'GM9999', 'makelaar', \(now))
                """)
        }
        #expect(await !Self.today(rig, .administrator).contains(words))
    }
}
