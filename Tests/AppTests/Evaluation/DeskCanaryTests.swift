import Core
import Questionnaires
import Services
import Storage
import Testing
import Web

@testable import Evaluation

/// Every text that a maker, a caller or a list of addresses sets, on every page and in every mail that shows it.
struct DeskCanaryTests {
    private static let mark = "\"><script>kanarie</script><img src=x onerror=kanarie>'"

    private static func holds(_ body: String) -> Bool {
        !body.contains("<script>kanarie") && !body.contains("<img src=x") && !body.contains("'\"><")
    }

    private static func shows(_ body: String) -> Bool { body.contains("&lt;script&gt;kanarie") }

    /// Each of these pages shows the text, and none as markup.
    private static func look(_ site: TestSite, _ paths: [String], as role: Role = .researcher) async {
        for path in paths {
            let reply = await site.get(path, as: role)
            #expect(reply.status == 200, "\(path)")
            #expect(holds(reply.body) && shows(reply.body), "\(path)")
        }
    }

    @Test func `names, organisations and groups of a list, from the look at it to the response`() async throws {
        let mark = Self.mark
        let rig = try await FieldRig()
        await rig.save(.pseudonymous, [("doel", "Doel " + mark), ("toelichting", "Uitleg " + mark)])
        let add = rig.path("adressen/toevoegen")
        let pasted = await rig.site.post(
            add + "/plakken",
            form: [("lijst", "Anna; anna@voorbeeld.example; 0123 456 781; Org \(mark); Wijk \(mark)\nfout \(mark)")],
            as: .researcher)
        await Self.look(rig.site, [pasted.location])
        _ = await rig.site.post(pasted.location + "/overnemen", as: .researcher)
        #expect(Self.holds(await rig.site.get(pasted.location, as: .researcher).body))
        let cell = "\"" + mark.replacing("\"", with: "\"\"") + "\""
        let list =
            "Naam;Mail;Telefoon;Organisatie;Groep;\(cell)\n\(cell);bert@voorbeeld.example;0123456782;\(cell);\(cell);x\n"
        let sent = await rig.site.send(
            Array(list.utf8), name: "<script>kanarie</script>.csv", from: add, to: add + "/bestand", fields: [],
            as: .researcher)
        #expect(sent.status == 303)
        await Self.look(rig.site, [sent.location])
        _ = await rig.site.post(sent.location + "/overnemen", as: .researcher)
        #expect(Self.holds(await rig.site.get(sent.location, as: .researcher).body))
        let wrong = await rig.site.post(
            rig.path("adressen/nieuw"), form: [("naam", mark), ("email", mark), ("groep", mark), ("taal", "nl")],
            as: .researcher)
        #expect(wrong.status == 400 && Self.holds(wrong.body) && Self.shows(wrong.body))
        await Self.look(rig.site, [rig.path("adressen"), rig.path("opzet")])
        let all = try await rig.addresses()
        #expect(all.count == 2 && all.contains { $0.name == mark })
        for address in all {
            await Self.look(
                rig.site, ["", "/wijzigen"].map { rig.path("adressen/\(address.number)") + $0 })
        }
        #expect(await rig.site.post(rig.path("opzet/klaar"), as: .researcher).status == 303)
        try await rig.move(.hours(24))
        for page in ["veldwerk", "respons", "adressen", "opzet", ""] {
            #expect(Self.holds(await rig.site.get(rig.path(page), as: .researcher).body), "\(page)")
        }
        await Self.look(rig.site, [rig.path("respons")])
        // The mail, and the pages behind its links.
        let mails = try await rig.site.mails(to: "bert@voorbeeld.example")
        #expect(!mails.isEmpty)
        for mail in mails {
            #expect(Self.holds(mail.html) && Self.shows(mail.html))
            #expect(!mail.subject.contains { $0.isNewline })
        }
        let token = try await rig.token("bert@voorbeeld.example")
        for path in ["/vragenlijst/\(token)", SurveyLink.refusalPath(token)] {
            let page = await rig.site.get(path)
            #expect(page.status == 200 && Self.holds(page.body), "\(path)")
        }
    }

    @Test func `notes, calls and refusals`() async throws {
        let mark = Self.mark
        let rig = try await FieldRig()
        try await rig.open()
        let one = rig.path("adressen/1")
        #expect(
            await rig.site.post(one + "/notitie", form: [("notitie", "Let op " + mark)], as: .researcher).status == 303)
        _ = await rig.site.post(
            one + "/weigering", form: [("reden", "anders"), ("manier", Contact.Way.phone.rawValue), ("woorden", mark)],
            as: .researcher)
        await Self.look(rig.site, [one])
        let call = await rig.site.post(rig.path("veldwerk/bellen"), as: .broker)
        #expect(call.location.contains("/bellen/"))
        let wrong = await rig.site.post(
            call.location, form: [("hoe", mark), ("tijd", "<b>9"), ("notitie", mark)], as: .broker)
        #expect(wrong.status == 400 && Self.holds(wrong.body) && Self.shows(wrong.body))
        _ = await rig.site.post(
            call.location, form: [("hoe", CallResult.noAnswer.rawValue), ("notitie", mark), ("verder", "klaar")],
            as: .broker)
        let number = try #require(call.location.split(separator: "/").last)
        await Self.look(rig.site, [rig.path("adressen/\(number)")])
        let token = try await rig.token("cor@voorbeeld.example")
        let refused = await rig.site.post(
            SurveyLink.refusalPath(token), form: [("reden", "anders"), ("woorden", mark)])
        #expect(refused.status < 400 && Self.holds(refused.body))
        let last = try await rig.address("cor@voorbeeld.example")
        await Self.look(rig.site, [rig.path("adressen/\(last.number)")])
        for page in ["veldwerk", "respons", "adressen"] {
            #expect(Self.holds(await rig.site.get(rig.path(page), as: .researcher).body), "\(page)")
        }
    }

    @Test func `mails in words of their own`() async throws {
        let mark = Self.mark
        let rig = try await FieldRig()
        let mail = rig.path("veldwerk/mails/uitnodiging/nl")
        let form = [("onderwerp", "Vraag " + mark), ("tekst", "Beste {{naam}}, \(mark)\n\nLees <b>dit</b>.")]
        let look = await rig.site.post(mail, form: form + [("bekijk", "ja")], as: .researcher)
        #expect(Self.holds(look.body) && Self.shows(look.body))
        #expect(await rig.site.post(mail, form: form, as: .researcher).status == 303)
        await Self.look(rig.site, [mail, rig.path("veldwerk/mails")])
        _ = await rig.site.post(mail + "/proef", as: .researcher)
        try await rig.open()
        let sent = try await rig.site.mails()
        #expect(sent.count > 3)
        for item in sent where item.kind.hasPrefix("enquete") {
            #expect(Self.holds(item.html) && Self.shows(item.html), "\(item.kind)")
        }
    }

    @Test func `open answers, categories, quotes, remarks and figures, up to what everyone reads`() async throws {
        let mark = Self.mark
        let site = try await TestSite()
        var content = ResultsFixture.questionnaire
        content.blocks[0].title = Words("Blok " + mark)
        content.blocks[0].questions[0].text = Words("Waar " + mark)
        content.blocks[0].questions[0].choices[0].label = Words("Sport " + mark)
        let survey = try await ResultsFixture(title: "T" + mark, content: content).add(to: site)
        try await site.write { db in
            let row = try #require(try db.first("SELECT id, answers FROM survey_response ORDER BY id LIMIT 1"))
            var answers = try Answers(json: row("answers", as: String.self))
            answers.values["V04"] = .text("Schrijf " + mark)
            try db.run(
                "UPDATE survey_response SET answers = \(answers.json) WHERE id = \(try row("id", as: String.self))")
        }
        let results = "/enquetes/\(survey.number)/resultaten"
        let open = results + "/open/V04"
        _ = await site.post(open + "/categorieen", form: [("namen", "Cat \(mark)\nTwee")], as: .researcher)
        _ = await site.post(open + "/categorieen/2", form: [("naam", "Twee " + mark)], as: .researcher)
        let key = OpenCoding.key("Meer waardering")
        _ = await site.post(open + "/coderen", form: [("antwoord", key), (key, "1")], as: .researcher)
        let own = OpenCoding.key("Schrijf " + mark)
        await Self.look(site, [open, open + "/citaat?antwoord=\(own)", results + "/tabel?rijen=V04_C"])
        _ = await site.post(open + "/citaat", form: [("antwoord", own), ("tekst", "Citaat " + mark)], as: .researcher)
        let path = await ResultsFixture.save("rijen=V01&beeld=staven", survey, site, title: "Tabel " + mark)
        _ = await site.post(path, form: [("titel", "Tabel " + mark), ("toelichting", "Zo " + mark)], as: .researcher)
        let published = await site.post(path + "/publiceren", form: [("opmerking", "Let op " + mark)], as: .researcher)
        #expect(published.status == 303)
        let pinned = await site.post(
            path + "/cijfer",
            form: [("cel", "c1|all"), ("naam", "Cijfer " + mark), ("betekenis", ""), ("beter", "hoger")],
            as: .researcher)
        #expect(pinned.status == 303)
        let report = results + "/rapport"
        _ = await site.post(
            report, form: [("titel", "R" + mark), ("inleiding", "# K \(mark)\n\n\(mark)")], as: .researcher)
        for block in [
            [("soort", "tekst"), ("tekst", "[x](javascript:kanarie) \(mark)")], [("soort", "tabel"), ("tabel", "1")],
            [("soort", "citaat"), ("citaat", "1")],
        ] { _ = await site.post(report + "/blokken", form: block, as: .researcher) }
        await Self.look(
            site,
            [
                results, path, results + "/tabellen", results + "/cijfers", results + "/weging?op=V01", report,
                report + "/lezen", results + "/tabel?rijen=V01&kolommen=V04_C", "/enquetes",
                "/enquetes/\(survey.number)",
            ])
        #expect(await site.post(report + "/publiceren", as: .researcher).status == 303)
        await Self.look(site, [results], as: .councilMember)
        await Self.look(site, ["/onderzoek", "/onderzoek/\(survey.number)"], as: .anonymous)
        let page = await site.get("/onderzoek/\(survey.number)").body
        #expect(page.contains("Citaat ") && !page.contains("href=\"javascript"))
        // Where goals choose their figures.
        try await GoalFixture.cycle(site)
        let goals = await site.get("/beleid/1/doelen/nieuw", as: .policyOfficer)
        #expect(Self.holds(goals.body) && Self.shows(goals.body), "\(goals.status)")
    }

    @Test func `translations, in the editor and for who reads that language`() async throws {
        let mark = Self.mark
        let site = try await TestSite()
        let now = site.clock.now
        let number = try await site.write { db -> Int in
            let id = try StoredQuestionnaire.add(
                ResultsFixture.inTwoLanguages, name: "Proef", municipality: "GM9999", origin: nil, owner: nil, now: now,
                in: db)
            return try #require(try StoredQuestionnaire.find(id, in: db)).number
        }
        let path = "/enquetes/vragenlijsten/\(number)"
        let first = path + "/taal/en?pagina=A"
        let page = await site.get(first, as: .researcher)
        let names = page.body.matches(of: /<textarea[^>]* name="([^"]+)"/).map { String($0.1) }
        let words = names.filter { $0.hasSuffix(".titel") || $0.hasSuffix(".tekst") }
        #expect(words.count > 1)
        let saved = await site.post(
            path + "/taal/en", form: [("pagina", "A")] + words.map { ($0, "W " + mark) }, as: .researcher)
        #expect(saved.status == 303)
        await Self.look(site, [first, path + "/voorbeeld?taal=en"])
    }
}
