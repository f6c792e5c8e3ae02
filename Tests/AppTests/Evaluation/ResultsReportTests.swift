import Community
import Core
import Storage
import Testing

@testable import Evaluation

/// What leaves a survey: published tables, quotes, the report.
struct ResultsReportTests {
    @Test func `a table of a survey that runs is not published`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture(state: .field).add(to: site)
        let path = await ResultsFixture.save("rijen=V01", survey, site)
        let reply = await ResultsFixture.publish(path, site)
        #expect(reply.status == 400)
        #expect(reply.body.contains("De enquête loopt nog"))
    }

    @Test func `readers see a published table with its small numbers shielded, until it is withdrawn`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let path = await ResultsFixture.save("rijen=V02&kolommen=V01", survey, site, title: "Wat mensen doen")
        #expect(await ResultsFixture.publish(path, site).status == 303)
        let results = "/enquetes/\(survey.number)/resultaten"
        let page = await site.get(results, as: .councilMember)
        #expect(page.body.contains("Wat mensen doen"))
        #expect(page.body.contains("Een punt (·)"))
        let file = await site.get(results + "/openbaar/1/csv", as: .councilMember)
        #expect(file.status == 200)
        #expect(file.body.contains(";ja"))
        #expect(await site.get(results + "/openbaar/1/csv", as: .resident).status == 404)
        #expect(await site.post(path + "/intrekken", as: .researcher).status == 303)
        #expect(!(await site.get(results, as: .councilMember).body.contains("Wat mensen doen")))
        // What was told stays told: it counts for the next table.
        let told = try await site.read { try PublishedTable.told(of: survey.id, in: $0).count }
        #expect(told == 1)
    }

    @Test func `nothing goes out of which nothing may be shown`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture(count: 6).add(to: site)
        let path = await ResultsFixture.save("rijen=V01", survey, site)
        let reply = await ResultsFixture.publish(path, site)
        #expect(reply.status == 400)
        #expect(reply.body.contains("mag niets naar buiten"))
        #expect(try await site.read { try $0.count("SELECT COUNT(*) FROM survey_publication") } == 0)
    }

    @Test func `a report is for everyone once it is published, and for nobody before`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        _ = await ResultsFixture.save("rijen=V02", survey, site, title: "Tabel een")
        let report = "/enquetes/\(survey.number)/resultaten/rapport"
        let open = "/onderzoek/\(survey.number)"
        #expect(await site.post(report + "/publiceren", as: .researcher).status == 400)
        let saved = await site.post(
            report,
            form: [("titel", "Vrijwilligers <i>aan het woord</i>"), ("inleiding", "# Kort\n\nHet gaat **goed**.")],
            as: .researcher)
        #expect(saved.status == 303)
        #expect(
            await site.post(report + "/blokken", form: [("soort", "tekst"), ("tekst", "")], as: .researcher).status
                == 400)
        _ = await site.post(
            report + "/blokken", form: [("soort", "tekst"), ("tekst", "<script>alert(1)</script> Lees dit.")],
            as: .researcher)
        #expect(
            await site.post(report + "/blokken", form: [("soort", "tabel"), ("tabel", "1")], as: .researcher).status
                == 303)
        #expect(await site.get(open).status == 404)
        #expect(await site.get("/onderzoek").body.contains("Er is nog geen onderzoek"))
        #expect(await site.get(report + "/lezen", as: .researcher).status == 200)
        #expect(await site.post(report + "/publiceren", as: .researcher).status == 303)
        let page = await site.get(open)
        #expect(page.status == 200)
        #expect(page.body.contains("Tabel een"))
        #expect(page.body.contains("<strong>goed</strong>"))
        #expect(page.body.contains("Vrijwilligers &lt;i&gt;"))
        #expect(!page.body.contains("<script>alert"))
        #expect(await site.get(open + "/1/csv").status == 200)
        #expect(await site.get(open + "/2/csv").status == 404)
        #expect(await site.get("/onderzoek").body.contains(open))
        #expect(await site.get(report, as: .researcher).status == 200)
        #expect(await site.post(report + "/intrekken", as: .researcher).status == 303)
        #expect(await site.get(open).status == 404)
        #expect(await site.get(open + "/1/csv").status == 404)
    }

    @Test func `blocks of a report change places and go`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let report = "/enquetes/\(survey.number)/resultaten/rapport"
        for text in ["Eerst", "Daarna"] {
            _ = await site.post(report + "/blokken", form: [("soort", "tekst"), ("tekst", text)], as: .researcher)
        }
        let blocks = try await site.read { try SurveyReport.blocks(of: survey.id, in: $0) }
        #expect(blocks.map(\.text) == ["Eerst", "Daarna"])
        _ = await site.post(report + "/blokken/\(blocks[1].id)/omhoog", as: .researcher)
        _ = await site.post(report + "/blokken/\(blocks[0].id)", form: [("tekst", "Anders")], as: .researcher)
        #expect(
            try await site.read { try SurveyReport.blocks(of: survey.id, in: $0).map(\.text) } == ["Daarna", "Anders"])
        _ = await site.post(report + "/blokken/\(blocks[0].id)/weg", as: .researcher)
        #expect(try await site.read { try SurveyReport.blocks(of: survey.id, in: $0).count } == 1)
        #expect(await site.post(report + "/blokken/\(blocks[1].id)/weg", as: .otherBroker).status == 404)
    }

    @Test func `open answers are put in categories, which become a column of tables`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let path = "/enquetes/\(survey.number)/resultaten/open/V04"
        let page = await site.get(path, as: .researcher)
        #expect(page.status == 200)
        // Capitals and spaces make no other answer.
        #expect(page.body.contains("2 van de 2 verschillende antwoorden"))
        #expect(await site.post(path + "/categorieen", form: [("namen", "")], as: .researcher).status == 400)
        _ = await site.post(path + "/categorieen", form: [("namen", "Waardering\nKoffie\nWaardering")], as: .researcher)
        let key = OpenCoding.key("Meer waardering")
        let coded = await site.post(
            path + "/coderen", form: [("antwoord", key), (key, "1"), (key, "99")], as: .researcher)
        #expect(coded.status == 303)
        let results = try await site.read { try ResultsData.load(survey, t: .dutch, in: $0) }
        let table = try results.table(.init(.counts, rows: "V04_C"))
        #expect(table.rows.map(\.label) == ["Waardering", "Koffie"])
        #expect(table.cell(0, 0)?.count == 20)
        #expect(table.cell(1, 0)?.count == 0)
        #expect(await site.get(path + "?zoek=KOFFIE", as: .researcher).body.contains("1 van de 2"))
        #expect(await site.get(path + "?categorie=0", as: .researcher).body.contains("Betere koffie"))
        _ = await site.post(path + "/categorieen/1/weg", as: .researcher)
        #expect(try await site.read { try OpenCoding.categories("V04", of: survey.id, in: $0).map(\.code) } == [2])
        _ = await site.post(path + "/categorieen/1/terug", as: .researcher)
        #expect(try await site.read { try OpenCoding.categories("V04", of: survey.id, in: $0).count } == 2)
        #expect(await site.get(path, as: .broker).status == 404)
        #expect(await site.get("/enquetes/\(survey.number)/resultaten/open/V01", as: .researcher).status == 404)
    }

    @Test func `a quote is released without names, goes into the report, and is withdrawn everywhere`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let open = "/enquetes/\(survey.number)/resultaten/open/V04"
        let report = "/enquetes/\(survey.number)/resultaten/rapport"
        let key = OpenCoding.key("Betere koffie")
        #expect(await site.get(open + "/citaat?antwoord=\(key)", as: .researcher).body.contains("Betere koffie"))
        #expect(await site.get(open + "/citaat?antwoord=nope", as: .researcher).status == 404)
        let bad = await site.post(open + "/citaat", form: [("antwoord", key), ("tekst", " ")], as: .researcher)
        #expect(bad.status == 400)
        let good = await site.post(
            open + "/citaat", form: [("antwoord", key), ("tekst", "Betere […]")], as: .researcher)
        #expect(good.status == 303)
        _ = await site.post(report + "/blokken", form: [("soort", "citaat"), ("citaat", "1")], as: .researcher)
        _ = await site.post(report, form: [("titel", "Rapport"), ("inleiding", "Kort.")], as: .researcher)
        #expect(await site.post(report + "/publiceren", as: .researcher).status == 303)
        let page = await site.get("/onderzoek/\(survey.number)")
        #expect(page.body.contains("Betere […]"))
        #expect(!page.body.contains("Betere koffie"))
        #expect(await site.post(open + "/citaten/1/intrekken", as: .researcher).status == 303)
        #expect(!(await site.get("/onderzoek/\(survey.number)").body.contains("Betere […]")))
    }
}
