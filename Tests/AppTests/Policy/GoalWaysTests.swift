import Community
import Core
import Storage
import Testing

@testable import Policy

/// From a goal to who does it and what it costs, and from a scan to a goal.
struct GoalWaysTests {
    private static let goal = GoalFixture.path + "/1"

    private static func site(_ changes: [String: String?] = [:]) async throws -> TestSite {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        await GoalFixture.add(site, changes)
        return site
    }

    @Test func `a goal leads to an agreement that knows it, and shows it afterwards`() async throws {
        let site = try await Self.site(
            GoalFixture.live("vacancies-online").merging(["begin": "1", "doel": "900"]) { $1 })
        let empty = await site.get(Self.goal, as: .policyOfficer)
        #expect(empty.body.contains("Voor dit doel is nog niets afgesproken."))
        let link = try #require(empty.link("/beleid/1/afspraken/nieuw?doel=1"))
        let form = await site.get(link, as: .policyOfficer).body
        let id = try #require(try await GoalFixture.goals(site).first).id.text
        #expect(form.contains("<option value=\"\(id)\" selected>"))
        #expect(form.contains("<option value=\"vacancies-online\" selected>"))
        // A goal of nobody knows where: an empty form, no error.
        #expect(await site.get("/beleid/1/afspraken/nieuw?doel=99", as: .policyOfficer).status == 200)
        let made = await site.post(
            "/beleid/1/afspraken/nieuw",
            form: AgreementRig.form(["doel": id, "cijfer": "vacancies-online"]), as: .policyOfficer)
        #expect(made.status == 303)
        #expect(await site.get(Self.goal, as: .policyOfficer).body.contains("Taalmaatjes"))
        // A draft is not for readers.
        #expect(await !site.get(Self.goal, as: .councilMember).body.contains("Taalmaatjes"))
        _ = await site.post(made.location + "/vastleggen", form: [("versie", "1")], as: .policyOfficer)
        #expect(await site.get(Self.goal, as: .councilMember).body.contains("Taalmaatjes"))
        let page = await site.get(made.location, as: .councilMember).body
        #expect(page.contains("Vacatures die nu open staan") && page.contains("nu: 0"))
        #expect(await !site.get(Self.goal, as: .councilMember).body.contains("/afspraken/nieuw"))
    }

    @Test func `a figure that nobody knows is refused, and one that is gone stays`() async throws {
        let site = try await Self.site()
        let odd = await site.post(
            "/beleid/1/afspraken/nieuw", form: AgreementRig.form(["cijfer": "onzin"]), as: .policyOfficer)
        #expect(odd.status == 400)
        let made = await site.post(
            "/beleid/1/afspraken/nieuw", form: AgreementRig.form(["cijfer": "vacancies-online"]), as: .policyOfficer)
        try await site.write { db in
            try db.run("UPDATE policy_agreement SET indicator_id = 'weg', indicator_name = 'Een oud cijfer'")
        }
        #expect(await site.get(made.location, as: .policyOfficer).body.contains("Een oud cijfer"))
        let again = await site.post(
            made.location + "/wijzigen", form: AgreementRig.form(["cijfer": "weg", "versie": "1"]), as: .policyOfficer)
        #expect(again.status == 303)
        #expect(await site.get(made.location, as: .policyOfficer).body.contains("Een oud cijfer"))
    }

    @Test func `the amount of a goal becomes a budget line, once, and an agreement is paid from it`() async throws {
        let site = try await Self.site()
        let link = try #require(await site.get(Self.goal, as: .policyOfficer).link("/beleid/1/geld/nieuw?doel=1"))
        let form = await site.get(link, as: .policyOfficer).body
        #expect(form.contains("value=\"Organisaties geven ons ten minste een 7,5\"") && form.contains("value=\"3000\""))
        let line = [
            ("naam", "Enquêtes"), ("functie", "verankeren"), ("afdeling", "Onderzoek"), ("bedrag-2026", "3.000"),
            ("opmerking", ""), ("doel", "1"),
        ]
        #expect(await site.post("/beleid/1/geld/nieuw", form: line, as: .policyOfficer).status == 303)
        let goal = await site.get(Self.goal, as: .policyOfficer)
        #expect(goal.link("/beleid/1/geld/regels/1") != nil && goal.link("/beleid/1/geld/nieuw") == nil)
        #expect(await site.get("/beleid/1/geld/regels/1", as: .councilMember).link(Self.goal) != nil)
        let stray = line.map { $0.0 == "doel" ? ("doel", "7") : $0 }
        #expect(await site.post("/beleid/1/geld/nieuw", form: stray, as: .policyOfficer).status == 404)
        // With a budget the agreement chooses from it; what somebody wrote before stays valid.
        let id = try await site.read { db in try db.value("SELECT id FROM policy_money_line", as: String.self) }
        let free = await site.post("/beleid/1/afspraken/nieuw", form: AgreementRig.form(), as: .policyOfficer)
        #expect(free.status == 400)
        let made = await site.post(
            "/beleid/1/afspraken/nieuw", form: AgreementRig.form(["begroting": try #require(id)]), as: .policyOfficer)
        _ = await site.post(made.location + "/vastleggen", form: [("versie", "1")], as: .policyOfficer)
        #expect(await site.get(made.location, as: .councilMember).body.contains("Enquêtes"))
        #expect(await site.get("/beleid/1/geld/regels/1", as: .councilMember).body.contains("Taalmaatjes"))
        try await site.write { db in try db.run("UPDATE policy_agreement SET budget_line = 'Oude naam'") }
        let old = await site.post(
            made.location + "/wijzigen",
            form: AgreementRig.form(["begroting": "Oude naam", "versie": "2", "waarom": "Niets"]), as: .policyOfficer)
        #expect(old.status == 303)
        #expect(await site.get(made.location, as: .councilMember).body.contains("Oude naam"))
    }

    @Test func `an action of a scan carries its words to a new goal`() async throws {
        let site = try await ScanTests.site()
        _ = await ScanTests.start(site)
        try await ScanTests.fill(site, run: 1, ["*": 2])
        try await site.write { db in
            try db.run(
                "UPDATE policy_scan_section SET action = 'Bel alle clubs', due = '2026-10-01' WHERE section_id = 'vision'"
            )
        }
        let page = await site.get("/beleid/1/scans/1", as: .policyOfficer)
        #expect(page.link("/beleid/1/doelen/nieuw/invullen?resultaat=Bel%20alle%20clubs") != nil)
        #expect(await site.get("/beleid/1/scans/1", as: .councilMember).link("/beleid/1/doelen/nieuw") == nil)
    }

    @Test func `the home of the round says who must act`() async throws {
        let site = try await Self.site(["terugkijken": "2026-06-01"])
        let officer = site.id(.policyOfficer)
        let broker = site.id(.broker)
        try await site.write { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            for (id, owner) in [("wie-1", broker), ("wie-2", officer)] {
                try db.run(
                    """
                    INSERT INTO policy_task (id, cycle_id, step_id, title, owner_id, due_day, created_at)
                    VALUES (\(id), \(cycle.id), 'vision', \("Taak " + id), \(owner), '2026-10-01', \(TestSite.start))
                    """)
            }
        }
        _ = await site.post("/beleid/1/afspraken/nieuw", form: AgreementRig.form(), as: .policyOfficer)
        _ = await site.post("/beleid/1/afspraken/1/vastleggen", form: [("versie", "1")], as: .policyOfficer)
        func waiting(_ role: Role) async -> String {
            let body = await site.get("/beleid/1", as: role).body
            guard let start = body.firstRange(of: "Op wie het wacht") else { return "" }
            return String(body[start.upperBound...].prefix { $0 != "§" }.prefix(4000))
        }
        let council = await waiting(.councilMember)
        #expect(council.contains("Test Broker") && council.contains("Taak wie-1") && council.contains("Taak wie-2"))
        #expect(council.contains("Verslag van “Taalmaatjes”") && council.contains("Taalhuis De Brug"))
        #expect(council.contains("Kijk terug: Organisaties geven ons"))
        // What waits for oneself stands on one's own list, not here.
        #expect(await !waiting(.policyOfficer).contains("Taak wie-2"))
        #expect(await waiting(.policyOfficer).contains("Taak wie-1"))
        #expect(await site.get("/beleid/1", as: .otherBroker).status == 404)
        _ = await site.post("/organisatie/1/afspraken/1/voortgang", form: AgreementRig.report, as: .member)
        #expect(await !waiting(.councilMember).contains("Taalmaatjes"))
    }
}
