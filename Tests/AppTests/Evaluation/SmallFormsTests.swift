import Core
import Questionnaires
import Storage
import Testing
import Web

@testable import Evaluation

/// Small forms that are sent wrong say so at their field, and keep what was typed.
struct SmallFormsTests {
    private func refused(_ reply: TestReply, _ field: String) -> Bool {
        reply.status == 400 && reply.body.contains("href=\"#veld-\(field)\"") && reply.body.contains("aria-invalid")
    }

    @Test func `a survey in the field is not closed or extended by an empty form`() async throws {
        let rig = try await RespondRig(mode: .linked)
        let path = "/enquetes/\(rig.number)/opzet"
        #expect(refused(await rig.site.post(path + "/sluiten", form: [], as: .researcher), "zeker"))
        #expect(refused(await rig.site.post(path + "/verlengen", form: [("dag", "")], as: .researcher), "dag"))
        let early = await rig.site.post(path + "/verlengen", form: [("dag", "2001-01-01")], as: .researcher)
        #expect(refused(early, "dag") && early.body.contains("2001-01-01"))
        #expect(try await rig.survey().state == .field)
        #expect(await rig.site.post(path + "/sluiten", form: [("zeker", "ja")], as: .researcher).status == 303)
    }

    @Test func `the small forms of an address`() async throws {
        let rig = try await RespondRig(mode: .linked)
        let path = "/enquetes/\(rig.number)/adressen/1"
        #expect(refused(await rig.site.post(path + "/notitie", form: [("notitie", " ")], as: .researcher), "notitie"))
        let refusal = await rig.site.post(
            path + "/weigering", form: [("woorden", "belde <b>boos</b>")], as: .researcher)
        #expect(refusal.status == 400 && refusal.body.contains("id=\"veld-manier-fout\""))
        #expect(refusal.body.contains("href=\"#veld-manier\"") && refusal.body.contains("belde &lt;b&gt;boos"))
        #expect(await rig.site.post(path + "/notitie", form: [], as: .otherBroker).status == 404)
    }

    @Test func `the question editor refuses an empty question and its preview holds`() async throws {
        let site = try await TestSite()
        let now = site.clock.now
        let number = try await site.write { db -> Int in
            let id = try StoredQuestionnaire.add(
                RespondRig.questionnaire(), name: "Proef", municipality: "GM9999", origin: nil, owner: nil, now: now,
                in: db)
            let found = try StoredQuestionnaire.find(id, in: db)
            return try #require(found).number
        }
        let path = "/enquetes/vragenlijsten/\(number)/vraag/V13"
        let empty = [("actie", "bekijk"), ("tekst", ""), ("naam", ""), ("lengte", ""), ("uitleg", "")]
        let reply = await site.post(path, form: empty, as: .researcher)
        #expect(refused(reply, "tekst") && !reply.body.contains("name=\"\""))
        // Another kind: its own fields come with the answer, so they are not wrong yet.
        let other = await site.post(
            path, form: [("actie", "bekijk"), ("soort", "number"), ("tekst", "Hoeveel?"), ("naam", "V13")],
            as: .researcher)
        #expect(other.status == 200 && other.body.contains("veld-laagste") && !other.body.contains("aria-invalid"))
    }

    @Test func `a row of a grid that people name themselves is kept, also while its answer is open`() throws {
        let grid = Question(
            "V12", .grid, Words("Hoe vaak?"), choices: [Choice(1, Words("Vaak")), Choice(2, Words("Zelden"))],
            rows: [Choice(1, Words("Koffie")), Choice(7, Words("Anders"), hasText: true)])
        let block = Questionnaire.Block("b", questions: [grid])
        let all = Questionnaire(id: "x", title: Words("x"), blocks: [block])
        let sent = ["V12.7": ["2"], "V12_7": ["Thee <b>"]]
        let read = all.read(block, over: Answers()) { sent[$0] ?? [] }
        #expect(read.faults.isEmpty && read.answers.others == ["V12_7": "Thee <b>"])
        #expect(try Answers(json: read.answers.json) == read.answers)
        #expect(all.counted(read.answers).others == ["V12_7": "Thee <b>"])
        #expect(AnswerFields(read.answers, of: [grid], language: "nl")("V12_7") == ["Thee <b>"])
        #expect(all.variables().map(\.name) == ["V12_1", "V12_7", "V12_7t"])
        let markup = QuestionMarkup(all, block, answers: read.answers, language: "nl", t: .dutch).markup().text
        #expect(markup.contains("name=\"V12_7\"") && markup.contains("Thee &lt;b&gt;"))
    }

    @Test func `an office behind one address can fill in together`() async throws {
        let rig = try await RespondRig(mode: .linked, addresses: 60)
        var pipeline = rig.site.town.pipeline
        pipeline.limits = Limits(
            posts: RateLimit(burst: 2, interval: .minutes(1)), sharedPosts: RateLimit(burst: 60, interval: .minutes(1)))
        let route = try #require(
            rig.site.town.routes.first { $0.method == .post && $0.path == "/vragenlijst/{sleutel}/versturen" })
        func send(_ token: String) async -> Int {
            let path = "/vragenlijst/\(token)/versturen"
            let arrival = Pipeline.Arrival(
                method: "POST", path: path, headers: ["host": "inzet.test"], address: "192.0.2.9")
            return await pipeline.answer(arrival, route: (route, ["sleutel": token])).status
        }
        for index in 0..<30 {
            for _ in 0..<2 { #expect(await send(rig.token(index)) != 429) }
        }
        // One link on its own, and all of them together, have a bound.
        pipeline.limits.sharedPosts = RateLimit(burst: 1_000, interval: .minutes(1))
        #expect(await send(rig.token(0)) == 429)
        pipeline.limits.sharedPosts = RateLimit(burst: 1, interval: .minutes(1))
        _ = await send(rig.token(40))
        #expect(await send(rig.token(41)) == 429)
    }
}
