import Community
import Core
import Formats
import Matching
import Services
import Storage
import Testing

@testable import Brokerage

/// Fair exposure.
struct ExposureTests {
    private static func pressure(_ site: TestSite, _ vacancy: Int) async throws -> Int {
        try await site.read { db in try db.count("SELECT pressure FROM vacancy WHERE number = \(vacancy)") }
    }

    private static func order(_ site: TestSite) async -> [String] {
        let page = await site.get("/vacatures").body
        let places = ["Eerste werk", "Tweede werk", "Derde werk"].compactMap { title in
            page.range(of: title).map { (title, $0.lowerBound) }
        }
        return places.sorted { $0.1 < $1.1 }.map(\.0)
    }

    private static func turn(_ site: TestSite, _ on: Bool, as role: Role = .centreManager) async -> TestReply {
        await site.post(
            "/centrale/aandacht", form: [("gemeente", "GM9999"), ("stand", on ? "aan" : "uit")], as: role)
    }

    @Test func `a vacancy with applications yields at once, and not where it is off`() async throws {
        let site = try await TestSite()
        let rig = ApplyRig(site: site)
        for title in ["Eerste werk", "Tweede werk", "Derde werk"] {
            _ = try await VacancyFixture(title: title, places: 1).add(to: site)
        }
        #expect(await Self.order(site) == ["Derde werk", "Tweede werk", "Eerste werk"])
        for person in 1...3 { _ = try await rig.apply(to: 3, "Mens \(person)", "mens\(person)@voorbeeld.nl") }
        #expect(try await Self.pressure(site, 3) == 0)
        #expect(await Self.order(site).first == "Derde werk")

        #expect(await Self.turn(site, true).status == 303)
        #expect(try await Self.pressure(site, 3) == 15)
        #expect(await Self.order(site) == ["Tweede werk", "Eerste werk", "Derde werk"])
        // The next application is followed without a job or a reload.
        _ = try await rig.apply(to: 2, "Mens 4", "mens4@voorbeeld.nl")
        #expect(try await Self.pressure(site, 2) == 5)
        #expect(await Self.order(site) == ["Eerste werk", "Tweede werk", "Derde werk"])

        #expect(await Self.turn(site, false).status == 303)
        #expect(await Self.order(site) == ["Derde werk", "Tweede werk", "Eerste werk"])
        let events = try await site.read { db in
            try db.rows("SELECT action FROM audit_event WHERE action LIKE 'eerlijke-aandacht-%' ORDER BY seq").map {
                try $0("action", as: String.self)
            }
        }
        #expect(events == ["eerlijke-aandacht-aan", "eerlijke-aandacht-uit"])
    }

    @Test func `applications grow old and then weigh nothing`() async throws {
        let site = try await TestSite()
        let rig = ApplyRig(site: site)
        _ = try await VacancyFixture(title: "Eerste werk", places: 1).add(to: site)
        #expect(await Self.turn(site, true).status == 303)
        _ = try await rig.apply(to: 1)
        #expect(try await Self.pressure(site, 1) == 5)
        site.clock.move(by: .days(31))
        let now = site.clock.now
        try await site.write { db in try VacancyPressure.refreshAll(in: "GM9999", now: now, db) }
        #expect(try await Self.pressure(site, 1) == 0)
    }

    @Test func `the ranking of work follows the same number`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture(title: "Eerste werk", places: 1).add(to: site)
        let ranking = WorkRanking()
        ranking.follow(site.database)
        func room() async throws -> Int {
            try await ranking.catchUp(site.database, now: site.clock.now)
            let answer = ranking.answer(
                for: Wishes().rankPerson(id: "p", position: nil), RankQuestion(today: site.clock.now.day))
            return try #require(answer.hits.first)[.room]
        }
        let free = try await room()
        #expect(await Self.turn(site, true).status == 303)
        _ = try await ApplyRig(site: site).apply(to: 1)
        #expect(try await room() == free * 10 / 15)
        #expect(await Self.turn(site, false).status == 303)
        #expect(try await room() == free)
    }

    @Test func `only the manager of this centre turns it`() async throws {
        let site = try await TestSite()
        for role in [Role.broker, .otherBroker, .policyOfficer, .administrator, .member, .resident] {
            #expect(await Self.turn(site, true, as: role).status == 404, "\(role)")
        }
        let other = await site.post(
            "/centrale/aandacht", form: [("gemeente", "GM9998"), ("stand", "aan")], as: .centreManager)
        #expect(other.status == 404)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM fair_exposure") } == 0)
        #expect(await site.get("/centrale/aandacht?gemeente=GM9998", as: .broker).status == 404)
        #expect(await site.get("/centrale/aandacht/bestand?gemeente=GM9999", as: .otherBroker).status == 404)
        #expect(
            await site.get("/centrale/aandacht", as: .broker).body.contains(
                "De manager van de vrijwilligerscentrale zet dit"))
    }

    @Test func `what is told is read back, and nothing else`() {
        let told = VacancyPressure.Told(vacancy: "v1", pressure: 7)
        #expect(VacancyPressure.Told(told.text) == told)
        for text in ["", "7", "x v1", "7 v1 z", "999 v1", "-1 v1"] { #expect(VacancyPressure.Told(text) == nil) }
    }
}
