import Community
import Core
import Storage
import Testing

@testable import Policy

/// From one round to the next.
struct NextCycleTests {
    private typealias Fixture = EvaluationFixture
    static let form = [("naam", "Daarna"), ("van", "2030"), ("tot", "2033"), ("zeker", "ja")]

    private func opened() async throws -> TestSite {
        let site = try await Fixture.site()
        try await site.write { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            try db.run(
                """
                INSERT INTO policy_agreement (id, number, cycle_id, municipality_code, kind, title, activity, first_day,
                    last_day, rhythm, budget_line, budget_cents, is_public, state, created_at)
                VALUES ('a1', 1, \(cycle.id), 'GM9999', \(Agreement.Kind.agreement), 'Taalles', 'Elke week les',
                    '2028-01-01', '2031-12-31', \(ReportRhythm.allCases[0]), 'Les', 146100, \(false),
                    \(Agreement.State.agreed), \(site.clock.now))
                """)
            try db.run(
                """
                INSERT INTO policy_agreement_party (id, agreement_id, position, organisation_id, name, task)
                VALUES ('p1', 'a1', 1, \(TestSite.organisation.id), '', 'Geeft les')
                """)
            try db.run(
                """
                INSERT INTO policy_task (id, cycle_id, step_id, title, due_day, created_at)
                VALUES ('t1', \(cycle.id), 'vision', 'Bel de scholen', '2026-09-01', \(site.clock.now))
                """)
        }
        try await Fixture.settled(site)
        return site
    }

    private static func goals(_ site: TestSite) async throws -> [Goal] {
        try await site.read { db in
            guard let cycle = try PolicyCycle.find(number: 2, in: db) else { return [] }
            return try Goal.all(of: cycle.id, in: db)
        }
    }

    private static func agreements(_ site: TestSite) async throws -> [Agreement] {
        try await site.read { db in
            guard let cycle = try PolicyCycle.find(number: 2, in: db) else { return [] }
            return try Agreement.all(of: cycle.id, in: db)
        }
    }

    private func proposals(_ site: TestSite) async throws -> [CarriedProposal] {
        try await site.read { db in
            guard let cycle = try PolicyCycle.find(number: 2, in: db) else { return [] }
            return try CarriedProposal.all(of: cycle.id, in: db)
        }
    }

    @Test func `without a settled evaluation there is no next round`() async throws {
        let site = try await Fixture.site()
        #expect(await site.get(Fixture.path + "/volgende", as: .policyOfficer).status == 400)
        #expect(await site.post(Fixture.path + "/volgende", form: Self.form, as: .policyOfficer).status == 400)
    }

    @Test func `exactly what goes along goes along`() async throws {
        let site = try await opened()
        let preview = await site.get(Fixture.path + "/volgende", as: .policyOfficer)
        #expect(preview.body.contains("Deze doelen stoppen") && preview.body.contains("value=\"2030\""))
        let reply = await site.post(Fixture.path + "/volgende", form: Self.form, as: .policyOfficer)
        #expect(reply.location == "/beleid/2/evaluatie")
        let carried = try await proposals(site)
        let goals = carried.filter { $0.item.kind == .goal }
        #expect(goals.map(\.item.title) == ["Meer antwoord op tijd", "Elke wijk een punt"])
        #expect(goals.map(\.conclusion) == ["conclusion-keep", "conclusion-raise"])
        #expect(goals[0].item.text == "Reden 1 Zo doorgaan.")
        #expect(goals[1].newTarget == 8.2 && goals[1].newDay?.iso == "2031-12-31")
        #expect(carried.filter { $0.item.kind == .agreement }.map(\.item.title) == ["Taalles"])
        #expect(carried.contains { $0.item.kind == .action && $0.item.title == "Bel de scholen" })
        #expect(
            carried.filter { $0.item.kind == .attention && $0.item.origin == "learning-new" }.map(\.item.text)
                == ["De vergrijzing neemt toe."])
        #expect(carried.map(\.place) == Array(1...carried.count))
        #expect(carried.allSatisfy { $0.state == .open })
        let (old, new) = try await site.read { db in
            (try PolicyCycle.find(number: 1, in: db), try PolicyCycle.find(number: 2, in: db))
        }
        #expect(old?.phase == .closed && old?.closedAt != nil)
        #expect(new?.previous == old?.id && new?.phase == .preparing && new?.period == "2030–2033")
        // Once is enough.
        #expect(await site.post(Fixture.path + "/volgende", form: Self.form, as: .policyOfficer).status == 400)
    }

    @Test func `a question that is open is closed first, a type test and a board close with the round`() async throws {
        let site = try await opened()
        _ = await site.post(
            "/beleid/1/raadpleging/nieuw",
            form: [
                ("titel", "Vrijwilligers"), ("vraag", "Wat heb jij nodig?"), ("achtergrond", "We maken een plan."),
                ("van", site.clock.now.day.iso), ("tot", (site.clock.now.day + 20).iso),
                ("voor", Consultation.Audience.everyone.rawValue),
            ], as: .policyOfficer)
        _ = await site.post("/beleid/1/raadpleging/1/openen", as: .policyOfficer)
        _ = await site.post("/beleid/1/kansen/open", as: .policyOfficer)
        _ = await site.post(TypeTestFixture.path + "/nieuw", form: TypeTestFixture.form(), as: .policyOfficer)
        _ = await TypeTestFixture.run("openen", site)
        let own = try await TypeTestFixture.begin(site)
        let refused = await site.post(Fixture.path + "/volgende", form: Self.form, as: .policyOfficer)
        #expect(refused.status == 400 && refused.body.contains("Sluit eerst de raadpleging van deze ronde."))
        try await site.write { db in try db.run("UPDATE policy_consultation SET state = 'gesloten'") }
        let reply = await site.post(Fixture.path + "/volgende", form: Self.form, as: .policyOfficer)
        #expect(reply.location == "/beleid/2/evaluatie")
        let (session, board) = try await site.read { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            return (
                try #require(try TypeTestSession.all(of: cycle.id, in: db).first),
                try #require(try ChanceBoard.find(cycle.id, in: db))
            )
        }
        #expect(session.state == .closed && session.closedAt != nil && session.code == nil)
        #expect(board.state == .closed && board.closedAt != nil)
        // Sessions and questions that were left open in rounds closed before take nothing either.
        try await site.write { db in
            try db.run("UPDATE policy_type_session SET state = 'open', closed_at = NULL")
            try db.run("UPDATE policy_consultation SET state = 'open'")
        }
        _ = await site.post(own, form: TypeTestFixture.answers("now") { _ in "a" })
        _ = await site.post(own + "/insturen")
        _ = await site.post("/meedenken/1", form: [("reactie", "Te laat")])
        let (sent, reactions) = try await site.read { db in
            (try session.sent(in: db), try db.count("SELECT COUNT(*) FROM policy_reaction"))
        }
        #expect(sent == 0 && reactions == 0)
    }

    @Test func `nothing arrives unseen: each proposal is taken over or left with a reason`() async throws {
        let site = try await opened()
        _ = await site.post(Fixture.path + "/volgende", form: Self.form, as: .policyOfficer)
        let base = "/beleid/2/evaluatie/meegekomen"
        #expect(try await Self.goals(site).isEmpty)
        #expect(await site.post(base + "/2/overnemen", as: .councilMember).status == 404)
        let taken = await site.post(base + "/2/overnemen", as: .policyOfficer)
        #expect(taken.location == "/beleid/2/doelen/1")
        #expect(await site.post(base + "/2/overnemen", as: .policyOfficer).status == 400)
        let goal = try #require(try await Self.goals(site).first)
        #expect(goal.result == "Elke wijk een punt" && goal.target == 8.2 && goal.targetDay.iso == "2031-12-31")
        #expect(await site.get(taken.location, as: .policyOfficer).status == 200)
        #expect(await site.post(base + "/1/laten", form: [("reden", "")], as: .policyOfficer).status == 400)
        #expect(await site.post(base + "/1/laten", form: [("reden", "Is gedaan")], as: .policyOfficer).status == 303)
        #expect(await site.get("/beleid/2/evaluatie", as: .councilMember).body.contains("Is gedaan"))
        #expect(await site.post(base + "/1/open", as: .policyOfficer).status == 303)
        #expect(try await proposals(site)[0].state == .open)
    }

    @Test func `an agreement that runs on is copied with the money of the years to come`() async throws {
        let site = try await opened()
        _ = await site.post(Fixture.path + "/volgende", form: Self.form, as: .policyOfficer)
        let proposal = try #require(try await proposals(site).first { $0.item.kind == .agreement })
        let taken = await site.post(
            "/beleid/2/evaluatie/meegekomen/\(proposal.place)/overnemen", as: .policyOfficer)
        #expect(taken.location.hasPrefix("/beleid/2/afspraken/"))
        #expect(await site.get(taken.location, as: .policyOfficer).status == 200)
        let copy = try #require(try await Self.agreements(site).first)
        #expect(copy.firstDay.iso == "2030-01-01" && copy.lastDay.iso == "2031-12-31")
        // 1461 days at one euro each, of which 730 in 2030 and 2031.
        #expect(copy.budgetCents == 73_000)
        #expect(copy.title == "Taalles" && copy.state == .agreed)
    }

    @Test func `an action becomes a task of the new round`() async throws {
        let site = try await opened()
        _ = await site.post(Fixture.path + "/volgende", form: Self.form, as: .policyOfficer)
        let proposal = try #require(try await proposals(site).first { $0.item.kind == .action })
        _ = await site.post("/beleid/2/evaluatie/meegekomen/\(proposal.place)/overnemen", as: .policyOfficer)
        let titles = try await site.read { db in
            try db.rows("SELECT title FROM policy_task ORDER BY created_at").map { try $0("title", as: String.self) }
        }
        #expect(titles == ["Bel de scholen", "Bel de scholen"])
    }

    @Test func `a point of attention becomes a card on the board, or stands in the plan alone`() async throws {
        let site = try await opened()
        _ = await site.post(Fixture.path + "/volgende", form: Self.form, as: .policyOfficer)
        let proposal = try #require(try await proposals(site).first { $0.item.kind == .attention })
        let base = "/beleid/2/evaluatie/meegekomen/\(proposal.place)"
        #expect(await site.get("/beleid/2/evaluatie", as: .policyOfficer).link(base + "/bord") != nil)
        // Without a board the page says so and offers the plan.
        let without = await site.get(base + "/bord", as: .policyOfficer)
        #expect(without.body.contains("Er is nog geen bord.") && without.body.contains("/kansen/open"))
        let card = [("soort", "threat"), ("thema", "money"), ("tekst", "De vergrijzing neemt toe.")]
        #expect(await site.post(base + "/bord", form: card, as: .policyOfficer).status == 404)
        let inPlan = await site.post(base + "/overnemen", as: .policyOfficer)
        #expect(inPlan.location == "/beleid/2/plan/document")
        #expect(await site.get(inPlan.location, as: .policyOfficer).body.contains("De vergrijzing neemt toe."))
        // Back on the list, and with an open board it becomes a card.
        #expect(await site.post(base + "/open", as: .policyOfficer).status == 303)
        _ = await site.post("/beleid/2/kansen/open", as: .policyOfficer)
        let form = await site.get(base + "/bord", as: .policyOfficer)
        #expect(form.body.contains("De vergrijzing neemt toe.</textarea>"))
        let empty = await site.post(base + "/bord", form: [("tekst", "Half")], as: .policyOfficer)
        #expect(empty.status == 400 && empty.body.contains("Half"))
        #expect(await site.post(base + "/bord", form: card, as: .councilMember).status == 404)
        let put = await site.post(base + "/bord", form: card, as: .policyOfficer)
        #expect(put.location == "/beleid/2/kansen#kaart-1")
        let board = await site.get("/beleid/2/kansen", as: .councilMember)
        #expect(board.body.contains("De vergrijzing neemt toe.") && board.body.contains("id=\"kaart-1\""))
        #expect(await site.get("/beleid/2/evaluatie", as: .policyOfficer).link("/beleid/2/kansen#kaart-1") != nil)
        // Once is enough, and what hangs on the board is put away there.
        #expect(await site.post(base + "/bord", form: card, as: .policyOfficer).status == 404)
        #expect(await site.post(base + "/open", as: .policyOfficer).status == 400)
    }

    @Test func `a point that stands in the plan alone can go to the board later`() async throws {
        let site = try await opened()
        _ = await site.post(Fixture.path + "/volgende", form: Self.form, as: .policyOfficer)
        let proposal = try #require(try await proposals(site).first { $0.item.kind == .attention })
        let base = "/beleid/2/evaluatie/meegekomen/\(proposal.place)"
        _ = await site.post(base + "/overnemen", as: .policyOfficer)
        #expect(await site.get("/beleid/2/evaluatie", as: .policyOfficer).link(base + "/bord") == nil)
        _ = await site.post("/beleid/2/kansen/open", as: .policyOfficer)
        #expect(await site.get("/beleid/2/evaluatie", as: .policyOfficer).link(base + "/bord") != nil)
        let put = await site.post(
            base + "/bord", form: [("soort", "chance"), ("thema", "money"), ("tekst", "Vergrijzing")],
            as: .policyOfficer)
        #expect(put.location == "/beleid/2/kansen#kaart-1")
    }

    @Test func `the next round begins after this one`() async throws {
        let site = try await opened()
        let early = await site.post(
            Fixture.path + "/volgende",
            form: [("naam", "Daarna"), ("van", "2029"), ("tot", "2033"), ("zeker", "ja")], as: .policyOfficer)
        #expect(early.status == 400 && early.body.contains("na het laatste jaar van deze ronde"))
        let unsure = await site.post(
            Fixture.path + "/volgende", form: [("naam", "Daarna"), ("van", "2030"), ("tot", "2033")], as: .policyOfficer
        )
        #expect(unsure.status == 400 && unsure.body.contains("value=\"Daarna\""))
    }
}
