import Core
import Questionnaires
import Services
import Storage
import Testing

@testable import Evaluation

/// Answering a survey.
struct RespondTests {
    @Test func `the start says who asks, why, how long, until when and what is known, and changes nothing`()
        async throws
    {
        let rig = try await RespondRig(mode: .linked)
        let before = try await rig.count("SELECT COUNT(*) FROM survey_response")
        let page = await rig.site.get(rig.path())
        #expect(page.status == 200)
        for words in [
            "Gemeente Waterveen", "Wij willen weten wat beter kan.", "op naam", "Beginnen", "Ik doe niet mee",
        ] {
            #expect(page.body.contains(words), "\(words)")
        }
        #expect(page.body.contains("minuten") || page.body.contains("1 minuut"))
        #expect(page.body.contains("<meta name=\"referrer\" content=\"strict-origin\">"))
        for block in ["B1", "B2"] { _ = await rig.site.get(rig.path(0, "/pagina/\(block)")) }
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_response") == before)
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_address WHERE turnout <> 'none'") == 0)
    }

    @Test(arguments: Survey.Mode.allCases)
    func `from the first page to thanks, once`(mode: Survey.Mode) async throws {
        let rig = try await RespondRig(mode: mode, addresses: 6)
        let first = await rig.page(rig.path(), "B1", [("V01", "1"), ("V02", "12")])
        #expect(first.location.hasSuffix("/pagina/B2"))
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_address WHERE turnout = 'started'") == 1)
        await rig.fill(rig.path())
        let overview = await rig.site.get(rig.path(0, "/overzicht"))
        #expect(overview.status == 200)
        for words in ["Mijn woorden", "12 uur", "Werving: Tijd, Geld", "1. Nee", "1 maart 2026"] {
            #expect(overview.body.contains(words), "\(words)")
        }
        #expect(await rig.site.post(rig.path(0, "/versturen")).status == 303)
        #expect(await rig.site.get(rig.path()).body.contains("Bedankt voor je tijd"))
        // Going back and sending again, or changing a page, does nothing.
        await rig.page(rig.path(), "B1", [("V01", "2")])
        _ = await rig.site.post(rig.path(0, "/versturen"))
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_address WHERE turnout = 'answered'") == 1)
        for index in 1..<6 { await rig.answer(index) }
        try await rig.close()
        let records = try await rig.records()
        #expect(records.count == 6)
        #expect(records.allSatisfy { $0.answers["V01"] == .codes([1]) && $0.answers["V02"] == .number(12) })
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_draft") == 0)
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_pending") == 0)
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_pseudonym") == 0)
    }

    @Test func `a fault stands at its field, everything typed stays, what is valid is kept`() async throws {
        let rig = try await RespondRig(mode: .linked)
        let reply = await rig.page(rig.path(), "B1", [("V01", "1"), ("V02", "veel & <b>meer</b>")])
        #expect(reply.status == 400)
        #expect(reply.body.contains("id=\"veld-V02-fout\"") && reply.body.contains("href=\"#veld-V02\""))
        #expect(reply.body.contains("veel &amp; &lt;b&gt;meer&lt;/b&gt;"))
        #expect(reply.body.contains("value=\"1\" checked"))
        let again = await rig.site.get(rig.path(0, "/pagina/B1"))
        #expect(again.body.contains("value=\"1\" checked"))
        // Required and left open: said at the field; going back or stopping needs no answer.
        let second = try await RespondRig(mode: .linked)
        #expect(await second.page(second.path(), "B1", []).status == 400)
        #expect(await second.page(second.path(), "B1", [], way: "later").location == second.path(0, "/later"))
        // What would be lost is not let go.
        #expect(await second.page(second.path(), "B1", [("V01", "1"), ("V02", "x")], way: "later").status == 400)
    }

    @Test func `a question that an answer brings up is asked on the same page`() async throws {
        let rig = try await RespondRig(mode: .linked)
        #expect(!(await rig.site.get(rig.path(0, "/pagina/B1")).body.contains("Hoeveel uur?")))
        let reply = await rig.page(rig.path(), "B1", [("V01", "1")])
        #expect(reply.location.hasSuffix("/pagina/B1"))
        #expect(await rig.site.get(reply.location).body.contains("Hoeveel uur?"))
        #expect(await rig.page(rig.path(), "B1", [("V01", "2")]).location.hasSuffix("/pagina/B2"))
    }

    @Test(arguments: Survey.Mode.allCases)
    func `stopping halfway and going on later`(mode: Survey.Mode) async throws {
        let rig = try await RespondRig(mode: mode)
        await rig.page(rig.path(), "B1", [("V01", "1"), ("V02", "7")])
        let stopped = await rig.page(rig.path(), "B2", [("V03", "2")], way: "later")
        #expect(await rig.site.get(stopped.location).body.contains("Wat je invulde, is bewaard."))
        let start = await rig.site.get(rig.path())
        // Something on that page is still open: it is not skipped, although it need not be answered.
        #expect(start.body.contains("Ga verder") && start.body.contains("/pagina/B2"))
        #expect(await rig.site.get(rig.path(0, "/pagina/B2")).body.contains("value=\"2\" checked"))
        // A page that was not reached yet does not open.
        #expect(await rig.site.get(rig.path(0, "/pagina/B4")).location.hasSuffix("/pagina/B2"))
        await rig.page(rig.path(), "B2", [("V03", "2"), ("V04", "3")], way: "later")
        #expect(await rig.site.get(rig.path()).body.contains("/pagina/B3"))
    }

    @Test func `two windows: each page is as it was sent last, no other page is lost`() async throws {
        let rig = try await RespondRig(mode: .pseudonymous)
        await rig.fill(rig.path())
        await rig.page(rig.path(), "B3", [("V13", "venster een")])
        await rig.page(rig.path(), "B1", [("V01", "1"), ("V02", "30")])
        await rig.page(rig.path(), "B3", [("V13", "venster twee")])
        let overview = await rig.site.get(rig.path(0, "/overzicht")).body
        #expect(overview.contains("30 uur") && overview.contains("venster twee") && !overview.contains("venster een"))
    }

    @Test func `changing an answer from the overview comes back to the overview`() async throws {
        let rig = try await RespondRig(mode: .linked)
        await rig.fill(rig.path())
        #expect(await rig.page(rig.path(), "B2", [("V03", "2")], back: true).location.hasSuffix("/overzicht"))
        let reply = await rig.page(rig.path(), "B1", [("V01", "2")], back: true)
        #expect(reply.location.hasSuffix("/overzicht"))
        #expect(!(await rig.site.get(rig.path(0, "/overzicht")).body.contains("Hoeveel uur?")))
    }

    @Test func `other languages, also from right to left, on the way`() async throws {
        let rig = try await RespondRig(mode: .linked)
        let start = await rig.site.get(rig.path())
        #expect(start.body.contains("العربية"))
        let switched = await rig.page(rig.path(), "B1", [("V01", "1"), ("V02", "3")], way: "taal:ar")
        #expect(switched.location.hasSuffix("/pagina/B1"))
        let page = await rig.site.get(switched.location).body
        #expect(page.contains("lang=\"ar\" dir=\"rtl\"") && page.contains("س Hoeveel uur?"))
        #expect(page.contains("value=\"3\""))
        let english = await rig.site.get(rig.path(1) + "?in=en")
        #expect(english.body.contains("Begin") && english.body.contains("Who asks this"))
    }

    @Test func `after the last day the page is closed and coming late is known`() async throws {
        let rig = try await RespondRig(mode: .linked)
        await rig.page(rig.path(1), "B1", [("V01", "2")])
        rig.site.clock.move(by: .days(30))
        #expect(await rig.site.get(rig.path()).body.contains("Deze vragenlijst is gesloten"))
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_address WHERE turnout = 'late'") == 0)
        #expect(await rig.page(rig.path(), "B1", [("V01", "1")]).location == rig.path())
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_address WHERE turnout = 'late'") == 1)
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_response") == 1)
    }

    @Test(arguments: Survey.Mode.allCases)
    func `the open link gives a link of one's own, which can be mailed`(mode: Survey.Mode) async throws {
        let rig = try await RespondRig(mode: mode, open: true)
        let path = "/meedoen/\(rig.number)"
        #expect(await rig.site.get(path).body.contains("krijg je een eigen link"))
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_response") == 0)
        let begun = await rig.site.post(path)
        let base = String(begun.location.dropLast("/pagina/B1".count))
        #expect(base.hasPrefix("/vragenlijst/") && begun.location.hasSuffix("/pagina/B1"))
        let later = await rig.page(base, "B1", [("V01", "1"), ("V02", "5")], way: "later")
        #expect(await rig.site.get(later.location).body.contains(TestSite.origin + base))
        #expect(await rig.site.post(base + "/later", form: [("email", "geen adres")]).status == 400)
        let mailed = await rig.site.post(base + "/later", form: [("email", "ik@voorbeeld.example")])
        #expect(mailed.body.contains("De mail is onderweg."))
        let mail = try #require(try await rig.site.mails(to: "ik@voorbeeld.example").first)
        #expect(mail.path("/vragenlijst/") == base)
        await rig.fill(base)
        let sent = await rig.site.post(base + "/versturen")
        #expect(sent.status == 303)
        #expect(await rig.site.get(sent.location).body.contains("Bedankt voor je tijd"))
        _ = await rig.site.post(base + "/versturen")
        await rig.page(base, "B1", [("V01", "2")])
        try await rig.close()
        #expect(try await rig.records().isEmpty, "open answers are never among the others")
        #expect(try await rig.records([.open]).count == 1)
        // Without an open link there is no such page.
        let other = try await RespondRig(mode: mode)
        #expect(await other.site.get("/meedoen/\(other.number)").status == 404)
    }

    @Test func `an interview by phone is the same questions, only where that breaks no promise`() async throws {
        let rig = try await RespondRig(mode: .linked)
        let base = "/enquetes/\(rig.number)/bellen/1/vragenlijst"
        #expect(await rig.site.get(base, as: .broker).status == 200)
        for role in [Role.anonymous, .resident, .otherBroker, .councilMember] {
            #expect(await rig.site.get(base, as: role).status != 200, "\(role)")
        }
        for (block, fields) in RespondRig.pages("aan de telefoon") {
            #expect(await rig.site.post(base + "/pagina/" + block, form: fields, as: .broker).status == 303)
        }
        #expect(await rig.site.post(base + "/versturen", as: .broker).status == 303)
        #expect(try await rig.records([.phone]).count == 1)
        #expect(await rig.site.get(rig.path()).body.contains("Bedankt voor je tijd"))
        let anonymous = try await RespondRig(mode: .anonymous)
        let refused = await anonymous.site.get("/enquetes/\(anonymous.number)/bellen/1/vragenlijst", as: .broker)
        #expect(refused.status == 400 && refused.body.contains("anoniem"))
        // Under a code nobody reads along with what the respondent filled in alone.
        let code = try await RespondRig(mode: .pseudonymous)
        await code.page(code.path(), "B1", [("V01", "1")])
        #expect(await code.site.get("/enquetes/\(code.number)/bellen/1/vragenlijst", as: .broker).status == 400)
        #expect(await code.site.get("/enquetes/\(code.number)/bellen/2/vragenlijst", as: .broker).status == 200)
    }

    @Test(arguments: Survey.Mode.allCases)
    func `fifty posts of one token at the same time give one answer`(mode: Survey.Mode) async throws {
        let rig = try await RespondRig(mode: mode, addresses: 6)
        await rig.fill(rig.path())
        let statuses = await withTaskGroup(of: Int.self) { group in
            for index in 0..<50 {
                group.addTask {
                    index % 5 == 0
                        ? await rig.page(rig.path(), "B3", [("V13", "tegelijk \(index)")]).status
                        : await rig.site.post(rig.path(0, "/versturen")).status
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.allSatisfy { $0 == 303 || $0 == 404 }, "\(statuses)")
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_address WHERE turnout = 'answered'") == 1)
        let kept = try await rig.count(
            "SELECT (SELECT COUNT(*) FROM survey_response) + (SELECT COUNT(*) FROM survey_pending)")
        #expect(kept == 1)
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_draft") == 0)
    }

    @Test func `who stopped with enough counts as partial, others go`() async throws {
        let rig = try await RespondRig(mode: .linked)
        for (block, fields) in RespondRig.pages("deels").prefix(3) { await rig.page(rig.path(0), block, fields) }
        await rig.page(rig.path(1), "B1", [("V01", "2")])
        try await rig.close()
        let records = try await rig.records()
        #expect(records.count == 1 && records.first?.state == .partial)
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_address WHERE turnout = 'partial'") == 1)
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_response") == 1)
    }
}
