import Brokerage
import Community
import Core
import Storage
import Testing

@testable import Policy

/// Figures kept by month.
struct IndicatorMonthTests {
    private struct Kept: Equatable, Sendable {
        let indicator: String
        let month: String
        let value: Double?
        let taken: String
    }

    private static func kept(_ site: TestSite) async throws -> [Kept] {
        try await site.read { db in
            try db.rows("SELECT * FROM policy_indicator_month ORDER BY municipality_code, indicator, month").map {
                try Kept(
                    indicator: $0("indicator"), month: $0("month", as: Day.self).iso, value: $0("value"),
                    taken: $0("taken_at", as: Moment.self).iso)
            }
        }
    }

    @Test func `months of what happened are counted from the records as far as a whole year goes`() async throws {
        let site = try await TestSite()
        let fixture = IndicatorFixture(now: site.clock.now)
        try await fixture.write(to: site)
        try await GoalFixture.cycle(site)
        try await site.tick()
        let placed = try await Self.kept(site).filter { $0.indicator == "volunteers-placed" }
        #expect(placed.last?.month == "2026-10-01")
        let first = try #require(
            fixture.answers.filter { $0.municipality == "GM9999" }.compactMap(\.confirmed).min()?.day)
        let whole = first.firstOfMonth(adding: first.parts.day == 1 ? 11 : 12)
        #expect(placed.first?.month == whole.iso)
        for one in placed {
            let end = (Day(iso: one.month) ?? Day(number: 0)).firstOfMonth(adding: 1) - 1
            #expect(
                .some(one.value) == IndicatorCount(fixture: fixture, place: "GM9999", day: end).value(one.indicator))
        }
        // How things stood is known only when it is measured in time: on the 23rd that is too late.
        #expect(try await Self.kept(site).filter { $0.indicator == "vacancies-online" }.isEmpty)
    }

    @Test func `stocks are taken in the first days of a month and once`() async throws {
        let site = try await TestSite(start: Moment(iso: "2026-12-01T03:00:00.000Z") ?? TestSite.start)
        try await GoalFixture.cycle(site)
        _ = try await VacancyFixture().add(to: site)
        try await site.tick()
        let online = try await Self.kept(site).filter { $0.indicator == "vacancies-online" }
        #expect(online.map(\.month) == ["2026-11-01"])
        #expect(online.first?.value == 1)
        _ = try await VacancyFixture().add(to: site)
        site.clock.move(by: .days(1))
        try await site.tick()
        #expect(try await Self.kept(site).filter { $0.indicator == "vacancies-online" } == online)
    }

    @Test func `what was kept never changes, whatever becomes of the records`() async throws {
        let site = try await TestSite()
        try await IndicatorFixture(now: site.clock.now).write(to: site)
        try await GoalFixture.cycle(site)
        try await site.tick()
        let before = try await Self.kept(site)
        #expect(before.count > 30)
        try await site.write { db in
            try db.run("UPDATE application SET placed_at = NULL, answered_at = NULL")
            try db.run("UPDATE vacancy SET published_at = NULL")
        }
        site.clock.move(by: .hours(30))
        try await site.tick()
        #expect(try await Self.kept(site) == before)
        // Without the rule a second count would differ: the guard is worth something.
        let shelf = try await site.read { try IndicatorShelf(site.town.house, "GM9999", in: $0) }
        let placed = try #require(shelf["volunteers-placed"])
        let month = try #require(before.last { $0.indicator == "volunteers-placed" })
        let end = (Day(iso: month.month) ?? Day(number: 0)).firstOfMonth(adding: 1) - 1
        let again = try await site.read { db in try placed.measured("GM9999", on: end, in: db)?.value }
        #expect(again != month.value)
    }

    @Test func `the next month is added behind the ones there are`() async throws {
        let site = try await TestSite()
        try await IndicatorFixture(now: site.clock.now).write(to: site)
        try await GoalFixture.cycle(site)
        try await site.tick()
        let before = try await Self.kept(site)
        site.clock.move(by: .days(9))
        try await site.tick()
        let after = try await Self.kept(site)
        #expect(after.filter { $0.month < "2026-11-01" } == before)
        #expect(after.filter { $0.indicator == "volunteers-placed" }.last?.month == "2026-11-01")
        #expect(after.contains { $0.indicator == "vacancies-online" })
    }

    @Test func `a closed round keeps the figure of its last month`() async throws {
        let site = try await TestSite()
        try await IndicatorFixture(now: site.clock.now).write(to: site)
        try await GoalFixture.cycle(site)
        await GoalFixture.add(
            site, GoalFixture.live("volunteers-placed").merging(["begin": "1", "doel": "900"]) { $1 })
        try await site.tick()
        let closing = Moment(iso: "2026-09-15T10:00:00.000Z") ?? TestSite.start
        try await site.write { db in
            try db.run("UPDATE policy_cycle SET phase = \(PolicyCycle.Phase.closed), closed_at = \(closing)")
        }
        let september = try await Self.kept(site).first {
            $0.indicator == "volunteers-placed" && $0.month == "2026-09-01"
        }
        let reading = try #require(try await GoalFixture.readings(site).first)
        #expect(reading.value == september?.value)
        #expect(reading.day?.iso == "2026-09-30")
    }

    @Test func `two hundred goals with ten years of months stand on one page`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        await GoalFixture.add(site)
        let ids = try await site.read { try IndicatorShelf(site.town.house, "GM9999", in: $0).all.map(\.id) }
        try await site.write { db in
            let first = try #require(try db.first("SELECT cycle_id FROM policy_goal LIMIT 1"))
            let cycle: String = try first("cycle_id")
            for number in 2...200 {
                try db.run(
                    """
                    INSERT INTO policy_goal (id, cycle_id, number, result, for_whom, intention, better, indicator, measure,
                        unit, decimals, baseline_value, baseline_day, target_value, target_day, source, agreed_with, budget,
                        version, created_at)
                    VALUES (\("goal-\(number)"), \(cycle), \(number), 'Een doel', '', \(Goal.Intention.raise),
                        \(Goal.Better.up), \(ids[number % ids.count]), 'iets', 'mensen', 0, 1, '2016-11-01', 50, '2029-12-31', '',
                        '', '', 1, \(TestSite.start))
                    """)
            }
            for id in ids {
                for month in 0..<120 {
                    let day = TestSite.start.day.firstOfMonth(adding: -120 + month)
                    try db.run(
                        """
                        INSERT INTO policy_indicator_month (municipality_code, indicator, month, value, base, taken_at)
                        VALUES ('GM9999', \(id), \(day), \(Double(month)), 9, \(TestSite.start))
                        """)
                }
            }
        }
        let page = await site.get(GoalFixture.path, as: .councilMember).body
        #expect(page.contains("200 doelen"))
        for goal in [1, 200] { #expect(page.contains("\(GoalFixture.path)/\(goal)\"")) }
    }
}
