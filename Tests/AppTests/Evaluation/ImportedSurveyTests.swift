import Core
import Storage
import Testing
import Web

@testable import Evaluation

/// A survey that was read from a file: nobody was asked, so there is only counting.
struct ImportedSurveyTests {
    private static func survey(_ site: TestSite) async throws -> Survey {
        var list = "KEUZE;CIJFER\n"
        for index in 0..<60 { list += "\(["ja", "nee", "soms"][index % 3]);\(index % 10)\n" }
        return try await TableImportTests.take(site, Array(list.utf8))
    }

    private static func now(_ survey: Survey, _ site: TestSite) async throws -> Survey {
        try await site.read { db in try #require(try Survey.find(survey.id, in: db)) }
    }

    @Test func `it has no tabs that lead nowhere`() async throws {
        let site = try await TestSite()
        let survey = try await Self.survey(site)
        let own = try await ResultsFixture().add(to: site)
        for page in ["", "/opzet", "/vragenlijst", "/resultaten", "/bestanden"] {
            let body = await site.get(survey.path() + page, as: .researcher).body
            #expect(body.contains("<h1"), "\(page)")
            for tab in ["adressen", "veldwerk", "respons"] {
                #expect(!body.contains("href=\"\(survey.path(tab))\""), "\(page) \(tab)")
            }
            #expect(body.contains("href=\"\(survey.path("opzet"))\""), "\(page)")
        }
        #expect(await site.get(survey.path(), as: .researcher).body.contains("ingelezen uit een bestand"))
        #expect(await site.get(own.path(), as: .researcher).body.contains("href=\"\(own.path("veldwerk"))\""))
        // Who only reads has the results.
        let reader = await site.get(survey.path(), as: .councilMember).body
        #expect(reader.contains(survey.path("resultaten")) && !reader.contains(survey.path("respons")))
    }

    @Test func `its maker says how many there are, what stays hidden and which survey came before`() async throws {
        let site = try await TestSite()
        let before = try await ResultsFixture(title: "De vorige keer").add(to: site)
        let other = try await ResultsFixture(title: "Van elders", municipality: "GM9998").add(to: site)
        let survey = try await Self.survey(site)
        let path = survey.path("opzet")
        let page = await site.get(path, as: .researcher)
        #expect(page.body.contains("De vorige keer") && !page.body.contains("Eerste dag"))
        let form = [("populatie", "342"), ("kleinste-cel", "6"), ("kleinste-basis", "12")]
        #expect(await site.post(path, form: form + [("vorige", "\(before.number)")], as: .researcher).status == 303)
        let saved = try await Self.now(survey, site)
        #expect(saved.population == 342 && saved.leastCell == 6 && saved.leastBase == 12)
        #expect(saved.previous == before.id)
        #expect(await site.get(survey.path("resultaten/vergelijken"), as: .researcher).body.contains("name=\"rijen\""))
        let wrong = await site.post(path, form: [("populatie", "x"), ("kleinste-cel", "")], as: .researcher)
        #expect(wrong.status == 400 && wrong.body.contains("value=\"x\""))
        for number in [other.number, survey.number, 999] {
            let reply = await site.post(path, form: form + [("vorige", "\(number)")], as: .researcher)
            #expect(reply.status == 400, "\(number)")
        }
        #expect(await site.post(path, form: form, as: .councilMember).status == 404)
        #expect(await site.post(path, form: form, as: .otherBroker).status == 404)
        #expect(try await Self.now(survey, site).previous == before.id)
    }

    @Test func `two surveys do not follow each other in a circle`() async throws {
        let site = try await TestSite()
        let survey = try await Self.survey(site)
        try await ResultsFixture(title: "Een andere").add(to: site)
        let next = try await ResultsFixture(title: "De volgende", previous: survey.id).add(to: site)
        let page = await site.get(survey.path("opzet"), as: .researcher).body
        #expect(page.contains("Een andere") && !page.contains("De volgende"))
        let reply = await site.post(
            survey.path("opzet"),
            form: [("kleinste-cel", "5"), ("kleinste-basis", "10"), ("vorige", "\(next.number)")],
            as: .researcher)
        #expect(reply.status == 400)
        #expect(try await Self.now(survey, site).previous == nil)
    }

    @Test func `what was hidden in a table that went out stays hidden`() async throws {
        let site = try await TestSite()
        let survey = try await Self.survey(site)
        let path = survey.path("opzet")
        func set(_ cell: Int, _ base: Int) async -> Int {
            await site.post(
                path, form: [("kleinste-cel", "\(cell)"), ("kleinste-basis", "\(base)")], as: .researcher
            ).status
        }
        #expect(await set(4, 9) == 303)
        #expect(await set(6, 12) == 303)
        let table = await ResultsFixture.save("rijen=KEUZE", survey, site)
        #expect(await ResultsFixture.publish(table, site).status == 303)
        _ = await site.post(table + "/intrekken", as: .researcher)
        #expect(await set(5, 12) == 400)
        #expect(await set(6, 11) == 400)
        #expect(await set(7, 12) == 303)
        #expect(try await Self.now(survey, site).leastCell == 7)
    }

    @Test func `a survey of our own keeps its own set-up`() async throws {
        let rig = try await FieldRig()
        let form = [("kleinste-cel", "1"), ("kleinste-basis", "1")]
        #expect(await rig.site.post(rig.path("opzet"), form: form, as: .researcher).status == 400)
        try await rig.open()
        #expect(await rig.site.post(rig.path("opzet"), form: form, as: .researcher).status == 400)
        #expect(try await rig.survey().leastCell == 5)
    }
}
