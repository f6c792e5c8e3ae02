import Core
import Questionnaires
import Storage
import Tabulation
import Testing

@testable import Evaluation

/// The results for who reads English.
struct ResultsLanguageTests {
    @Test func `policy and execution are found whatever the language of the page`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture(content: ResultsFixture.inTwoLanguages).add(to: site)
        let path = "/enquetes/\(survey.number)/resultaten/beleid"
        let choice = PolicyPractice.Choice(policy: 1, practice: 4, isInverse: true)
        for language in [Language.dutch, .english] {
            let t = site.town.house.t(language)
            let results = try await site.read { try ResultsData.load(survey, t: t, in: $0) }
            #expect(PolicyPractice(results, asked: nil)?.choice == choice, "\(language)")
        }
        let page = await site.get(path + "?taal=en", as: .researcher)
        #expect(page.body.contains("<html lang=\"en\""))
        #expect(page.body.contains("On paper") && page.body.contains("id=\"uit\""))
        #expect(page.body.contains("Vacaturebank") && page.body.contains("60%"))
    }

    @Test func `without words to guess by the reader chooses`() async throws {
        let site = try await TestSite()
        var content = ResultsFixture.questionnaire
        for place in content.blocks[1].questions[1].choices.indices {
            content.blocks[1].questions[1].choices[place].label = Words("Antwoord \(place + 1)")
        }
        let survey = try await ResultsFixture(content: content).add(to: site)
        let path = "/enquetes/\(survey.number)/resultaten/beleid"
        let page = await site.get(path, as: .researcher)
        #expect(page.status == 200 && page.body.contains("id=\"in\"") && page.body.contains("Kies ze zelf"))
        let chosen = await site.get(path + "?in=1&uit=4&niet=ja", as: .researcher)
        #expect(chosen.body.contains("90% of meer voert dit uit"))
    }

    @Test func `a published table is in the language of who reads it`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture(content: ResultsFixture.inTwoLanguages).add(to: site)
        try await ResultsFixture.open(12, of: survey, site)
        let path = await ResultsFixture.save("rijen=V01", survey, site, title: "Waar werk je?")
        #expect(await ResultsFixture.publish(path, site).status == 303)
        let report = "/enquetes/\(survey.number)/resultaten/rapport"
        _ = await site.post(report, form: [("titel", "Rapport"), ("inleiding", "Kort.")], as: .researcher)
        _ = await site.post(report + "/blokken", form: [("soort", "tabel"), ("tabel", "1")], as: .researcher)
        #expect(await site.post(report + "/publiceren", as: .researcher).status == 303)
        let open = "/onderzoek/\(survey.number)"
        let dutch = await site.get(open).body
        #expect(dutch.contains("Waar werk je?") && dutch.contains("Cultuur") && dutch.contains("via de open link"))
        let english = await site.get(open + "?taal=en").body
        #expect(english.contains("Where do you work?") && english.contains("Culture"))
        #expect(!english.contains("Cultuur") && !english.contains("via de open link"))
        #expect(!english.contains("Waar werk je?"))
        // A title that somebody typed stays; one of the page and its question is translated.
        for (title, shown) in [("Zelf bedacht", "Zelf bedacht"), ("Over jou: Waar werk je?", "About you: Where do")] {
            let other = await ResultsFixture.save("rijen=V01", survey, site, title: title)
            #expect(await ResultsFixture.publish(other, site).status == 303)
            let list = await site.get("/enquetes/\(survey.number)/resultaten?taal=en", as: .councilMember).body
            #expect(list.contains(shown), "\(title)")
        }
        let file = await site.get(open + "/1/csv?taal=en").body
        #expect(file.contains("Culture") && !file.contains("Cultuur"))
    }

    @Test func `blocks and questions of the overview too, and the group without an answer in the weights`() async throws
    {
        let site = try await TestSite()
        let survey = try await ResultsFixture(content: ResultsFixture.inTwoLanguages).add(to: site)
        let t = site.town.house.t(.english)
        let results = try await site.read { try ResultsData.load(survey, t: t, in: $0) }
        let blocks = StandardTables(results: results).blocks
        #expect(blocks.first?.title == "About you")
        #expect(blocks.first?.items.first?.text == "Where do you work?")
        // Nobody chose it: the words of the first language stay.
        #expect(blocks.first?.items.last?.text == "Welk cijfer geef je?")
        var weighting = SurveyWeighting()
        weighting.margins = [
            .init(
                column: "V01",
                groups: [
                    .init(code: 1, label: "Sports", total: 50), .init(code: 2, label: "Care", total: 50),
                    .init(code: 3, label: "Culture", total: 50),
                ])
        ]
        let lines = weighting.fitted(to: results.data, t: t).report?.lines ?? []
        #expect(lines.flatMap { $0.cells.map(\.label) }.contains("no answer"))
    }
}
