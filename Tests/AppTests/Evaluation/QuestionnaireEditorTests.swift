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

/// The editor of questionnaires, from an empty page to a frozen version.
struct QuestionnaireEditorTests {
    static let shelf = "/enquetes/vragenlijsten"

    func make(_ site: TestSite, _ begin: String = "leeg", name: String = "Proef") async throws -> String {
        let reply = await site.post(Self.shelf + "/nieuw", form: [("titel", name), ("begin", begin)], as: .researcher)
        #expect(reply.status == 303, "\(reply.body.prefix(400))")
        return reply.location
    }

    func stored(_ site: TestSite, _ path: String) async throws -> StoredQuestionnaire {
        let number = try #require(path.split(separator: "/").last.flatMap { Int($0) })
        return try #require(try await site.read { db in try StoredQuestionnaire.find(number: number, in: db) })
    }

    /// The fields of a question's form as they stand on its page, with some filled in.
    func fields(_ changes: [(String, String)], kind: String, id: String) -> [(String, String)] {
        var fields = [
            ("soort", kind), ("tekst", "Een vraag"), ("pagina", "p1"), ("naam", id), ("wanneer", "altijd"),
            ("actie", "bewaar"),
        ]
        for (name, value) in changes {
            fields.removeAll { $0.0 == name }
            fields.append((name, value))
        }
        return fields
    }

    @Test func `a questionnaire grows from nothing, and every change can be taken back`() async throws {
        let site = try await TestSite()
        let path = try await make(site)
        #expect(await site.get(path, as: .researcher).body.contains("Er staat nog geen vraag in."))

        let added = await site.post(path + "/vraag", form: [("soort", "single"), ("pagina", "p1")], as: .researcher)
        #expect(added.location == path + "/vraag/V01")
        let page = await site.get(added.location, as: .researcher)
        #expect(page.status == 200 && page.body.contains("1 = Ja"))
        let saved = await site.post(
            path + "/vraag/V01",
            form: fields(
                [
                    ("tekst", "Doe je mee?"), ("antwoorden", "1 = Ja\r\nNee\r\n9 = Weet ik niet (weet niet)"),
                    ("verplicht", "ja"),
                ],
                kind: "single", id: "V01"), as: .researcher)
        #expect(saved.status == 303)
        var question = try #require(try await stored(site, path).content.question("V01"))
        #expect(question.text("nl") == "Doe je mee?" && question.isRequired)
        #expect(question.choices.map(\.code) == [1, 2, 9] && question.choices[2].isMissing)

        // A second page with a number that is asked of who takes part.
        #expect(await site.post(path + "/pagina", as: .researcher).location == path + "#pagina-p2")
        _ = await site.post(path + "/vraag", form: [("soort", "number"), ("pagina", "p2")], as: .researcher)
        let number = fields(
            [
                ("tekst", "Hoeveel uur?"), ("pagina", "p2"), ("laagste", "0"), ("hoogste", "40,5"), ("decimalen", "1"),
                ("wanneer", "als"), ("welke", "V01"), ("hoe", "is"), ("waarde", "ja"), ("eenheid", "uur per week"),
            ], kind: "number", id: "V02")
        #expect(await site.post(path + "/vraag/V02", form: number, as: .researcher).status == 303)
        question = try #require(try await stored(site, path).content.question("V02"))
        #expect(question.showIf == "V01 == 1" && question.highest == 40.5)
        #expect(await site.get(path + "/vraag/V02", as: .researcher).body.contains("value=\"als\" checked"))

        // Up to the first page, copied, deleted, and the deletion taken back.
        _ = await site.post(path + "/vraag/V02/omhoog", as: .researcher)
        #expect(try await stored(site, path).content.blocks.map { $0.questions.map(\.id) } == [["V01", "V02"], []])
        _ = await site.post(path + "/vraag/V02/kopie", as: .researcher)
        let gone = await site.post(path + "/vraag/V01/weg", as: .researcher)
        #expect(gone.status == 303)
        var content = try await stored(site, path).content
        #expect(content.questions.map(\.id) == ["V02", "V03"])
        #expect(await site.get(path, as: .researcher).body.contains("maar zo’n vraag is er niet."))
        #expect(await site.post(path + "/ongedaan", as: .researcher).status == 303)
        content = try await stored(site, path).content
        #expect(content.questions.map(\.id) == ["V01", "V02", "V03"])
        #expect(content.problems().filter(\.isFatal) == [])
        for _ in 0..<20 { _ = await site.post(path + "/ongedaan", as: .researcher) }
        #expect(try await stored(site, path).content.questions.isEmpty)
    }

    @Test func `what is wrong is said at the field and what was typed stays`() async throws {
        let site = try await TestSite()
        let path = try await make(site, "kant-tevredenheid-vrijwilligers")
        let before = try await stored(site, path).content
        for (changes, field) in [
            ([("tekst", "")], "tekst"), ([("antwoorden", "1 = Ja\n1 = Nee")], "antwoorden"),
            ([("naam", "V02")], "naam"),
            ([("naam", "1x")], "naam"), ([("wanneer", "formule"), ("formule", "V01 ==")], "formule"),
            ([("wanneer", "als"), ("welke", "V03"), ("hoe", "is"), ("waarde", "paars")], "waarde"),
        ] as [([(String, String)], String)] {
            let form = fields(
                [("tekst", "Getypt <b>"), ("antwoorden", "1 = Ja\n2 = Nee")] + changes, kind: "single", id: "V06")
            let reply = await site.post(path + "/vraag/V06", form: form + [("pagina", "hulp")], as: .researcher)
            #expect(reply.status == 400, "\(field)")
            #expect(reply.body.contains("veld-\(field)-fout"), "\(field)")
            #expect(field == "tekst" || reply.body.contains("Getypt &lt;b&gt;"))
        }
        #expect(try await stored(site, path).content == before)
    }

    @Test func `looking keeps nothing, and shows what the respondent gets`() async throws {
        let site = try await TestSite()
        let path = try await make(site, "kant-tevredenheid-vrijwilligers")
        let before = try await stored(site, path).content
        let form = fields(
            [
                ("tekst", "Nieuwe tekst"), ("antwoorden", "1 = Rood\n2 = Blauw"), ("actie", "bekijk"),
                ("pagina", "hulp"),
            ], kind: "multiple", id: "V06")
        let reply = await site.post(path + "/vraag/V06", form: form, as: .researcher)
        #expect(reply.status == 200)
        #expect(reply.body.contains("type=\"checkbox\"") && reply.body.contains("Blauw"))
        #expect(try await stored(site, path).content == before)
        let whole = await site.get(path + "/voorbeeld?taal=en", as: .researcher)
        #expect(whole.body.contains("Which mark do you give your volunteering?"))
    }

    @Test func `two makers at once: the second is told and loses nothing`() async throws {
        let site = try await TestSite()
        let path = try await make(site, "kant-tevredenheid-vrijwilligers")
        let stand = QuestionForm.state(of: try #require(try await stored(site, path).content.question("V06")))
        let form = fields(
            [("antwoorden", "1 = Ja\n2 = Nee"), ("stand", stand), ("pagina", "hulp")], kind: "single", id: "V06")
        func typed(_ text: String) -> [(String, String)] { form.map { $0.0 == "tekst" ? ("tekst", text) : $0 } }
        #expect(await site.post(path + "/vraag/V06", form: typed("Van de een"), as: .researcher).status == 303)
        let second = await site.post(path + "/vraag/V06", form: typed("Van de ander"), as: .policyOfficer)
        #expect(second.status == 400 && second.body.contains("Van de ander"))
        #expect(try await stored(site, path).content.question("V06")?.text("nl") == "Van de een")
    }

    @Test func `a name that changes is carried through`() async throws {
        let site = try await TestSite()
        let path = try await make(site, "kant-tevredenheid-vrijwilligers")
        let form = fields(
            [("naam", "HULP"), ("antwoorden", "1 = Ja\n2 = Nee"), ("pagina", "hulp")], kind: "single", id: "V06")
        #expect(await site.post(path + "/vraag/V06", form: form, as: .researcher).status == 303)
        #expect(try await stored(site, path).content.question("V07")?.showIf == "HULP == 1")
    }

    @Test func `languages, translations and texts`() async throws {
        let site = try await TestSite()
        let path = try await make(site)
        _ = await site.post(path + "/vraag", form: [("soort", "single"), ("pagina", "p1")], as: .researcher)
        _ = await site.post(
            path + "/vraag/V01", form: fields([("antwoorden", "1 = Ja\n2 = Nee")], kind: "single", id: "V01"),
            as: .researcher)
        let details = [
            ("naam", "Proef"), ("titel", "De titel"), ("inleiding", "Hallo"), ("talen", "nl, tr"),
            ("kenmerk", "proef-1"),
        ]
        #expect(await site.post(path + "/gegevens", form: details, as: .researcher).status == 303)
        let wrong = details.map { $0.0 == "talen" ? ("talen", "Nederlands") : $0 }
        #expect(await site.post(path + "/gegevens", form: wrong, as: .researcher).body.contains("veld-talen-fout"))
        let translated = await site.post(
            path + "/taal/tr",
            form: [("pagina", "p1"), ("v.V01.tekst", "Bir soru"), ("v.V01.antwoorden", "1 = Evet\n2 = Hayır\n7 = ?")],
            as: .researcher)
        #expect(translated.status == 303)
        let content = try await stored(site, path).content
        #expect(content.languages == ["nl", "tr"] && content.id == "proef-1")
        #expect(content.question("V01")?.text("tr") == "Bir soru")
        #expect(content.question("V01")?.choices.map { $0.label("tr") } == ["Evet", "Hayır"])
        #expect(content.intro?("nl") == "Hallo")
        #expect(await site.get(path + "/taal/tr?pagina=p1", as: .researcher).body.contains("Hayır"))
        #expect(await site.get(path + "/taal/en", as: .researcher).status == 404)
    }

    @Test func `files go out and come in again`() async throws {
        let site = try await TestSite()
        let path = try await make(site, "kant-beleid-2011")
        let content = try await stored(site, path).content
        let yaml = await site.get(path + "/vragenlijst.yaml", as: .researcher)
        #expect(try Questionnaire(yaml: yaml.body) == content)
        let told = await site.get(path + "/vragenlijst.xlsx", as: .researcher)
        #expect(told.body.contains("Een XLSForm kan niet alles."))
        let workbook = await site.get(path + "/vragenlijst.xlsx?toch=ja", as: .researcher)
        #expect(workbook.bytes.starts(with: [0x50, 0x4B]))
        var sheets: [String: [[String]]] = [:]
        for table in try TableReader.read(.xlsx, workbook.bytes) {
            sheets[table.name] = [table.columns.map(\.name)] + table.rows.map { $0.cells.map(\.text) }
        }
        let (read, losses) = try XLSForm(sheets: sheets).questionnaire()
        #expect(losses.isEmpty && read.questions.map(\.id) == content.questions.map(\.id))

        let empty = try await make(site, name: "Leeg")
        let reply = await upload(site, empty + "/inlezen", Array(yaml.body.utf8))
        #expect(reply.status == 303)
        #expect(try await stored(site, empty).content == content)
        let bad = await upload(site, empty + "/inlezen", Array("id: x\nkleur: \"<script>\"\n".utf8))
        #expect(bad.status == 400 && bad.body.contains("Regel 2") && !bad.body.contains("<script>\""))
        #expect(try await stored(site, empty).content == content)
    }

    private func upload(_ site: TestSite, _ path: String, _ bytes: [UInt8]) async -> TestReply {
        let page = await site.get(path, as: .researcher).body
        let mark = page.firstRange(of: "name=\"_csrf\" value=\"")
        let token = mark.map { String(page[$0.upperBound...].prefix { $0 != "\"" }) } ?? ""
        var body = Array("--grens\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n\(token)\r\n".utf8)
        body += Array(
            "--grens\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"a.yaml\"\r\nContent-Type: text/yaml\r\n\r\n"
                .utf8)
        body += bytes + Array("\r\n--grens--\r\n".utf8)
        return await site.ask("POST", path, .researcher, body, [:], "multipart/form-data; boundary=grens")
    }

    @Test func `a question of someone else comes along with its texts`() async throws {
        let site = try await TestSite()
        let path = try await make(site)
        let number = try await stored(site, path).number
        let found = await site.get(Self.shelf + "/vragen?zoek=verzekering&naar=\(number)", as: .researcher)
        #expect(found.body.contains("Regels, geld en ruimte") && found.body.contains("Neem over"))
        let nothing = await site.get(Self.shelf + "/vragen?zoek=xyzzy", as: .researcher)
        #expect(nothing.body.contains("Niets gevonden"))
        let taken = await site.post(
            path + "/overnemen", form: [("bron", "kant-behoeften-organisaties"), ("vraag", "V07")], as: .researcher)
        #expect(taken.status == 303)
        let question = try #require(try await stored(site, path).content.question("V01"))
        #expect(question.text("nl") == "Wat is een goed moment voor een training?")
        #expect(question.showIf == nil && question.text.texts.keys.sorted() == [""])
    }
}
