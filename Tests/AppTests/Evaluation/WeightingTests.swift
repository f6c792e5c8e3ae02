import Core
import Storage
import Tabulation
import Testing

@testable import Evaluation

struct WeightingTests {
    private static func path(_ survey: Survey) -> String { "/enquetes/\(survey.number)/resultaten/weging" }

    @Test func `groups that answered less than they are count for more`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let path = Self.path(survey)
        #expect(await site.get(path, as: .researcher).body.contains("Alle antwoorden tellen even zwaar"))
        let form = await site.get(path + "?op=GROEP", as: .researcher)
        #expect(form.body.contains("totaal-GROEP-1"))
        let saved = await site.post(
            path, form: [("op", "GROEP"), ("totaal-GROEP-1", "20"), ("totaal-GROEP-2", "80")], as: .researcher)
        #expect(saved.status == 303)
        let results = try await site.read { try ResultsData.load(survey, t: .dutch, in: $0) }
        let weighting = try #require(results.weighting)
        // Half of the records are "groot" (20 of 100), half "klein" (80 of 100): weights 0.4 and 1.6.
        let effective = try #require(weighting.report?.effective)
        #expect(abs(effective - 120 * 1 / (0.5 * 0.16 + 0.5 * 2.56)) < 1e-9)
        var request = TableRequest(.counts, rows: "V02")
        request.isWeighted = true
        let weighted = try results.table(request)
        let plain = try results.table(.init(.counts, rows: "V02"))
        #expect(abs((weighted.cell(1, 0)?.value ?? 0) - 0.8) < 1e-9)
        #expect(abs((plain.cell(1, 0)?.value ?? 0) - 0.5) < 1e-9)
        let page = await site.get(path, as: .researcher)
        #expect(page.body.contains("effectief aantal"))
        let table = await site.get("/enquetes/\(survey.number)/resultaten/tabel?rijen=V02&weeg=ja", as: .researcher)
        #expect(table.body.contains("Gewogen op"))
        #expect(await site.post(path + "/uit", as: .researcher).status == 303)
        #expect(try await site.read { try ResultsData.load(survey, t: .dutch, in: $0).weighting == nil })
    }

    @Test func `two divisions are raked and bounds hold`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let form = [
            ("op", "GROEP"), ("op", "V01"), ("totaal-GROEP-1", "30"), ("totaal-GROEP-2", "70"), ("totaal-V01-1", "50"),
            ("totaal-V01-2", "25"), ("totaal-V01-3", "20"), ("totaal-V01-9", "5"), ("laag", "0,5"), ("hoog", "1,6"),
        ]
        #expect(await site.post(Self.path(survey), form: form, as: .researcher).status == 303)
        let weighting = try #require(try await site.read { try ResultsData.load(survey, t: .dutch, in: $0).weighting })
        #expect(weighting.report?.converged == true)
        #expect((weighting.trimmed ?? 0) > 0)
        #expect(abs(weighting.weights.reduce(0, +) - 120) < 1e-6)
    }

    @Test func `impossible totals are refused at their field and everything typed stays`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let path = Self.path(survey)
        let word = await site.post(
            path, form: [("op", "GROEP"), ("totaal-GROEP-1", "veel"), ("totaal-GROEP-2", "12,5")], as: .researcher)
        #expect(word.status == 400)
        #expect(word.body.contains("Vul een getal in vanaf 0"))
        #expect(word.body.contains("value=\"12,5\""))
        let zero = await site.post(
            path, form: [("op", "GROEP"), ("totaal-GROEP-1", "0"), ("totaal-GROEP-2", "10")], as: .researcher)
        #expect(zero.status == 400)
        #expect(zero.body.contains("Hier zijn antwoorden van"))
        #expect(await site.post(path, form: [("op", "GROEP")], as: .councilMember).status == 404)
    }
}
