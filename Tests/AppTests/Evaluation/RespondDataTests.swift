import Core
import Questionnaires
import Services
import Storage
import Testing

@testable import Evaluation

/// What becomes of answers.
struct RespondDataTests {
    @Test(arguments: [Survey.Mode.linked, .pseudonymous])
    func `who asks gets their answers, and who is erased leaves ticks without a name`(mode: Survey.Mode) async throws {
        let rig = try await RespondRig(mode: mode)
        let person = rig.site.id(.resident)
        try await rig.site.write { db in
            try db.run("UPDATE survey_address SET person_id = \(person) WHERE id = \(rig.addresses[0])")
        }
        await rig.fill(rig.path(), "heel persoonlijk")
        await rig.page(rig.path(), "B2", [("V03", "7"), ("V03_7", "mijn buurman")])
        _ = await rig.site.post(rig.path(0, "/versturen"))
        let data = try #require(RespondPart(house: rig.site.town.house).personalData.first)
        let export = try await rig.site.read { db in try data.export(person, db).text }
        for words in ["heel persoonlijk", "mijn buurman", "Tevreden in Waterveen"] { #expect(export.contains(words)) }
        let now = rig.site.clock.now
        try await rig.site.write { db in try data.erase(person, now, db) }
        let rows = try await rig.site.read { db in try db.rows("SELECT * FROM survey_response") }
        let row = try #require(rows.first)
        #expect(try row("address_id", as: String?.self) == nil)
        let answers = try Answers(json: row("answers", as: String.self))
        #expect(answers["V13"] == nil && answers.others.isEmpty && answers["V01"] == .codes([1]))
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_pseudonym") == 0)
    }

    @Test(arguments: [Survey.Mode.linked, .pseudonymous])
    func `whoever is known by mail address only gets and loses the same, and so do quotes`(mode: Survey.Mode)
        async throws
    {
        let rig = try await RespondRig(mode: mode)
        let person = rig.site.id(.resident)
        try await rig.site.write { db in
            try db.run(
                """
                UPDATE survey_address SET email = (SELECT LOWER(email) FROM person WHERE id = \(person))
                WHERE id = \(rig.addresses[0])
                """)
        }
        await rig.answer(0, "Heel  persoonlijk")
        await rig.answer(1, "iets anders")
        let now = rig.site.clock.now
        try await rig.site.write { [id = rig.id] db in
            for (number, words) in ["Heel persoonlijk", "iets anders"].enumerated() {
                let quote = "citaat-\(number)"
                try db.run(
                    """
                    INSERT INTO survey_quote (id, survey_id, number, question, answer_hash, text, released_at)
                    VALUES (\(quote), \(id), \(number), 'V13', \(OpenCoding.key(words)), \(words), \(now))
                    """)
                try db.run(
                    """
                    INSERT INTO survey_report_block (id, survey_id, place, kind, text, quote_id)
                    VALUES (\(quote), \(id), \(number), 'citaat', '', \(quote))
                    """)
            }
        }
        let data = try #require(RespondPart(house: rig.site.town.house).personalData.first)
        #expect(try await rig.site.read { db in try data.export(person, db).text }.contains("Heel  persoonlijk"))
        try await rig.site.write { db in try data.erase(person, now, db) }
        #expect(try await rig.site.read { db in try data.export(person, db).text } == "[]")
        #expect(try await rig.records().compactMap { $0.answers["V13"] } == [.text("iets anders")])
        let quotes = try await rig.site.read { [id = rig.id] db in try Quote.all(of: id, in: db) }
        #expect(quotes.map(\.text) == ["", "iets anders"])
        #expect(quotes.map { $0.withdrawnAt == nil } == [false, true])
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_report_block") == 1)
    }

    @Test func `a year after closing answers on name are nobody's any more`() async throws {
        let rig = try await RespondRig(mode: .linked, open: true)
        for index in 0..<3 { await rig.answer(index, "woorden \(index)") }
        let begun = await rig.site.post("/meedoen/\(rig.number)")
        await rig.fill(String(begun.location.dropLast("/pagina/B1".count)))
        _ = await rig.site.post(String(begun.location.dropLast("/pagina/B1".count)) + "/versturen")
        try await rig.close()
        let rule = try #require(
            RespondPart(house: rig.site.town.house).retention.first { $0.id == "enquete-antwoorden-op-naam" })
        let now = rig.site.clock.now
        #expect(try await rig.site.write { db in try rule.apply(now - .days(1), now, db) } == 0)
        #expect(try await rig.site.write { db in try rule.apply(now + .days(1), now, db) } == 4)
        #expect(try await rig.site.write { db in try rule.apply(now + .days(1), now, db) } == 0)
        let tied = try await rig.count(
            "SELECT COUNT(*) FROM survey_response WHERE address_id IS NOT NULL OR secret_hash IS NOT NULL")
        #expect(tied == 0)
        #expect(try await rig.records([.link, .open]).count == 4)
    }

    @Test func `invented respondents follow the route and the rules of every questionnaire`() throws {
        let questionnaire = RespondRig.questionnaire()
        for seed in 0..<200 as Range<UInt64> {
            var one = DemoRespondent(questionnaire, seed: seed)
            let answers = one.answers()
            var again = DemoRespondent(questionnaire, seed: seed)
            #expect(again.answers() == answers)
            #expect(questionnaire.firstOpen(answers) == nil)
            // What they filled in is what a form would have taken.
            var read = Answers()
            for block in questionnaire.blocks {
                let fields = AnswerFields(answers, of: block.questions, language: "nl")
                for _ in 0..<2 {
                    let reading = questionnaire.read(block, over: read, fields: { fields($0) })
                    #expect(reading.faults.isEmpty, "\(seed): \(reading.faults)")
                    read = reading.answers
                }
            }
            #expect(read.values == answers.values && read.others == answers.others)
        }
        var half = DemoRespondent(questionnaire, seed: 1)
        #expect(questionnaire.share(of: half.answers(stoppingAt: 0.4)) < 1)
    }

    @Test func `fields and answers say the same, for numbers too`() {
        #expect(AnswerFields.text(12, decimals: 0, language: "nl") == "12")
        #expect(AnswerFields.text(-2.5, decimals: 1, language: "nl") == "-2,5")
        #expect(AnswerFields.text(1234.05, decimals: 2, language: "en") == "1234.05")
        #expect(AnswerFields.text(0.004, decimals: 2, language: "nl") == "0,00")
        #expect(AnswerFields.text(.infinity, decimals: 2, language: "nl") == "")
    }
}
