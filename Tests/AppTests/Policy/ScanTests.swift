import Community
import Core
import Services
import Storage
import Testing
import Web

@testable import Policy

/// Filling in a scan, what comes out, and who may do what.
struct ScanTests {
    /// A site with a round under way that began this year.
    static func site() async throws -> TestSite {
        let site = try await TestSite()
        _ = await site.post(
            "/beleid/nieuw", form: [("naam", "Ons plan"), ("van", "2026"), ("tot", "2029"), ("raad", "2025-12-11")],
            as: .policyOfficer)
        return site
    }

    static func start(_ site: TestSite, _ kind: String = "integraal", day: String = "2026-11-20") async -> TestReply {
        await site.post(
            "/beleid/1/scans/nieuw/\(kind)", form: [("dag", day), ("deelnemers", "Beleid, sport en wijkteam")],
            as: .policyOfficer)
    }

    /// Answers each question of every aspect with its digit.
    static func fill(_ site: TestSite, run: Int, _ answers: [String: Int]) async throws {
        let scan: IntegralScan = try ContentShelf.standard.get().file()
        for aspect in scan.aspects {
            guard let digit = answers[aspect.id] ?? answers["*"] else { continue }
            let form = scan.items(of: aspect.id).map { ("antwoord-\($0.id)", "answer-\(digit)") } + [("stand", "0")]
            let reply = await site.post("/beleid/1/scans/\(run)/\(aspect.id)", form: form, as: .policyOfficer)
            #expect(reply.status == 303, "\(aspect.id): \(reply.status)")
        }
    }

    @Test func `a beginner is led from the first question to a route with its reason`() async throws {
        let site = try await Self.site()
        let overview = await site.get("/beleid/1/scans", as: .policyOfficer)
        #expect(overview.status == 200 && overview.link("/beleid/1/scans/nieuw/integraal") != nil)
        #expect(await Self.start(site).location == "/beleid/1/scans/1/feiten")
        let facts = await site.get("/beleid/1/scans/1/feiten", as: .policyOfficer)
        #expect(facts.status == 200 && facts.body.contains("Zoek op wat er nu is."))
        let saved = await site.post(
            "/beleid/1/scans/1/feiten",
            form: [
                ("stand", "0"), ("feit-fact-policy-date", "2020-01-01"), ("feit-fact-sectors", "fact-sectors-sport"),
            ],
            as: .policyOfficer)
        #expect(saved.location == "/beleid/1/scans/1/vision")
        try await Self.fill(site, run: 1, ["vision": 3, "broad": 1, "*": 2])
        #expect(await site.post("/beleid/1/scans/1/klaar", as: .policyOfficer).location == "/beleid/1/scans/1")
        let page = await site.get("/beleid/1/scans/1", as: .councilMember)
        #expect(page.body.contains("Route 2: van binnen naar buiten"))
        #expect(page.body.contains("Waarom deze route?") && page.body.contains("niet meer bekeken"))
        #expect(page.body.contains("Dit beleid is meer dan vier jaar oud."))
        #expect(page.body.contains("Sport"))
        #expect(await site.get("/beleid/1", as: .policyOfficer).body.contains("Route 2: van binnen naar buiten"))
    }

    @Test func `an action needs an owner and a day, and what was typed stays`() async throws {
        let site = try await Self.site()
        _ = await Self.start(site, "tien-punten")
        let form = [
            ("stand", "0"), ("antwoord-no-cuts", "answer-2"), ("opmerking-no-cuts", "Begroting 2026"),
            ("actie", "Zet vier jaren onder elkaar"),
        ]
        let wrong = await site.post("/beleid/1/scans/1/no-cuts", form: form, as: .policyOfficer)
        #expect(wrong.status == 400 && wrong.body.contains("Zonder dag gebeurt het meestal niet."))
        #expect(wrong.body.contains("Begroting 2026") && wrong.body.contains("Zet vier jaren onder elkaar"))
        let stranger = await site.post(
            "/beleid/1/scans/1/no-cuts", form: form + [("eigenaar", site.id(.resident)), ("klaar-op", "2026-12-01")],
            as: .policyOfficer)
        #expect(stranger.status == 400)
        let right = await site.post(
            "/beleid/1/scans/1/no-cuts", form: form + [("eigenaar", site.id(.broker)), ("klaar-op", "2026-12-01")],
            as: .policyOfficer)
        #expect(right.location == "/beleid/1/scans/1/initiative-from-community")
        #expect(await site.get("/beleid/1", as: .broker).body.contains("Zet vier jaren onder elkaar"))
        #expect(await !site.get("/beleid/1", as: .researcher).body.contains("Zet vier jaren onder elkaar"))
        // The owner says it is done; someone else may not.
        let done = "/beleid/1/scans/1/acties/no-cuts/klaar"
        #expect(await site.post(done, as: .councilMember).status == 403)
        #expect(await site.post(done, as: .broker).status == 303)
        #expect(await !site.get("/beleid/1", as: .broker).body.contains("Zet vier jaren onder elkaar"))
        #expect(await site.post("/beleid/1/scans/1/acties/no-cuts/toch-niet", as: .broker).status == 303)
        #expect(await site.get("/beleid/1", as: .broker).body.contains("Zet vier jaren onder elkaar"))
    }

    @Test func `two who fill in the same page both keep their words`() async throws {
        let site = try await Self.site()
        _ = await Self.start(site, "tien-punten")
        let path = "/beleid/1/scans/1/no-cuts"
        let first = [("stand", "0"), ("antwoord-no-cuts", "answer-1"), ("opmerking-no-cuts", "Van de eerste")]
        let second = [("stand", "0"), ("antwoord-no-cuts", "answer-3"), ("opmerking-no-cuts", "Van de tweede")]
        #expect(await site.post(path, form: first, as: .policyOfficer).status == 303)
        let told = await site.post(path, form: second, as: .policyOfficer)
        #expect(told.status == 400)
        #expect(told.body.contains("Van de eerste") && told.body.contains("Van de tweede"))
        #expect(told.body.contains("name=\"stand\" value=\"1\""))
        let again = second.map { $0.0 == "stand" ? ("stand", "1") : $0 }
        #expect(await site.post(path, form: again, as: .policyOfficer).status == 303)
        #expect(await site.get("/beleid/1/scans/1", as: .policyOfficer).body.contains("Van de tweede"))
    }

    @Test func `a run that is done stands, until an officer reopens it`() async throws {
        let site = try await Self.site()
        _ = await Self.start(site, "zeven-uitgangspunten")
        #expect(await site.post("/beleid/1/scans/1/klaar", as: .policyOfficer).status == 400)
        let form = [("stand", "0"), ("antwoord-everyone-can", "answer-2")]
        _ = await site.post("/beleid/1/scans/1/everyone-can", form: form, as: .policyOfficer)
        #expect(await site.post("/beleid/1/scans/1/klaar", as: .policyOfficer).status == 303)
        #expect(await site.get("/beleid/1/scans/1/everyone-can", as: .policyOfficer).status == 400)
        #expect(await site.post("/beleid/1/scans/1/everyone-can", form: form, as: .policyOfficer).status == 400)
        #expect(await site.post("/beleid/1/scans/1/heropenen", as: .policyOfficer).status == 303)
        #expect(await site.get("/beleid/1/scans/1/everyone-can", as: .policyOfficer).status == 200)
    }

    @Test func `there is one open run of a scan, and an empty one can go`() async throws {
        let site = try await Self.site()
        #expect(await Self.start(site).location == "/beleid/1/scans/1/feiten")
        #expect(await Self.start(site).location == "/beleid/1/scans/1/feiten")
        #expect(await Self.start(site, "tien-punten").location == "/beleid/1/scans/2/no-cuts")
        #expect(await site.post("/beleid/1/scans/1/weg", as: .policyOfficer).location == "/beleid/1/scans")
        #expect(await site.get("/beleid/1/scans/1", as: .policyOfficer).status == 404)
        _ = await site.post(
            "/beleid/1/scans/2/no-cuts", form: [("stand", "0"), ("antwoord-no-cuts", "answer-1")], as: .policyOfficer)
        #expect(await site.post("/beleid/1/scans/2/weg", as: .policyOfficer).status == 400)
    }

    @Test func `a second run shows what moved`() async throws {
        let site = try await Self.site()
        for (number, digit) in [(1, 1), (2, 3)] {
            _ = await Self.start(site, day: "2026-0\(number)-10")
            try await Self.fill(site, run: number, ["*": digit])
            _ = await site.post("/beleid/1/scans/\(number)/klaar", as: .policyOfficer)
        }
        let page = await site.get("/beleid/1/scans/2", as: .researcher)
        #expect(page.body.contains("10 januari 2026: 33, 10 februari 2026: 100"))
        #expect(await site.get("/beleid/1/scans/1", as: .researcher).body.contains("Hoe het ging") == false)
        #expect(await site.get("/beleid/1/scans", as: .researcher).body.contains("Wat er bewoog"))
    }

    /// The council adopts a plan, or an amendment of it.
    private static func adopt(_ site: TestSite, round: Int, number: Int = 1, on day: String) async throws {
        let adopted = try #require(Day(iso: day))
        try await site.write { db in
            let cycle = try #require(try PolicyCycle.find(number: round, in: db))
            try db.run(
                """
                INSERT INTO policy_adoption (id, cycle_id, number, adopted_on, decision, remarks, record, sha256,
                    recorded_at)
                VALUES (\("besluit-\(round)-\(number)"), \(cycle.id), \(number), \(adopted), '', '', '', '',
                    \(TestSite.start))
                """)
        }
    }

    @Test func `what the rounds know of the age of the policy needs no typing`() async throws {
        let site = try await Self.site()
        try await site.write { db in
            try db.run("UPDATE policy_cycle SET phase = 'uitvoeren', council_day = '2021-05-04' WHERE number = 1")
        }
        _ = await Self.start(site)
        // The day that was planned is no decision: without one there is nothing to propose.
        let unknown = await site.get("/beleid/1/scans/1/feiten", as: .policyOfficer)
        #expect(unknown.status == 200 && !unknown.body.contains("value=\"2021-"))
        #expect(await site.get("/beleid/1/scans", as: .policyOfficer).body.contains("niet hoe oud het beleid is"))
        try await Self.adopt(site, round: 1, on: "2021-05-18")
        let page = await site.get("/beleid/1/scans/1/feiten", as: .policyOfficer)
        #expect(page.body.contains("value=\"2021-05-18\"") && !page.body.contains("value=\"2021-05-04\""))
        #expect(await site.get("/beleid/1/scans", as: .policyOfficer).body.contains("meer dan vier jaar oud"))
        try await site.write { db in try db.run("UPDATE policy_adoption SET adopted_on = '2025-05-04'") }
        #expect(await !site.get("/beleid/1/scans", as: .policyOfficer).body.contains("meer dan vier jaar oud"))
    }

    @Test func `the age of the policy is that of the plan that stands, not of the next one`() async throws {
        let site = try await Self.site()
        try await Self.adopt(site, round: 1, on: "2022-02-15")
        // An amendment makes the plan no younger.
        try await Self.adopt(site, round: 1, number: 2, on: "2025-03-01")
        try await site.write { db in try db.run("UPDATE policy_cycle SET phase = 'gesloten'") }
        let next = [("naam", "Daarna"), ("van", "2030"), ("tot", "2033"), ("raad", "2026-11-02")]
        #expect(await site.post("/beleid/nieuw", form: next, as: .policyOfficer).location == "/beleid/2")
        let form = [("dag", "2026-11-20"), ("deelnemers", "Beleid")]
        _ = await site.post("/beleid/2/scans/nieuw/integraal", form: form, as: .policyOfficer)
        func facts() async -> String { await site.get("/beleid/2/scans/1/feiten", as: .policyOfficer).body }
        #expect(await facts().contains("value=\"2022-02-15\""))
        // The round runs, but its council never decided: the plan of the round before still stands.
        try await site.write { db in try db.run("UPDATE policy_cycle SET phase = 'uitvoeren' WHERE number = 2") }
        #expect(await facts().contains("value=\"2022-02-15\""))
        try await Self.adopt(site, round: 2, on: "2026-11-16")
        #expect(await facts().contains("value=\"2026-11-16\""))
        // A decision that is still to come does not count.
        try await site.write { db in
            try db.run("UPDATE policy_adoption SET adopted_on = '2026-12-01' WHERE id = 'besluit-2-1'")
        }
        #expect(await facts().contains("value=\"2022-02-15\""))
    }

    @Test func `only officers fill in, readers read, strangers find nothing`() async throws {
        let site = try await Self.site()
        _ = await Self.start(site)
        for role in [Role.councilMember, .broker, .researcher, .centreManager] {
            #expect(await site.get("/beleid/1/scans/1", as: role).status == 200)
            #expect(await site.get("/beleid/1/scans/1/vision", as: role).status == 404)
            #expect(await site.post("/beleid/1/scans/1/klaar", as: role).status == 404)
        }
        for role in [Role.otherBroker, .resident, .manager, .administrator] {
            for path in ["/beleid/1/scans", "/beleid/1/scans/1"] {
                #expect(await site.get(path, as: role).status == 404, "\(role) \(path)")
            }
            #expect(await site.post("/beleid/1/scans/1/acties/vision/klaar", as: role).status == 404)
        }
        try await site.write { db in try db.run("UPDATE policy_cycle SET phase = 'gesloten'") }
        #expect(await site.get("/beleid/1/scans/1", as: .policyOfficer).status == 200)
        #expect(await Self.start(site, "tien-punten").status == 400)
        #expect(await site.get("/beleid/1/scans/1/vision", as: .policyOfficer).status == 400)
    }

    @Test func `the plan tells of the scans without names, the handover with them`() async throws {
        let site = try await Self.site()
        _ = await Self.start(site, "tien-punten")
        _ = await site.post(
            "/beleid/1/scans/1/no-cuts",
            form: [
                ("stand", "0"), ("antwoord-no-cuts", "answer-1"), ("actie", "Bel de griffie"),
                ("eigenaar", site.id(.broker)), ("klaar-op", "2026-12-01"),
            ], as: .policyOfficer)
        _ = await site.post("/beleid/1/scans/1/klaar", as: .policyOfficer)
        let part = ScansPart(house: site.town.house, content: try ContentShelf.standard.get())
        let (plan, handover) = try await site.read { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            func text(_ kind: ReportKind) throws -> String {
                var markdown = ReportMarkdown(t: .dutch)
                return markdown.text(try part.report(of: cycle, for: kind, t: .dutch, now: TestSite.start, in: db))
            }
            return (try text(.plan), try text(.handover))
        }
        #expect(plan.contains("Bel de griffie") && !plan.contains("Test Broker"))
        #expect(handover.contains("Test Broker"))
    }

    @Test func `whoever is erased leaves the answers and not the name`() async throws {
        let site = try await Self.site()
        _ = await Self.start(site, "tien-punten")
        _ = await site.post(
            "/beleid/1/scans/1/no-cuts",
            form: [
                ("stand", "0"), ("antwoord-no-cuts", "answer-1"), ("actie", "Bel de griffie"),
                ("eigenaar", site.id(.broker)), ("klaar-op", "2026-12-01"),
            ], as: .policyOfficer)
        let broker = site.id(.broker)
        let export = try await site.read { db in
            try ScanData.personal(try ContentShelf.standard.get()).export(broker, db).text
        }
        #expect(export.contains("Bel de griffie"))
        try await PersonFile.erase(Person.Identity(broker), by: .program("test"), house: site.town.house)
        let page = await site.get("/beleid/1/scans/1", as: .policyOfficer).body
        #expect(page.contains("Bel de griffie") && !page.contains("Test Broker"))
        let left = try await site.read {
            try $0.count("SELECT COUNT(*) FROM policy_scan_section WHERE owner_id IS NOT NULL")
        }
        #expect(left == 0)
    }
}
