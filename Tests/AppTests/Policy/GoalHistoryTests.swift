import Community
import Core
import Storage
import Testing

@testable import Policy

/// The way of a goal.
struct GoalHistoryTests {
    /// A goal that the platform measures, with three months kept: two from a sample, one counted whole.
    private static func site() async throws -> TestSite {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        await GoalFixture.add(
            site,
            GoalFixture.live("vacancies-online").merging(["begin": "1", "begindag": "2026-06-01", "doel": "900"]) { $1 }
        )
        try await site.write { db in
            for (month, margin) in [("2026-08-01", 2.5), ("2026-09-01", 1.5), ("2026-10-01", nil)]
                as [(String, Double?)]
            {
                try db.run(
                    """
                    INSERT INTO policy_indicator_month (municipality_code, indicator, month, value, base, margin, taken_at)
                    VALUES ('GM9999', 'vacancies-online', \(Day(iso: month)), 20, 61, \(margin), \(TestSite.start))
                    ON CONFLICT (municipality_code, indicator, month) DO UPDATE SET value = 20, base = 61,
                        margin = excluded.margin
                    """)
            }
        }
        return site
    }

    @Test func `a kept month keeps its interval, and the page draws it`() async throws {
        let site = try await Self.site()
        let now = site.clock.now
        let points = try await site.read { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            let goals = try Goal.all(of: cycle.id, in: db)
            let readings = try GoalReadings.load(goals, now: now, in: db)
            return try GoalHistory.load(goals, readings, in: db).values.first ?? []
        }
        #expect(points.map(\.margin).prefix(4) == [nil, 2.5, 1.5, nil])
        let page = await site.get(GoalFixture.path + "/1", as: .councilMember).body
        #expect(page.components(separatedBy: "class=\"whisker\"").count == 3)
        #expect(page.contains("± 3") || page.contains("± 2"))
    }

    @Test func `a file for a word processor has the figures of a picture in a table`() async throws {
        let site = try await Self.site()
        let now = site.clock.now
        let text = try await site.read { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            let part = GoalsPart(house: site.town.house, content: try ContentShelf.standard.get())
            var markdown = ReportMarkdown(t: .dutch)
            return markdown.text(try part.report(of: cycle, for: .evaluation, t: .dutch, now: now, in: db))
        }
        #expect(text.contains(": Figuur 1.") && text.contains("| 31 augustus 2026 | 20 ± 3 |"))
        #expect(text.contains("| Streven op 31 december 2029 | 900 |"))
        var markdown = ReportMarkdown(t: .dutch)
        let without = markdown.text([.picture(.empty, caption: "Zo", description: "In woorden.")])
        #expect(without.contains("Figuur 1. Zo") && without.contains("In woorden."))
    }
}
