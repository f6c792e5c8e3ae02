import Community
import Core
import Formats
import Matching
import Services
import Storage
import Testing

@testable import Brokerage

/// Figures of attention.
struct AttentionTests {
    private static let today = Day(iso: "2026-11-23") ?? Moment(milliseconds: 0).day

    private static func work(_ organisation: String, online days: Int, places: Int = 1, _ applied: [Int])
        -> AttentionWork
    {
        func moment(_ daysAgo: Int) -> Moment { DutchTime.moment(today - daysAgo) + .hours(12) }
        return AttentionWork(
            organisation: organisation, from: moment(days), until: nil, places: places, isWhole: true,
            applied: applied.sorted(by: >).map(moment))
    }

    @Test func `a week counts what every vacancy got in the same four weeks`() {
        let works = [
            Self.work("klein", online: 60, []), Self.work("groot", online: 60, [3, 5, 9, 40]),
            Self.work("groot", online: 60, places: 2, [20]), Self.work("groot", online: 60, []),
            // Too short on line to compare.
            Self.work("groot", online: 10, [1, 2]),
        ]
        let week = AttentionWeek(last: Self.today, works)
        #expect(week.withAny == .init(some: 2, all: 4))
        #expect(week.small == .init(some: 0, all: 1))
        #expect(week.large == .init(some: 2, all: 3))
        #expect(week.gini == Exposure.gini([0, 3, 1, 0]))
        #expect(week.median == 0)
        #expect(week.high == 300)
        // First applications in these weeks: after 40 days and after 8.
        #expect(week.firstDays == 8)
        let nothing = AttentionWeek(last: Self.today, [])
        #expect(nothing.gini == nil && nothing.median == nil && nothing.firstDays == nil)
    }

    @Test func `nearest rank, also of one and of none`() {
        #expect(Percentile.of([], 50) == nil)
        #expect(Percentile.of([7], 90) == 7)
        #expect(Percentile.of(Array(1...10), 50) == 5)
        #expect(Percentile.of(Array(1...10), 90) == 9)
    }

    @Test func `the page, its file and the list of vacancies nobody asks for`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture(title: "Niemand wil dit").add(to: site)
        _ = try await VacancyFixture(title: "Dit willen mensen").add(to: site)
        site.clock.move(by: .days(70))
        _ = try await ApplyRig(site: site).apply(to: 2)
        let now = site.clock.now
        try await site.write { db in try db.run("UPDATE session SET last_seen_at = \(now)") }
        let page = await site.get("/centrale/aandacht", as: .centreManager)
        #expect(page.status == 200)
        #expect(page.body.contains("Niemand wil dit") && !page.body.contains("Dit willen mensen"))
        #expect(page.body.contains("Een eerlijke verdeling vult"))
        #expect(!page.body.contains("style=\""))
        let file = await site.get("/centrale/aandacht/bestand", as: .broker)
        #expect(file.status == 200)
        #expect(file.body.split(separator: "\r\n").count == AttentionFigures.weekCount + 1)
    }
}
