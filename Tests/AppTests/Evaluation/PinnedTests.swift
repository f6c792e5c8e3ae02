import Community
import Core
import Foundation
import Storage
import Testing

@testable import Evaluation

/// Figures of surveys that goals point at.
struct PinnedTests {
    /// Publishes the mean grade of a survey and pins it.
    private static func pin(_ survey: Survey, _ site: TestSite, meaning: String = "satisfaction-volunteers") async
        -> TestReply
    {
        let table = await ResultsFixture.save("rijen=V03", survey, site, title: "Rapportcijfer")
        #expect(await ResultsFixture.publish(table, site).status == 303)
        return await site.post(
            table + "/cijfer",
            form: [
                ("cel", "nmean|all"), ("naam", "Cijfer van vrijwilligers"), ("betekenis", meaning), ("beter", "hoger"),
            ],
            as: .researcher)
    }

    private static func value(_ id: String, _ site: TestSite, on day: Day? = nil) async throws -> Indicator.Measured? {
        let day = day ?? site.clock.now.day
        return try await site.read { db in
            let all = try site.town.house.indicators(of: "GM9999", in: db)
            return try all.first { $0.id == id }?.measured("GM9999", on: day, in: db)
        }
    }

    @Test func `a mean is pinned with its interval and moves along with the next wave`() async throws {
        let site = try await TestSite()
        let first = try await ResultsFixture(closedAt: site.clock.now - .days(365)).add(to: site)
        #expect(await Self.pin(first, site).status == 303)
        let one = try #require(try await Self.value("satisfaction-volunteers", site))
        #expect(abs(one.value - 6.5) < 1e-9)
        #expect(one.base == 120)
        #expect((one.margin ?? 0) > 0.1)
        let second = try await ResultsFixture(grade: 1, previous: first.id).add(to: site)
        #expect(try await Self.value("satisfaction-volunteers", site) == one)
        let table = await ResultsFixture.save("rijen=V03", second, site)
        #expect(await ResultsFixture.publish(table, site).status == 303)
        #expect(abs((try await Self.value("satisfaction-volunteers", site)?.value ?? 0) - 7.5) < 1e-9)
        // A day before the second closed it was still the first.
        let before = try await Self.value("satisfaction-volunteers", site, on: site.clock.now.day - 1)
        #expect(before == one)
        #expect(try await Self.value("satisfaction-volunteers", site, on: site.clock.now.day - 400) == nil)
    }

    @Test func `what is withdrawn has no value any more`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        _ = await Self.pin(survey, site)
        #expect(try await Self.value("satisfaction-volunteers", site) != nil)
        _ = await site.post("/enquetes/\(survey.number)/resultaten/tabellen/1/intrekken", as: .researcher)
        #expect(try await Self.value("satisfaction-volunteers", site) == nil)
    }

    @Test func `a figure can be pinned only from what is published, by makers`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let table = await ResultsFixture.save("rijen=V02&kolommen=V01", survey, site)
        let form = [("cel", "c1|all"), ("naam", "Bestuurders"), ("betekenis", ""), ("beter", "hoger")]
        #expect(await site.post(table + "/cijfer", form: form, as: .researcher).status == 400)
        _ = await ResultsFixture.publish(table, site)
        #expect(await site.post(table + "/cijfer", form: form, as: .councilMember).status == 404)
        // Four of 38 who drive in sport: hidden, so not among the choices.
        let hidden = [("cel", "c3|c1"), ("naam", "Klein"), ("betekenis", ""), ("beter", "hoger")]
        #expect(await site.post(table + "/cijfer", form: hidden, as: .researcher).status == 400)
        #expect(await site.post(table + "/cijfer", form: form, as: .researcher).status == 303)
        let measured = try #require(try await Self.value("enquete-1", site))
        #expect(abs(measured.value - 40) < 1e-9)
        let elsewhere = try await site.read {
            try site.town.house.indicators(of: "GM9998", in: $0).contains { $0.id == "enquete-1" }
        }
        #expect(!elsewhere)
    }

    @Test func `a goal points at it, with base and margin`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        _ = await Self.pin(survey, site, meaning: "")
        try await GoalFixture.cycle(site)
        let choose = await site.get("/beleid/1/doelen/nieuw", as: .policyOfficer)
        #expect(choose.body.contains("Cijfer van vrijwilligers"))
        let fill = await site.get("/beleid/1/doelen/nieuw/invullen?indicator=enquete-1", as: .policyOfficer)
        #expect(fill.status == 200)
        #expect(fill.body.contains("value=\"6,5\""))
        #expect(await site.get("/beleid/1/doelen/nieuw/invullen?indicator=enquete-9", as: .policyOfficer).status == 404)
        let added = await site.post(
            "/beleid/1/doelen/nieuw/invullen",
            form: [
                ("indicator", "enquete-1"), ("resultaat", "Vrijwilligers geven ons een 7,5"),
                ("richting", "intention-raise"),
                ("begin", "6,5"), ("begindag", site.clock.now.day.iso), ("doel", "7,5"), ("doeldag", "2029-12-31"),
            ], as: .policyOfficer)
        #expect(added.status == 303, "\(added.body.suffix(300))")
        let goal = await site.get(added.location, as: .policyOfficer)
        #expect(goal.status == 200)
        #expect(goal.body.contains("6,5"))
        let kept = try await site.read { db in
            try db.first("SELECT margin, base FROM policy_indicator_now WHERE indicator = 'enquete-1'").map {
                (try $0("margin", as: Double.self), try $0("base", as: Int.self))
            }
        }
        #expect((kept?.0 ?? 0) > 0.1)
        #expect(kept?.1 == 120)
        #expect(
            await site.get("/beleid/1/doelen/cijfers", as: .policyOfficer).body.contains("Cijfer van vrijwilligers"))
    }

    @Test func `what a survey says of the impact is shown, with how sure it is`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        let before = await site.get("/beleid/1/waarde", as: .policyOfficer)
        #expect(before.body.components(separatedBy: "nog niet gemeten").count == 5)
        let survey = try await ResultsFixture().add(to: site)
        _ = await Self.pin(survey, site, meaning: "impact-receiver")
        let after = await site.get("/beleid/1/waarde", as: .policyOfficer)
        #expect(after.body.components(separatedBy: "nog niet gemeten").count == 4)
        #expect(after.body.contains("tussen 6,3 en 6,7, van 120 antwoorden"))
    }

    @Test func `a pin is let loose and brought back`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        _ = await Self.pin(survey, site)
        let path = "/enquetes/\(survey.number)/resultaten/cijfers"
        #expect(await site.get(path, as: .researcher).body.contains("Cijfer van vrijwilligers"))
        #expect(await site.post(path + "/1/weg", as: .researcher).status == 303)
        #expect(try await Self.value("satisfaction-volunteers", site) == nil)
        #expect(await site.post(path + "/1/terug", as: .researcher).status == 303)
        #expect(try await Self.value("satisfaction-volunteers", site) != nil)
        #expect(
            await site.get("/enquetes/cijfer/1", as: .councilMember).location == "/enquetes/\(survey.number)/resultaten"
        )
        #expect(await site.get("/enquetes/cijfer/1", as: .otherBroker).status == 404)
    }
}
