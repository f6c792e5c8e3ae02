import Brokerage
import Community
import Core
import Services
import Storage
import Testing

/// What becomes of vacancies when their organisation changes.
@Suite struct FollowOrganisationTests {
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
