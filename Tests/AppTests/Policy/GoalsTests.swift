import Community
import Core
import Storage
import Testing
import Web

@testable import Policy

struct GoalsTests {
    static let path = GoalFixture.path

    @Test func `a beginner chooses a figure, fills in the rest and sees what is missing`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        _ = try await VacancyFixture().add(to: site)
        let empty = await site.get(Self.path, as: .policyOfficer)
        #expect(empty.body.contains("Er zijn nog geen doelen"))
        #expect(empty.link(Self.path + "/nieuw") != nil)
        let choose = await site.get(Self.path + "/nieuw", as: .policyOfficer)
        #expect(choose.status == 200)
        #expect(choose.body.contains("Vacatures die nu open staan"))
        #expect(choose.body.contains("<strong>nu 1</strong>"))
        let link = Self.path + "/nieuw/invullen?indicator=vacancies-online&richting=intention-raise"
        let form = await site.get(link, as: .policyOfficer)
        #expect(form.body.contains("name=\"begin\""))
        #expect(form.body.contains("value=\"1\""))
        #expect(form.body.contains("value=\"2029-12-31\""))
        let checked = await site.post(
            Self.path + "/nieuw/invullen",
            form: GoalFixture.form(
                site, GoalFixture.live("vacancies-online").merging(["bron": "", "actie": "controleer"]) { $1 }),
            as: .policyOfficer)
        #expect(checked.status == 200)
        #expect(checked.body.contains("Zeg waar het cijfer vandaan komt."))
        #expect(try await GoalFixture.goals(site).isEmpty)
        let made = await GoalFixture.add(
            site, GoalFixture.live("vacancies-online").merging(["begin": "1", "doel": "30"]) { $1 })
        #expect(made.location == Self.path + "/1")
        let page = await site.get(Self.path + "/1", as: .councilMember)
        #expect(page.status == 200)
        #expect(page.body.contains("Vacatures die iedereen nu kan vinden"))
        #expect(try await GoalFixture.readings(site).first?.value == 1)
    }

    @Test func `suggestions follow the way the figure must go`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        let up = await site.get(Self.path + "/nieuw?richting=intention-raise", as: .policyOfficer).body
        let down = await site.get(Self.path + "/nieuw?richting=intention-lower", as: .policyOfficer).body
        #expect(up.contains("indicator=volunteers-placed&") && !down.contains("indicator=volunteers-placed&"))
        #expect(down.contains("indicator=applications-late&") && !up.contains("indicator=applications-late&"))
    }

    @Test(
        arguments: [
            (["begin": "veel"], "Vul een getal in"), (["doel": ""], "Vul dit veld in."),
            (["doel": "6"], "lager dan het begin"),
            (["richting": "intention-lower"], "hoger dan het begin"), (["begindag": ""], "op welke dag"),
            (["begindag": "2027-01-01"], "moet nog komen"), (["doeldag": "2026-05-01"], "Het doel ligt voor het begin"),
            (["niet-gemeten": "ja"], "Niet allebei"), (["resultaat": ""], "Vul dit veld in."),
        ] as [([String: String?], String)])
    func `what is wrong is said at the field and nothing typed is lost`(change: [String: String?], words: String)
        async throws
    {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        let reply = await GoalFixture.add(site, change)
        #expect(reply.status == 400)
        #expect(reply.body.contains(words))
        #expect(reply.body.contains("value=\"twee enquêtes\""))
        #expect(try await GoalFixture.goals(site).isEmpty)
    }

    @Test func `verdicts follow the rules`() throws {
        let goal = try Self.goal(baseline: 80, target: 120, from: "2026-01-01", to: "2030-01-01")
        func verdict(_ value: Double?, _ iso: String, _ goal: Goal) -> GoalReading.Verdict {
            GoalReading(goal, value: value, day: Day(iso: iso), today: Day(iso: iso) ?? Day(number: 0)).verdict
        }
        #expect(verdict(nil, "2028-01-01", goal) == .notMeasured)
        #expect(verdict(120, "2026-02-01", goal) == .achieved)
        #expect(verdict(130, "2028-01-01", goal) == .achieved)
        // Half way the line stands at 100; a figure counts as it is shown.
        #expect(verdict(100, "2028-01-01", goal) == .onTrack)
        #expect(verdict(99.6, "2028-01-01", goal) == .onTrack)
        #expect(verdict(99, "2028-01-01", goal) == .behind)
        #expect(verdict(80, "2028-01-01", goal) == .behind)
        #expect(verdict(79, "2028-01-01", goal) == .wrongWay)
        #expect(verdict(119, "2031-01-01", goal) == .behind)
        let down = try Self.goal(baseline: 38, target: 21, from: "2026-01-01", to: "2027-01-01", better: .down)
        #expect(verdict(21, "2026-06-01", down) == .achieved)
        #expect(verdict(19, "2026-06-01", down) == .achieved)
        #expect(verdict(39, "2026-06-01", down) == .wrongWay)
        #expect(verdict(25, "2026-12-01", down) == .behind)
        let blank = try Self.goal(baseline: nil, target: 10, from: nil, to: "2027-01-01")
        #expect(verdict(4, "2026-06-01", blank) == .onTrack)
        #expect(verdict(4, "2027-01-01", blank) == .behind)
        let keep = try Self.goal(baseline: 90, target: 90, from: "2026-01-01", to: "2027-01-01", intention: .keep)
        #expect(verdict(90, "2026-06-01", keep) == .achieved)
        #expect(verdict(85, "2026-06-01", keep) == .behind)
    }

    static func goal(
        baseline: Double?, target: Double, from: String?, to: String, better: Goal.Better = .up,
        intention: Goal.Intention = .raise
    ) throws -> Goal {
        let columns = [
            "id", "cycle_id", "municipality_code", "number", "result", "for_whom", "intention", "better", "indicator",
            "measure", "unit", "decimals", "baseline_value", "baseline_day", "target_value", "target_day", "source",
            "owner_id", "owner_name", "agreed_with", "budget", "budget_cents", "review_day", "version", "created_at",
            "archived_at", "closed_at", "cycle_number", "is_counted",
        ]
        let values: [SQLValue] = [
            .text("g"), .text("c"), .text("GM9999"), .integer(1), .text("Doel"), .text(""), intention.sqlValue,
            better.sqlValue, .null, .text("iets"), .text(""), .integer(0), baseline.sqlValue,
            from.map { .text($0) } ?? .null, .real(target), .text(to), .text(""), .null, .null, .text(""), .text(""),
            .null, .null, .integer(1), TestSite.start.sqlValue, .null, .null, .integer(1),
            .integer(1),
        ]
        return try Goal(row: Row(columns: Row.Columns(columns), values: values))
    }

    @Test func `targets are added with a reason and never changed`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        await GoalFixture.add(site)
        let bare = await site.post(
            Self.path + "/1/streefwaarde", form: [("doel", "7,3"), ("doeldag", "2029-12-31")], as: .policyOfficer)
        #expect(bare.status == 400)
        let same = [("doel", "7,5"), ("doeldag", "2029-12-31"), ("reden", "zomaar")]
        #expect(await site.post(Self.path + "/1/streefwaarde", form: same, as: .policyOfficer).status == 400)
        let form = [("doel", "7,3"), ("doeldag", "2028-12-31"), ("reden", "De 7,5 bleek te hoog.")]
        #expect(await site.post(Self.path + "/1/streefwaarde", form: form, as: .policyOfficer).status == 303)
        let goal = try #require(try await GoalFixture.goals(site).first)
        #expect(goal.target == 7.3)
        let targets = try await site.read { db in try GoalTarget.all(of: goal.id, in: db) }
        #expect(targets.map(\.value) == [7.5, 7.3])
        let page = await site.get(Self.path + "/1", as: .councilMember).body
        #expect(page.contains("De 7,5 bleek te hoog.") && page.contains("Hoe het streven veranderde"))
    }

    @Test func `measurements are written down, mended by a new row, and the old one stays to be seen`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        await GoalFixture.add(site)
        let path = Self.path + "/1/meting"
        func form(_ value: String, _ more: [(String, String)] = []) -> [(String, String)] {
            [("waarde", value), ("dag", "2026-11-20"), ("bron", "enquête najaar"), ("aantal", "61"), ("marge", "0,3")]
                + more
        }
        #expect(await site.post(path, form: form("veel"), as: .policyOfficer).status == 400)
        let future = [("waarde", "7,4"), ("dag", "2026-11-24"), ("bron", "enquête")]
        #expect(await site.post(path, form: future, as: .policyOfficer).status == 400)
        #expect(await site.post(path, form: form("4,7"), as: .policyOfficer).status == 303)
        #expect(try await GoalFixture.readings(site).first?.verdict == .wrongWay)
        let wrong = form("7,4", [("verbetert", "1")])
        #expect(await site.post(path, form: wrong, as: .policyOfficer).status == 400, "a correction needs a reason")
        let right = wrong + [("reden", "Cijfers omgedraaid.")]
        #expect(await site.post(path, form: right, as: .policyOfficer).status == 303)
        #expect(await site.post(path, form: right, as: .policyOfficer).status == 400, "corrected already")
        let reading = try #require(try await GoalFixture.readings(site).first)
        #expect(reading.value == 7.4 && reading.base == 61 && reading.margin == 0.3 && reading.verdict == .onTrack)
        let page = await site.get(Self.path + "/1", as: .councilMember).body
        #expect(page.contains("4,7") && page.contains("later verbeterd") && page.contains("Cijfers omgedraaid."))
        let list = await site.get(Self.path, as: .councilMember).body
        #expect(list.contains("± 0,3") && list.contains("n = 61"))
    }

    @Test func `whatever is done, the rows of the history stay as they were`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        await GoalFixture.add(site)
        func history() async throws -> [[SQLValue]] {
            try await site.read { db in
                try db.rows("SELECT * FROM policy_goal_target ORDER BY goal_id, seq").map(\.values)
                    + db.rows("SELECT * FROM policy_goal_measurement ORDER BY goal_id, seq").map(\.values)
            }
        }
        let target = [("doel", "7,3"), ("doeldag", "2028-12-31"), ("reden", "Zo.")]
        let figure = [("waarde", "7,1"), ("dag", "2026-11-20"), ("bron", "enquête"), ("reden", "Zo.")]
        let acts: [(String, [(String, String)])] = [
            ("/1/streefwaarde", target), ("/1/meting", figure), ("/1/meting", figure + [("verbetert", "1")]),
            ("/1/wijzigen", GoalFixture.form(site, ["versie": "2", "begin": "6"])), ("/1/teruggekeken", []),
            ("/1/weg", []),
            ("/1/terug", []),
        ]
        var before = try await history()
        for (path, form) in acts {
            #expect(await site.post(Self.path + path, form: form, as: .policyOfficer).status == 303, "\(path)")
            let after = try await history()
            #expect(before.allSatisfy(after.contains), "\(path)")
            before = after
        }
        #expect(before.count == 4)
    }

    @Test func `a goal is put away and taken back`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        await GoalFixture.add(site)
        #expect(await site.post(Self.path + "/1/weg", as: .policyOfficer).status == 303)
        #expect(try await GoalFixture.goals(site).isEmpty)
        #expect(await site.get(Self.path + "/1", as: .policyOfficer).body.contains("weggelegd"))
        #expect(
            await site.post(
                Self.path + "/1/meting", form: [("waarde", "7"), ("dag", "2026-11-20"), ("bron", "b")],
                as: .policyOfficer
            )
            .status == 400)
        #expect(await site.get(Self.path, as: .policyOfficer).body.contains("Weggelegde doelen"))
        #expect(await site.post(Self.path + "/1/terug", as: .policyOfficer).status == 303)
        #expect(try await GoalFixture.goals(site).count == 1)
    }

    @Test func `who changes too late is told and keeps what was typed`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        await GoalFixture.add(site)
        let first = GoalFixture.form(site, ["versie": "1", "voor": "de ander"])
        let late = GoalFixture.form(site, ["versie": "1", "voor": "ik"])
        #expect(await site.post(Self.path + "/1/wijzigen", form: first, as: .policyOfficer).status == 303)
        let told = await site.post(Self.path + "/1/wijzigen", form: late, as: .policyOfficer)
        #expect(told.status == 409)
        #expect(told.body.contains("Iemand anders heeft dit doel net gewijzigd") && told.body.contains("value=\"ik\""))
        #expect(try await GoalFixture.goals(site).first?.forWhom == "de ander")
    }

    @Test func `once a plan is adopted the baseline stands`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        await GoalFixture.add(site)
        try await site.write { db in try db.run("UPDATE policy_cycle SET phase = \(PolicyCycle.Phase.running)") }
        let form = GoalFixture.form(site, ["versie": "1", "begin": "5", "voor": "anderen"])
        #expect(await site.post(Self.path + "/1/wijzigen", form: form, as: .policyOfficer).status == 303)
        let goal = try #require(try await GoalFixture.goals(site).first)
        #expect(goal.baseline == 7 && goal.baselineDay?.iso == "2026-06-01" && goal.forWhom == "anderen")
    }
}
