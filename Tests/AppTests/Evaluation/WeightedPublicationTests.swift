import Community
import Core
import Questionnaires
import Storage
import Tabulation
import Testing

@testable import Evaluation

/// A number of answers beside the sum of their weights are two equations.
struct WeightedPublicationTests {
    private static func weighted(_ site: TestSite, _ fixture: ResultsFixture = .init()) async throws -> Survey {
        let survey = try await fixture.add(to: site)
        let form = [("op", "GROEP"), ("totaal-GROEP-1", "20"), ("totaal-GROEP-2", "80")]
        let saved = await site.post("/enquetes/\(survey.number)/resultaten/weging", form: form, as: .researcher)
        #expect(saved.status == 303)
        return survey
    }

    @Test func `a weighted table with a shielded figure is refused, and the remark stays`() async throws {
        let site = try await TestSite()
        let survey = try await Self.weighted(site)
        let path = await ResultsFixture.save("rijen=V02&kolommen=V01&weeg=ja", survey, site, title: "Naar werk")
        let refused = await site.post(
            path + "/publiceren", form: [("opmerking", "Gewogen naar grootte.")], as: .researcher)
        #expect(refused.status == 400)
        #expect(refused.body.contains("“Naar werk” is gewogen, en er is een cijfer in afgeschermd."))
        #expect(refused.body.contains("Gewogen naar grootte."))
        let long = String(repeating: "Uitleg. ", count: 300)
        let tooLong = await site.post(path + "/publiceren", form: [("opmerking", long)], as: .researcher)
        #expect(tooLong.status == 400)
        #expect(tooLong.body.contains("href=\"#veld-opmerking\"") && tooLong.body.contains("Uitleg. Uitleg."))
        #expect(try await site.read { try $0.count("SELECT COUNT(*) FROM survey_publication") } == 0)
        let plain = await ResultsFixture.save("rijen=V02&kolommen=V01", survey, site)
        #expect(await ResultsFixture.publish(plain, site).status == 303)
    }

    @Test func `of a weighted table whole per cents go out and no sums of weights`() async throws {
        let site = try await TestSite()
        let survey = try await Self.weighted(site)
        let path = await ResultsFixture.save("rijen=V02&weeg=ja", survey, site)
        #expect(await ResultsFixture.publish(path, site).status == 303)
        let table = try await site.read { db in
            try #require(try PublishedTable.standing(of: survey.id, in: db).first).content.table
        }
        for cell in table.cells.flatMap({ $0 }) {
            #expect(cell.weighted == Double(cell.count) && cell.weightedBase == Double(cell.base))
            #expect(cell.error == nil && cell.low == nil && cell.high == nil)
            let value = try #require(cell.value)
            #expect(abs(value * 100 - (value * 100).rounded()) < 1e-9)
        }
        #expect(table.cells[1][0].value == 0.8)
        #expect(table.hasSeveral)
        let results = "/enquetes/\(survey.number)/resultaten"
        let page = await site.get(results, as: .councilMember).body
        #expect(page.contains("80%") && page.contains("Gewogen op") && !page.contains("Marge"))
        // The second answer: sixty of 120, without a weighted number beside it.
        let file = await site.get(results + "/openbaar/1/csv?komma=ja", as: .councilMember).body
        #expect(file.contains("Helpen,2,Totaal,,60,,120,0.8,,,,,nee"))
    }

    @Test func `what was published with sums of weights is read without them`() async throws {
        let site = try await TestSite()
        let survey = try await Self.weighted(site)
        let path = await ResultsFixture.save("rijen=V01&weeg=ja", survey, site)
        #expect(await ResultsFixture.publish(path, site).status == 303)
        let shown = try await site.write { db -> CountedTable in
            var content = try #require(try PublishedTable.standing(of: survey.id, in: db).first).content
            content.table.cells[0][0].weighted = 31.25
            content.table.cells[0][0].value = 0.260417
            try db.run("UPDATE survey_publication SET content = \(try Stored.write(content))")
            return try #require(try PublishedTable.standing(of: survey.id, in: db).first).content.table
        }
        #expect(shown.cells[0][0].weighted == Double(shown.cells[0][0].count))
        #expect(shown.cells[0][0].value == 0.26)
        // One answer each: rounding does not make it several.
        #expect(!shown.hasSeveral)
    }

    /// 60 answers by 40 groups.
    private static var wide: ResultsFixture {
        func list(_ count: Int) -> [Choice] { (1...count).map { Choice($0, Words("Nummer \($0)")) } }
        let content = Questionnaire(
            id: "breed", title: Words("Breed"),
            blocks: [
                .init(
                    "A",
                    questions: [
                        Question("V01", .single, Words("Welke?"), choices: list(60)),
                        Question("V02", .single, Words("Waar?"), choices: list(40)),
                    ])
            ])
        return ResultsFixture(
            content: content,
            answered: { index in
                Answers(
                    values: ["V01": .codes([index % 60 + 1]), "V02": .codes([index % 40 + 1])], seen: ["V01", "V02"])
            })
    }

    @Test func `a table that is too large to guard is refused at the page`() async throws {
        let site = try await TestSite()
        let says = "Deze tabel is te groot. Kies minder antwoorden of een vraag minder."
        let query = "rijen=V01&kolommen=V02"
        let survey = try await Self.wide.add(to: site)
        let path = await ResultsFixture.save(query, survey, site)
        let refused = await ResultsFixture.publish(path, site)
        #expect(refused.status == 400 && refused.body.contains(says))
        // Where makers too see nothing small, the table itself is guarded.
        try await site.write { db in
            try db.run("UPDATE survey SET mode = \(Survey.Mode.pseudonymous) WHERE id = \(survey.id)")
        }
        let page = await site.get("/enquetes/\(survey.number)/resultaten/tabel?" + query, as: .researcher)
        #expect(page.status == 400 && page.body.contains(says))
        #expect(await site.get(path, as: .researcher).body.contains(says))
    }
}
