import Community
import Core
import Storage
import Testing

@testable import Policy

/// Yearly evaluation.
struct EvaluationTests {
    private typealias Fixture = EvaluationFixture

    @Test func `it opens with everything that is known already`() async throws {
        let site = try await Fixture.site()
        _ = await site.post(MoneyFixture.path + "/nieuw", form: MoneyFixture.line(), as: .policyOfficer)
        #expect(await Fixture.begin(site).location == Fixture.year)
        let work = await site.get(Fixture.year, as: .policyOfficer)
        #expect(work.body.contains("Meer antwoord op tijd") && work.body.contains("niet gemeten"))
        for section in 1...6 {
            let page = await site.get(Fixture.year + "/deel/\(section)", as: .councilMember)
            #expect(page.status == 200, "\(section)")
        }
        let money = await site.get(Fixture.year + "/deel/4", as: .policyOfficer)
        #expect(money.body.contains("In 2026 was €\u{A0}1.250,50 begroot."))
        #expect(await site.get(Fixture.year + "/deel/7", as: .policyOfficer).status == 404)
        // Beginning twice finds the same one.
        #expect(await Fixture.begin(site).location == Fixture.year)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM policy_evaluation") } == 1)
    }

    @Test func `a year that has not begun cannot be evaluated`() async throws {
        let site = try await Fixture.site()
        let reply = await site.post(Fixture.path + "/beginnen", form: [("jaar", "2027")], as: .policyOfficer)
        #expect(reply.status == 400)
    }

    @Test func `each goal gets a conclusion with a reason, and more asks for a better target`() async throws {
        let site = try await Fixture.site()
        _ = await Fixture.begin(site)
        #expect(await Fixture.conclude(site, goal: 1, "conclusion-keep", ["reden": ""]).status == 400)
        #expect(await Fixture.conclude(site, goal: 1, "niets").status == 400)
        let bare = await Fixture.conclude(site, goal: 1, "conclusion-raise")
        #expect(bare.status == 400 && bare.body.contains("Kies een nieuwe streefwaarde"))
        let lower = await Fixture.conclude(
            site, goal: 1, "conclusion-raise", ["streven": "7,2", "dag": "2030-01-01"])
        #expect(lower.status == 400 && lower.body.contains("niet beter dan die van nu"))
        let past = await Fixture.conclude(site, goal: 1, "conclusion-raise", ["streven": "8", "dag": "2020-01-01"])
        #expect(past.status == 400 && past.body.contains("value=\"8\""))
        #expect(
            await Fixture.conclude(site, goal: 1, "conclusion-raise", ["streven": "8", "dag": "2030-01-01"]).status
                == 303)
        #expect(await site.get(Fixture.year, as: .councilMember).body.contains("Meer doen"))
    }

    @Test func `two officers write at once: nothing is lost and the second is told`() async throws {
        let site = try await Fixture.site()
        _ = await Fixture.begin(site)
        let section = Fixture.year + "/deel/1"
        func save(_ text: String) async -> TestReply {
            await site.post(
                section, form: [("goals-why", text), ("versie-goals-why", "0")], as: .policyOfficer)
        }
        #expect(await save("De eerste tekst").status == 303)
        let second = await save("De tweede tekst")
        #expect(second.status == 400)
        #expect(second.body.contains("De eerste tekst") && second.body.contains("De tweede tekst"))
        #expect(await Fixture.summarise(site, "Slot een").status == 303)
        let late = await Fixture.summarise(site, "Slot twee")
        #expect(late.status == 400 && late.body.contains("Slot een") && late.body.contains("Slot twee"))
        #expect(await Fixture.conclude(site, goal: 1, "conclusion-keep").status == 303)
        let other = await Fixture.conclude(site, goal: 1, "conclusion-stop", ["reden": "Anders"])
        #expect(other.status == 400 && other.body.contains("Reden 1") && other.body.contains("Anders"))
    }

    @Test func `readers remark, take back their own, and the officer answers`() async throws {
        let site = try await Fixture.site()
        _ = await Fixture.begin(site)
        let remark = await site.post(
            Fixture.year + "/opmerkingen", form: [("tekst", "En <b>Oud-Veen</b>?"), ("deel", "section-money")],
            as: .councilMember)
        #expect(remark.location == Fixture.year + "/deel/4")
        #expect(await site.post(Fixture.year + "/opmerkingen", form: [("tekst", "")], as: .broker).status == 400)
        #expect(await site.post(Fixture.year + "/opmerkingen", form: [("tekst", "x")], as: .otherBroker).status == 404)
        let id = try #require(
            try await site.read { db in
                try db.value("SELECT id FROM policy_evaluation_remark", as: String.self)
            })
        let base = Fixture.year + "/opmerkingen/\(id)"
        #expect(
            await site.post(base + "/antwoord", form: [("antwoord", "Staat in deel 3.")], as: .councilMember).status
                == 404)
        #expect(
            await site.post(base + "/antwoord", form: [("antwoord", "Staat in deel 3.")], as: .policyOfficer).status
                == 303)
        let page = await site.get(Fixture.year, as: .researcher)
        #expect(page.body.contains("En &lt;b&gt;Oud-Veen&lt;/b&gt;?") && page.body.contains("Staat in deel 3."))
        #expect(await site.post(base + "/weg", as: .broker).status == 404)
        #expect(await site.post(base + "/weg", as: .councilMember).status == 303)
    }

    @Test func `it is settled only when every goal has a conclusion and the closing words are there`() async throws {
        let site = try await Fixture.site()
        _ = await Fixture.begin(site)
        let settle = Fixture.year + "/vaststellen"
        let early = await site.post(settle, form: [("zeker", "ja")], as: .policyOfficer)
        #expect(early.status == 400 && early.body.contains("Doel zonder conclusie: Meer antwoord op tijd"))
        for goal in 1...3 { _ = await Fixture.conclude(site, goal: goal, "conclusion-keep") }
        #expect(await site.post(settle, form: [("zeker", "ja")], as: .policyOfficer).status == 400)
        _ = await Fixture.summarise(site)
        #expect(await site.post(settle, form: [], as: .policyOfficer).status == 400)
        #expect(await site.post(settle, form: [("zeker", "ja")], as: .councilMember).status == 404)
        #expect(await site.post(settle, form: [("zeker", "ja")], as: .policyOfficer).status == 303)
        #expect(try await Fixture.evaluation(site)?.isFinished == true)
    }

    @Test func `the settled document keeps what readers said, not who they are`() async throws {
        let site = try await Fixture.site()
        _ = await Fixture.begin(site)
        _ = await site.post(
            Fixture.year + "/opmerkingen", form: [("tekst", "En Oud-Veen?"), ("deel", "section-money")],
            as: .councilMember)
        let found = try await site.read { [id = site.id(.councilMember)] db in
            try db.value("SELECT name FROM person WHERE id = \(id)", as: String.self)
        }
        let name = try #require(found)
        #expect(await site.get(Fixture.year + "/document.md", as: .researcher).body.contains("door " + name))
        for goal in 1...3 { _ = await Fixture.conclude(site, goal: goal, "conclusion-keep") }
        _ = await Fixture.summarise(site)
        _ = await site.post(Fixture.year + "/vaststellen", form: [("zeker", "ja")], as: .policyOfficer)
        let settled = await site.get(Fixture.year + "/document.md", as: .researcher).body
        #expect(settled.contains("door een lezer") && settled.contains("En Oud-Veen?"))
        #expect(!settled.contains(name))
    }

    @Test func `what was settled does not change afterwards, and a changed text shows`() async throws {
        let site = try await Fixture.site()
        try await Fixture.settled(site)
        let before = await site.get(Fixture.year + "/document", as: .councilMember)
        #expect(before.body.contains("<strong>lukt</strong>") && before.body.contains("Reden 2"))
        let evaluation = try #require(try await Fixture.evaluation(site))
        #expect(before.body.contains(try #require(evaluation.sha256)))
        // Later work on the goals leaves the document alone.
        _ = await site.post("/beleid/1/doelen/1/weg", as: .policyOfficer)
        #expect(await site.get(Fixture.year, as: .councilMember).body.contains("Meer antwoord op tijd"))
        #expect(await Fixture.conclude(site, goal: 1, "conclusion-stop").status == 400)
        #expect(await Fixture.summarise(site, "Anders", version: "2").status == 400)
        #expect(try await site.read { db in try FinishedEvaluations.problems(in: db) }.isEmpty)
        // Somebody with access to the database changes a word, and even the fingerprint beside it.
        try await site.write { db in
            let record: String = try #require(try db.value("SELECT record FROM policy_evaluation"))
            let forged = record.replacing("Reden 2", with: "Reden 9")
            try db.run(
                "UPDATE policy_evaluation SET record = \(forged), sha256 = \(FrozenDocument.digest(forged))")
        }
        #expect(try await site.read { db in try FinishedEvaluations.problems(in: db) }.count == 1)
        let after = await site.get(Fixture.year + "/document", as: .councilMember)
        #expect(after.body.contains("veranderd nadat") && !after.body.contains("Reden 9"))
        #expect(await site.get(Fixture.year + "/document.md", as: .councilMember).status == 404)
    }

    @Test func `the document prints with chapters and leaves as Markdown`() async throws {
        let site = try await Fixture.site()
        try await Fixture.settled(site)
        let page = await site.get(Fixture.year + "/document", as: .policyOfficer)
        #expect(page.body.contains("<h1>Evaluatie 2026 van “Ons plan”</h1>"))
        #expect(page.body.components(separatedBy: "<section class=\"chapter\"").count >= 8)
        let file = await site.get(Fixture.year + "/document.md", as: .policyOfficer)
        #expect(file.header("content-type")?.hasPrefix("text/markdown") == true)
        #expect(file.body.contains("Onze conclusies") && file.body.contains("Het **lukt**."))
    }

    @Test func `a task asks for it once the year is over, louder after the first quarter`() async throws {
        let site = try await Fixture.site()
        let part = try Fixture.part(site)
        let actor = Actor(person: site.id(.policyOfficer), municipal: ["GM9999": [.policyOfficer]])
        func tasks(_ day: String) async throws -> [TaskItem] {
            let now = DutchTime.moment(try #require(Day(iso: day)), minute: 600)
            return try await site.read { db in
                let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
                return try part.tasks(in: cycle, for: actor, t: .dutch, now: now, db: db)
            }
        }
        #expect(try await tasks("2026-12-31").isEmpty)
        #expect(try await tasks("2027-01-01").map(\.title) == ["Evalueer 2026"])
        #expect(try await tasks("2027-03-31").map(\.isUrgent) == [false])
        #expect(try await tasks("2027-04-01").map(\.isUrgent) == [true])
        // The last year is asked for in its own autumn: it opens the next round.
        #expect(try await tasks("2029-10-01").map(\.title).last == "Evalueer 2029")
        try await Fixture.settled(site)
        #expect(try await tasks("2027-04-01").isEmpty)
    }

    @Test func `what somebody wrote leaves as an export and keeps no name after erasure`() async throws {
        let site = try await Fixture.site()
        try await Fixture.settled(site)
        let person = site.id(.policyOfficer)
        let part = try Fixture.part(site)
        try await site.write { [now = site.clock.now] db in
            for data in part.personalData {
                #expect(try data.export(person, db).text.contains("De vergrijzing neemt toe."))
                try data.erase(person, now, db)
                #expect(try !data.export(person, db).text.contains("De vergrijzing neemt toe."))
            }
            #expect(try FinishedEvaluations.problems(in: db).isEmpty)
        }
    }

    @Test func `what was measured after the year belongs to the next evaluation`() async throws {
        let site = try await Fixture.site()
        _ = await Fixture.begin(site)
        try await site.write { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            let goal = try #require(try Goal.all(of: cycle.id, in: db).first)
            for (id, value, day) in [("m1", 7.1, "2026-10-01"), ("m2", 7.4, "2027-02-01")] {
                let number = id == "m1" ? 1 : 2
                try db.run(
                    """
                    INSERT INTO policy_goal_measurement (id, goal_id, seq, value, day, source, reason, recorded_at)
                    VALUES (\(id), \(goal.id), \(number), \(value), \(day), 'enquête', '', \(site.clock.now))
                    """)
            }
        }
        site.clock.move(by: .days(120))
        let part = try Fixture.part(site)
        let evaluation = try #require(try await Fixture.evaluation(site))
        let values = try await site.read { [now = site.clock.now] db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            return try part.view(evaluation, of: cycle, t: .dutch, now: now, in: db).goals.map { $0.reading?.value }
        }
        #expect(values.first == 7.1)
    }
}
