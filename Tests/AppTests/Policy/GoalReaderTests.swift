import Community
import Core
import Storage
import Testing
import Web

@testable import Policy

/// Who reads, changes and owns goals, and who is told of them.
extension GoalsTests {
    @Test func `readers read, officers change, strangers find nothing, and a closed round stands still`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        await GoalFixture.add(site)
        let paths = ["", "/cijfers", "/1"]
        for path in paths {
            for role in [Role.councilMember, .centreManager, .broker, .researcher, .policyOfficer] {
                #expect(await site.get(Self.path + path, as: role).status == 200, "\(path)")
            }
            for role in [Role.otherBroker, .resident, .manager, .administrator] {
                #expect(await site.get(Self.path + path, as: role).status == 404, "\(path)")
            }
        }
        let posts = [
            "/nieuw/invullen", "/1/wijzigen", "/1/streefwaarde", "/1/meting", "/1/weg", "/1/terug", "/1/teruggekeken",
        ]
        for path in posts {
            #expect(await site.post(Self.path + path, form: GoalFixture.form(site), as: .councilMember).status == 404)
        }
        try await site.write { db in
            try db.run("UPDATE policy_cycle SET phase = \(PolicyCycle.Phase.closed), closed_at = \(TestSite.start)")
        }
        for path in posts {
            #expect(await site.post(Self.path + path, form: GoalFixture.form(site), as: .policyOfficer).status == 400)
        }
        #expect(await site.get(Self.path + "/1", as: .policyOfficer).status == 200)
        #expect(await site.get(Self.path + "/9", as: .policyOfficer).status == 404)
    }

    @Test func `the owner must be someone of the municipality and the indicator must exist`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        #expect(await GoalFixture.add(site, ["eigenaar": site.id(.resident)]).status == 400)
        #expect(await GoalFixture.add(site, GoalFixture.live("made-up")).status == 404)
    }

    @Test func `everyone sees the goals of an adopted plan, and small groups of people are not shown`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        await GoalFixture.add(site, GoalFixture.live("residents-accounts").merging(["begin": "2", "doel": "4"]) { $1 })
        try await site.write { db in
            try db.run(
                "UPDATE person SET neighbourhood_id = 'n1' WHERE id IN (SELECT id FROM person ORDER BY id LIMIT 3)")
        }
        site.clock.move(by: .hours(2))
        try await site.tick()
        #expect(try await GoalFixture.readings(site).first?.value == 3)
        #expect(!(await site.get("/doelen").body.contains("Organisaties geven ons")))
        try await site.write { db in try db.run("UPDATE policy_cycle SET phase = \(PolicyCycle.Phase.running)") }
        let page = await site.get("/doelen")
        #expect(page.status == 200)
        #expect(page.body.contains("Waterveen: Ons plan") && page.body.contains("minder dan 5"))
        #expect(!page.body.contains("<strong>3</strong>"))
    }

    @Test func `what waits is told to the officer, and to no one else`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        await GoalFixture.add(site, ["terugkijken": "2026-11-20"])
        let policy = try #require(site.town.modules.compactMap { $0 as? Policy }.first)
        let officer = Actor(person: site.id(.policyOfficer), municipal: ["GM9999": [.policyOfficer]])
        let titles = try await policy.tasks(for: officer, t: .dutch, now: site.clock.now).map(\.title)
        #expect(titles.contains { $0.hasPrefix("Kijk terug:") })
        #expect(titles.contains { $0.hasPrefix("Nog niet gemeten:") })
        let council = Actor(person: site.id(.councilMember), municipal: ["GM9999": [.councilMember]])
        let others = try await policy.tasks(for: council, t: .dutch, now: site.clock.now).map(\.title)
        #expect(!others.contains { $0.hasPrefix("Kijk terug:") || $0.hasPrefix("Nog niet gemeten:") })
        _ = await site.post(Self.path + "/1/teruggekeken", as: .policyOfficer)
        #expect(try await GoalFixture.goals(site).first?.reviewDay?.iso == "2027-11-23")
    }

    @Test func `the documents tell the goals with their figures`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        await GoalFixture.add(site)
        _ = await site.post(
            Self.path + "/1/meting", form: [("waarde", "7,4"), ("dag", "2026-11-20"), ("bron", "enquête")],
            as: .policyOfficer)
        let policy = try #require(site.town.modules.compactMap { $0 as? Policy }.first)
        let part = try #require(policy.part(.goals))
        let now = site.clock.now
        for kind in [ReportKind.plan, .evaluation, .handover] {
            let text = try await site.read { db in
                let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
                var writer = ReportMarkdown(t: .dutch)
                return writer.text(try part.report(of: cycle, for: kind, t: .dutch, now: now, in: db))
            }
            #expect(text.contains("Organisaties geven ons ten minste een 7,5"))
            if case .plan = kind { #expect(text.contains("1 jun")) } else { #expect(text.contains("7,4")) }
        }
    }

    @Test func `an erased person leaves the goal and not their name`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        await GoalFixture.add(site)
        let data = try #require(
            GoalsPart(house: site.town.house, content: try ContentShelf.standard.get()).personalData.first)
        let person = site.id(.policyOfficer)
        let exported = try await site.read { db in try data.export(person, db) }
        #expect(exported["doelen"]?.array?.count == 1)
        let now = site.clock.now
        try await site.write { db in try data.erase(person, now, db) }
        let goal = try #require(try await GoalFixture.goals(site).first)
        #expect(goal.owner == nil)
        let left = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM policy_goal_target WHERE person_id = \(person)")
                + db.count("SELECT COUNT(*) FROM policy_goal WHERE owner_id = \(person) OR created_by = \(person)")
        }
        #expect(left == 0)
    }
}
