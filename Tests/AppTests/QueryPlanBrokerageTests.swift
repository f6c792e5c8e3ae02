import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

extension QueryPlanTests {
    /// What grows with the years at the desk, with buddies, rounds and who may be found.
    private static let grown =
        big + [
            "algorithm_objection", "buddy_hours", "buddy_moment", "buddy_objection", "buddy_pair", "buddy_passed",
            "buddy_request",
            "buddy_volunteer", "buddy_volunteer_kind", "care_call", "case_key", "desk_contact", "desk_proposal",
            "desk_talk", "door",
            "door_intake", "intake", "people_ask", "people_block", "person_wishes", "round_helper",
            "trajectory_person", "trajectory_referral",
        ]

    /// A town in which each of these works runs, with what its pages show behind the links.
    private struct Filled {
        let site: TestSite
        /// Links of people without an account.
        var links: [String] = []

        init() async throws {
            site = try await TestSite()
            let find = try await FindRig(site, people: 12)
            links.append(try await find.ask())
            let desk = try await DeskRig(site)
            let buddies = try await BuddyRig(site)
            let rounds = try await RoundRig(site)
            for number in 1...3 {
                let opened = try await desk.web("Balie \(number)", email: "b\(number)@balie.example", question: "Vraag")
                await desk.talk(opened, notes: "Aantekening")
                #expect(await desk.propose(opened, [find.vacancy]).status == 303)
                links.append(try await desk.link("b\(number)@balie.example"))
                let request = try await buddies.waiting("Vrager\(number)")
                let volunteer = try await buddies.ready("Helper\(number)")
                if number < 3 { _ = try await buddies.together(request, volunteer) }
            }
            links += [
                try await buddies.link("vrager1@vraagt.example"), try await buddies.link("helper1@helpt.example"),
            ]
            let hours = [("dag", site.clock.now.day.iso), ("uren", "2")]
            #expect(await site.post(try #require(links.last) + "/uren", form: hours).status == 303)
            try await rounds.startTrajectory()
            try await rounds.people("Anna Eerst;;Taalhuis De Brug\nBob Tweede;;Buurthuis De Haard\n")
            let talk = RoundRig.talk + [("vervolg", "centrale")]
            #expect(try await rounds.keep("Anna Eerst", by: "Aart Vrager", talk).status == 303)
            try await rounds.startRound("Dorpsstraat 1-9 oneven\nKerkpad 2-10 even")
            links += [try await rounds.link("Bea Luister"), try await rounds.link("Wim Loper")]
            let form = [("gemeente", "GM9999"), ("stand", "aan")]
            #expect(await site.post("/centrale/aandacht", form: form, as: .centreManager).status == 303)
            let wishes = [("leuk", "onderwijs"), ("vindbaar", "ja")]
            _ = await site.post("/mijn/wensen", form: wishes, as: .resident)
        }
    }

    /// Gets the pages and whatever they link to below `within`, each once.
    ///
    /// - Returns: how many pages there were.
    private static func walk(_ site: TestSite, from start: [String], within: [String], as role: Role) async -> Int {
        var waiting = start
        var seen = Set(start)
        var count = 0
        while let path = waiting.popLast(), count < 150 {
            let reply = await site.get(path, as: role)
            #expect(reply.status < 400, "\(path) as \(role.rawValue): \(reply.status)")
            count += 1
            for match in reply.body.matches(of: /href="(\/[^"#]*)/) {
                let link = String(match.output.1).replacing("&amp;", with: "&")
                if within.contains(where: { link.hasPrefix($0) }), seen.insert(link).inserted { waiting.append(link) }
            }
        }
        return count
    }

    @Test func `no page of desk, buddies, rounds, exposure, findable and wishes scans what grows`()
        async throws
    {
        let filled = try await Filled()
        let site = filled.site
        site.database.statements.start()
        let centre = ["/centrale/balie", "/centrale/maatjes", "/centrale/trajecten", "/centrale/rondes"]
        var pages = await Self.walk(
            site, from: centre + ["/vandaag", "/centrale/nazorg", "/centrale/reacties"], within: centre, as: .broker)
        let managed = ["/centrale/aandacht", "/centrale/bezwaren", "/vandaag", "/centrale/balie/team"]
        pages += await Self.walk(site, from: managed, within: [], as: .centreManager)
        let found = ["/organisatie/1/vacatures/1/mensen", "/organisatie/1/doorverwijzingen"]
        pages += await Self.walk(site, from: found + ["/vandaag"], within: found, as: .member)
        pages += await Self.walk(site, from: ["/mijn/wensen", "/mijn"], within: ["/mijn/wensen"], as: .resident)
        let open = ["/hulp-bij-kiezen", "/doorverwijzen", "/maatjes", "/vacatures/uitleg", "/wat-past-bij-mij"]
        let asked = [
            "/wat-past-bij-mij?leuk=onderwijs&plaats=9901&afstand=5&stap=klaar", "/api/v1/passend?leuk=onderwijs",
        ]
        pages += await Self.walk(
            site, from: open + asked + ["/maatjes/aanvragen?gemeente=GM9999"], within: open, as: .anonymous)
        for link in filled.links {
            pages += await Self.walk(site, from: [link], within: [link + "/"], as: .anonymous)
        }
        #expect(pages > 60, "\(pages)")
        // No round of the background work: it would measure these few rows, and for few rows reading all is best.
        let statements = site.database.statements.stop().filter { statement in
            ["SELECT", "WITH", "UPDATE", "DELETE"].contains { statement.hasPrefix($0) }
        }
        #expect(statements.count > 100, "\(statements.count)")
        for statement in statements {
            let plan = try await site.write { db in try QueryPlan(statement, in: db) }
            let scanned = plan.scanned.filter(Self.grown.contains)
            #expect(scanned.isEmpty, "\(statement)\n\(plan.steps.joined(separator: "\n"))")
        }
    }
}

extension QueryPlanTests {
    /// Of a hundred thousand lines of hours few have an allowance; "today" of a centre asks each time whether any has.
    @Test func `whether an allowance was paid is answered by the index of those`() async throws {
        let site = try await TestSite()
        guard case .sqlite = site.town.configuration.database else { return }
        let asked = try await site.read { db in
            site.database.statements.start()
            _ = try AllowanceRate.missing(for: "GM9999", until: 2026, in: db)
            return site.database.statements.stop().filter { $0.contains("allowance_cents") }
        }
        #expect(asked.count == 2)
        for (statement, index) in zip(
            asked.sorted { $0.contains("hours_entry") && !$1.contains("hours_entry") },
            ["hours_entry_allowance", "buddy_hours_allowance"])
        {
            let plan = try await site.write { db in try QueryPlan(statement, in: db) }
            #expect(plan.steps.contains { $0.contains(index) }, "\(plan.steps)")
        }
    }
}
