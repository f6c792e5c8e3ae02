import Brokerage
import Core
import Testing
import Web

struct SavedSearchTests {
    private let form = [("zoek", "q=taal&sector=onderwijs"), ("email", "nieuw@test.example"), ("hoe-vaak", "dag")]

    @Test func `a kept search mails only after a yes by mail, and only what is new`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture(title: "Taal van vroeger").add(to: site)
        #expect(await site.post("/zoekopdrachten", form: form).status == 200)
        let question = try #require(try await site.mails(to: "nieuw@test.example").first)
        let link = try #require(question.path("/zoekopdrachten/bevestigen/"))
        // A mail scanner that follows the link changes nothing.
        #expect(await site.get(link).status == 200)
        site.clock.move(by: .days(2))
        try await site.tick()
        #expect(try await site.mails(to: "nieuw@test.example").count == 1)
        #expect(await site.post(link).status == 200)
        #expect(await site.post(link).status == 410)
        site.clock.move(by: .hours(2))
        _ = try await VacancyFixture(title: "Taalcafé op zondag").add(to: site)
        site.clock.move(by: .days(1))
        try await site.tick()
        let mails = try await site.mails(to: "nieuw@test.example")
        let digest = try #require(mails.last { $0.kind == "zoekopdracht" })
        #expect(digest.text.contains("Taalcafé op zondag") && !digest.text.contains("Taal van vroeger"))
        #expect(digest.unsubscribeURL != nil)
        site.clock.move(by: .days(1))
        try await site.tick()
        #expect(try await site.mails(to: "nieuw@test.example").count == mails.count)
    }

    @Test func `one click stops it, without signing in and without a form token`() async throws {
        let site = try await TestSite()
        _ = await site.post("/zoekopdrachten", form: form)
        let link = try #require(try await site.mails().first?.path("/zoekopdrachten/bevestigen/"))
        _ = await site.post(link)
        site.clock.move(by: .hours(1))
        _ = try await VacancyFixture(title: "Taal één").add(to: site)
        site.clock.move(by: .days(1))
        try await site.tick()
        let stop = try #require(try await site.mails().last?.unsubscribeURL).dropFirst(TestSite.origin.count)
        #expect(
            await site.post(
                String(stop), form: [("List-Unsubscribe", "One-Click")], headers: ["sec-fetch-site": "cross-site"],
                withToken: false
            ).status == 200)
        _ = try await VacancyFixture(title: "Taal twee").add(to: site)
        let before = try await site.mails().count
        site.clock.move(by: .days(2))
        try await site.tick()
        #expect(try await site.mails().count == before)
        #expect(await site.get(String(stop.dropLast()) + "x").status == 404)
    }

    @Test func `mistakes are told at the field and nothing is lost`() async throws {
        let site = try await TestSite()
        let reply = await site.post(
            "/zoekopdrachten", form: [("zoek", "q=taal"), ("email", "geen adres"), ("hoe-vaak", "nooit")])
        #expect(reply.status == 400)
        #expect(reply.body.contains("value=\"geen adres\"") && reply.body.contains("veld-email-fout"))
        #expect(reply.body.contains("name=\"zoek\" value=\"q=taal\""))
    }

    @Test func `nobody stops the search of another`() async throws {
        let site = try await TestSite()
        _ = await site.post(
            "/zoekopdrachten", form: [("zoek", "q=taal"), ("email", Role.resident.email), ("hoe-vaak", "week")],
            as: .resident)
        let id = try #require(try await site.read { try $0.value("SELECT id FROM saved_search", as: String.self) })
        #expect(await site.get("/mijn/zoekopdrachten", as: .resident).body.contains("taal"))
        #expect(await site.post("/mijn/zoekopdrachten/\(id)/stoppen", as: .neighbour).status == 404)
        #expect(await site.post("/mijn/zoekopdrachten/\(id)/stoppen", as: .resident).status == 303)
    }
}
