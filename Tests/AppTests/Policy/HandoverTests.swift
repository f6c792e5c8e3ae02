import Community
import Core
import Storage
import Testing

@testable import Policy

struct HandoverTests {
    static let path = "/beleid/1/overdracht"

    @Test func `it holds the state, the dates, the people, the decisions and why`() async throws {
        let site = try await EvaluationFixture.site()
        _ = await site.post(MoneyFixture.path + "/nieuw", form: MoneyFixture.line(), as: .policyOfficer)
        _ = await site.post(
            "/beleid/1/overslaan/velden", form: [("reden", "Doen we volgend jaar")], as: .policyOfficer)
        try await EvaluationFixture.settled(site)
        let page = await site.get(Self.path, as: .councilMember)
        #expect(page.status == 200)
        for text in [
            "Fase: in uitvoering", "Subsidie centrale", "Test PolicyOfficer", "Doen we volgend jaar",
            "Een evaluatie is vastgesteld", "Meer antwoord op tijd", "Ga bij drie organisaties langs",
            "Het <strong>lukt</strong>", "\(TestSite.origin)/beleid/1/geld",
        ] {
            #expect(page.body.contains(text), "\(text)")
        }
        #expect(page.body.components(separatedBy: "<section class=\"chapter\"").count == 14)
    }

    @Test func `it is always fresh`() async throws {
        let site = try await EvaluationFixture.site()
        #expect(await !site.get(Self.path, as: .policyOfficer).body.contains("Subsidie centrale"))
        _ = await site.post(MoneyFixture.path + "/nieuw", form: MoneyFixture.line(), as: .policyOfficer)
        #expect(await site.get(Self.path, as: .policyOfficer).body.contains("Subsidie centrale"))
    }

    @Test func `an officer adds what only they know, and two at once lose nothing`() async throws {
        let site = try await EvaluationFixture.site()
        let form = Self.path + "/deel/6"
        #expect(await site.get(form, as: .policyOfficer).status == 200)
        #expect(await site.get(form, as: .councilMember).status == 404)
        let one = await site.post(
            form, form: [("tekst", "Ga langs, **bel niet**."), ("versie", "0")], as: .policyOfficer)
        #expect(one.status == 303)
        let two = await site.post(form, form: [("tekst", "Bel gerust."), ("versie", "0")], as: .policyOfficer)
        #expect(two.status == 400 && two.body.contains("bel niet") && two.body.contains("Bel gerust."))
        let page = await site.get(Self.path, as: .councilMember)
        #expect(page.body.contains("<strong>bel niet</strong>"))
        #expect(page.body.contains("Geschreven door Test PolicyOfficer"))
        #expect(await site.get(Self.path + "/deel/99", as: .policyOfficer).status == 404)
    }

    @Test func `it leaves as Markdown`() async throws {
        let site = try await EvaluationFixture.site()
        let file = await site.get(Self.path + "/document.md", as: .researcher)
        #expect(file.status == 200 && file.body.contains("Waar we staan"))
        #expect(file.body.contains("| Onderdeel |"))
        #expect(await site.get(Self.path + "/document.md", as: .otherBroker).status == 404)
    }

    @Test func `own words keep no name after erasure`() async throws {
        let site = try await EvaluationFixture.site()
        _ = await site.post(
            Self.path + "/deel/1", form: [("tekst", "Bel de makelaar"), ("versie", "0")], as: .policyOfficer)
        let part = HandoverPart(policy: try Policy(house: site.town.house))
        let person = site.id(.policyOfficer)
        try await site.write { [now = site.clock.now] db in
            for data in part.personalData {
                #expect(try data.export(person, db).text.contains("Bel de makelaar"))
                try data.erase(person, now, db)
                #expect(try !data.export(person, db).text.contains("Bel de makelaar"))
            }
        }
        #expect(await site.get(Self.path, as: .policyOfficer).body.contains("Bel de makelaar"))
    }
}
