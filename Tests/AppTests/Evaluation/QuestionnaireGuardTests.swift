import Community
import Core
import Foundation
import Formats
import Questionnaires
import Services
import Storage
import Testing
import Web

@testable import Evaluation

/// What the editor guards: versions, towns, texts.
extension QuestionnaireEditorTests {
    @Test func `a version that is frozen never changes`() async throws {
        let site = try await TestSite()
        let path = try await make(site, "kant-tevredenheid-vrijwilligers")
        let stored = try await stored(site, path)
        let now = site.clock.now
        let survey = try await site.write { db in
            let survey = try StartSurvey.add(
                "Tevreden?", municipality: "GM9999", questionnaire: stored.id, owner: nil, now: now, in: db)
            let version = try FreezeQuestions.perform(survey, now: now, in: db)
            try db.run(
                "UPDATE survey SET version_id = \(version), state = \(Survey.State.field) WHERE id = \(survey.id)")
            return survey
        }
        let tab = survey.path("vragenlijst")
        #expect(await site.get(tab, as: .researcher).body.contains("versie 1"))
        _ = await site.post(path + "/vraag/V03/weg", as: .researcher)
        #expect(try await self.stored(site, path).content.question("V03") == nil)
        #expect(await site.get(tab, as: .researcher).body.contains("Welk rapportcijfer geef je je vrijwilligerswerk?"))
        #expect(await site.get(path + "/versies/1", as: .researcher).body.contains("Welk rapportcijfer"))
        // Another questionnaire can be chosen only before it opens.
        #expect(await site.post(tab, form: [("vragenlijst", "beleid-2011")], as: .researcher).status == 400)
        _ = await site.post(path + "/versies/1/terug", as: .researcher)
        #expect(try await self.stored(site, path).content == stored.content)
    }

    @Test func `nobody of another town sees or changes it`() async throws {
        let site = try await TestSite()
        let path = try await make(site)
        let stored = try await stored(site, path)
        try await site.write { db in
            try db.run("UPDATE survey_questionnaire SET municipality_code = 'GM9998' WHERE id = \(stored.id)")
        }
        for part in ["", "/gegevens", "/voorbeeld", "/versies", "/vragenlijst.yaml", "/vragenlijst.xlsx", "/inlezen"] {
            #expect(await site.get(path + part, as: .researcher).status == 404, "\(part)")
        }
        for part in ["/vraag", "/pagina", "/ongedaan", "/opbergen", "/overnemen"] {
            #expect(await site.post(path + part, as: .researcher).status == 404, "\(part)")
        }
        let search = await site.get(Self.shelf + "/vragen?naar=\(stored.number)", as: .researcher)
        #expect(!search.body.contains("Neem over"))
        #expect(await site.get(Self.shelf, as: .councilMember).status == 404)
    }

    @Test func `texts of makers stay texts`() async throws {
        let site = try await TestSite()
        let canary = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
        var content = Questionnaire(
            id: "x", languages: ["nl", "en"], title: Words(canary), intro: Words(canary), thanks: Words(canary),
            source: canary)
        let choices = [Choice(1, Words(canary)), Choice(2, Words(["": canary, "en": canary]), hasText: true)]
        content.blocks = [
            .init(
                "p1", title: Words(canary), intro: Words(canary),
                questions: Question.Kind.allCases.enumerated().map { index, kind in
                    Question(
                        "V\(index)", kind, Words(canary), hint: Words(canary), choices: choices, rows: choices,
                        lowest: 1,
                        highest: 3, lowLabel: Words(canary), highLabel: Words(canary), unit: Words(canary))
                })
        ]
        let now = site.clock.now
        let number = try await site.write { [content] db in
            let id = try StoredQuestionnaire.add(
                content, name: canary, municipality: "GM9999", origin: nil, owner: nil, now: now, in: db)
            return try StoredQuestionnaire.find(id, in: db)?.number ?? 0
        }
        let path = "\(Self.shelf)/\(number)"
        var paths = [
            "", "/gegevens", "/voorbeeld", "/voorbeeld?taal=en", "/pagina/p1", "/taal/en", "/taal/en?pagina=p1",
            "/vragenlijst.xlsx",
        ]
        paths += content.questions.map { "/vraag/\($0.id)" }
        for part in paths {
            let body = await site.get(path + part, as: .researcher).body
            #expect(!body.contains("<script>alert") && !body.contains("<img src=x"), "\(part)")
            #expect(body.contains("&lt;script&gt;alert") || part == "/vragenlijst.xlsx", "\(part)")
        }
        let list =
            await site.get(Self.shelf, as: .researcher).body
            + site.get(Self.shelf + "/vragen?zoek=alert", as: .researcher).body
        #expect(!list.contains("<script>alert") && list.contains("&lt;script&gt;alert"))
    }

    @Test func `put away and brought back`() async throws {
        let site = try await TestSite()
        let path = try await make(site, name: "Oude lijst")
        #expect(await site.post(path + "/opbergen", as: .researcher).status == 303)
        #expect(await !site.get(Self.shelf, as: .researcher).body.contains("Oude lijst"))
        #expect(await site.get(Self.shelf + "?opgeborgen=ja", as: .researcher).body.contains("Oude lijst"))
        #expect(await site.post(path + "/terughalen", as: .researcher).status == 303)
        #expect(await site.get(Self.shelf, as: .researcher).body.contains("Oude lijst"))
    }
}
