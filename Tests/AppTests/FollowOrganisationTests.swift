import Brokerage
import Community
import Core
import Services
import Storage
import Testing

/// What becomes of vacancies when their organisation changes.
struct FollowOrganisationTests {
    private func states(_ site: TestSite) async throws -> [String] {
        try await site.read {
            try $0.rows("SELECT state FROM vacancy ORDER BY number").map { try $0("state", as: String.self) }
        }
    }

    @Test func `the vacancies of an organisation that stops close and leave the search`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture(title: "Taal op maandag").add(to: site)
        _ = try await VacancyFixture(title: "Taal op dinsdag", state: .paused).add(to: site)
        _ = try await VacancyFixture(
            title: "Voetbaltraining", organisation: TestSite.otherOrganisation.id, municipality: "GM9998"
        ).add(to: site)
        _ = await site.post(
            "/organisatie/1/stoppen", form: [("reden", "We houden ermee op."), ("zeker", "ja"), ("stoppen", "ja")],
            as: .manager)
        try await site.tick()
        #expect(try await states(site) == ["gesloten", "gesloten", "online"])
        let found = await site.get("/vacatures").body
        #expect(!found.contains("Taal op maandag") && found.contains("Voetbaltraining"))
    }

    @Test func `placements at an organisation that stops end, and nobody asks how it goes there`() async throws {
        let rig = try await ApplyRig()
        let site = rig.site
        try await rig.addVacancy()
        let link = try await rig.apply()
        #expect(await rig.answer(1, "plaatsen").status == 303)
        let stop = await site.post(
            "/organisatie/1/stoppen", form: [("reden", "We houden ermee op."), ("zeker", "ja"), ("stoppen", "ja")],
            as: .manager)
        #expect(stop.status == 303)
        try await site.tick()
        #expect(try await rig.application().stoppedAt == site.clock.now)
        let mail = try await rig.lastMail(to: "sanne@voorbeeld.nl", kind: "plaatsing-gestopt")
        #expect(mail.subject.contains("is gestopt op deze site"))
        #expect(await site.get(link).status == 200)
        site.clock.move(by: .days(15))
        try await site.tick()
        try await site.tick()
        let mails = try await site.mails(to: "sanne@voorbeeld.nl")
        #expect(!mails.contains { $0.kind == "nazorg" })
        #expect(mails.filter { $0.kind == "plaatsing-gestopt" }.count == 1)
    }

    @Test func `the search knows a new name`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture().add(to: site)
        let id = TestSite.organisation.id
        try await site.write { db in
            try db.run("UPDATE organisation SET name = 'Het Taalpunt' WHERE id = \(id)")
            try Jobs.add(OrganisationChanged.job, payload: id, at: TestSite.start, now: TestSite.start, in: db)
        }
        #expect(await !site.get("/vacatures?q=taalpunt").body.contains("Taalmaatje gezocht"))
        try await site.tick()
        #expect(await site.get("/vacatures?q=taalpunt").body.contains("Taalmaatje gezocht"))
    }
}
