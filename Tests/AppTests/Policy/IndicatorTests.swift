import Brokerage
import Community
import Core
import Storage
import Testing

@testable import Policy

struct IndicatorTests {
    private static func all(_ site: TestSite) -> [Indicator] { site.town.modules.flatMap(\.indicators) }

    @Test func `there are at least thirty, each with a name, what counts and an id the content knows`() async throws {
        let site = try await TestSite()
        let all = Self.all(site)
        #expect(all.count >= 30)
        #expect(Set(all.map(\.id)).count == all.count)
        let content = try #require(GoalsContent.standard)
        let t = Texts.dutch
        for indicator in all {
            let measure = try #require(content.measure(indicator.id), "\(indicator.id) is not in goals.yaml")
            #expect(t(indicator.name) == measure.name.nl)
            #expect(t(indicator.definition).count > 20)
            #expect(content.unit(measure.unit)?.decimals == indicator.decimals)
            let better: Indicator.Better = measure.better == .up ? .up : measure.better == .down ? .down : .neither
            #expect(better == indicator.better, "\(indicator.id)")
        }
    }

    @Test(arguments: [5, 6, 7] as [UInt64])
    func `every figure of the bank and of the people equals an independent count`(seed: UInt64) async throws {
        let site = try await TestSite()
        let fixture = IndicatorFixture(now: site.clock.now, seed: seed)
        try await fixture.write(to: site)
        let all = Self.all(site)
        var compared = 0
        for place in ["GM9999", "GM9998"] {
            let count = IndicatorCount(fixture: fixture, place: place, day: site.clock.now.day)
            for indicator in all {
                guard let expected = count.value(indicator.id) else { continue }
                let found = try await site.read { db in
                    try indicator.measured(place, on: fixture.now.day, in: db)?.value
                }
                #expect(found == expected, "\(indicator.id) in \(place)")
                compared += 1
            }
        }
        #expect(compared == 68)
    }

    @Test func `a figure of a day long ago is what it was then`() async throws {
        let site = try await TestSite()
        let fixture = IndicatorFixture(now: site.clock.now)
        try await fixture.write(to: site)
        let day = site.clock.now.day - 150
        let count = IndicatorCount(fixture: fixture, place: "GM9999", day: day)
        for id in [
            "volunteers-placed", "applications-received", "applications-answered-7-days", "applications-late",
            "applications-median-days", "volunteers-new", "residents-new-accounts", "vacancies-published",
        ] {
            let indicator = try #require(Self.all(site).first { $0.id == id })
            let found = try await site.read { db in try indicator.measured("GM9999", on: day, in: db)?.value }
            #expect(.some(found) == count.value(id), "\(id)")
        }
    }

    @Test func `nothing is measured where nothing is known`() async throws {
        let site = try await TestSite()
        for indicator in Self.all(site) {
            let found = try await site.read { db in
                try indicator.measured("GM9997", on: TestSite.start.day, in: db)?.value
            }
            #expect(found == nil || found == 0, "\(indicator.id)")
        }
    }

    @Test func `the window of a year has a year`() {
        let year = Indicator(id: "a", name: "", definition: "", unit: "") { _, _, _, _ in nil }
        for iso in ["2026-12-31", "2026-11-23", "2024-02-29", "2025-03-01", "2028-02-28"] {
            guard let day = Day(iso: iso) else { continue }
            let period = year.period(upTo: day)
            #expect(period.to == day)
            #expect((364...366).contains(period.to - period.from))
        }
        #expect(year.period(upTo: Day(iso: "2026-12-31") ?? Day(number: 0)).from.iso == "2026-01-01")
        #expect(year.period(upTo: Day(iso: "2026-02-28") ?? Day(number: 0)).from.iso == "2025-03-01")
    }

    @Test func `the kept value of today equals a fresh count of every figure`() async throws {
        let site = try await TestSite()
        try await IndicatorFixture(now: site.clock.now).write(to: site)
        try await GoalFixture.cycle(site)
        let shelf = try await site.read { try IndicatorShelf(site.town.house, "GM9999", in: $0) }
        try await IndicatorCache.freshen("GM9999", house: site.town.house, now: site.clock.now)
        let now = site.clock.now
        try await site.read { db in
            let kept = try IndicatorCache.values("GM9999", in: db)
            #expect(kept.count == shelf.all.count)
            for indicator in shelf.all {
                let fresh = try indicator.measured("GM9999", on: now.day, in: db)
                #expect(kept[indicator.id]?.measured == fresh, "\(indicator.id)")
            }
        }
    }

    @Test func `a kept value is counted again after seventy minutes, not before`() async throws {
        let site = try await TestSite()
        let house = site.town.house
        func online() async throws -> Double? {
            try await IndicatorCache.freshen("GM9999", house: house, now: site.clock.now)
            return try await site.read {
                try IndicatorCache.values("GM9999", in: $0)["vacancies-online"]?.measured?.value
            }
        }
        #expect(try await online() == 0)
        _ = try await VacancyFixture().add(to: site)
        site.clock.move(by: .minutes(69))
        #expect(try await online() == 0)
        site.clock.move(by: .minutes(1))
        #expect(try await online() == 1)
    }

    // A page that is opened between two runs of the job never counts: everything is younger than seventy minutes.
    @Test func `with an hourly job no visit counts`() async throws {
        let site = try await TestSite()
        try await GoalFixture.cycle(site)
        let house = site.town.house
        func oldest() async throws -> Moment? {
            try await site.read { try IndicatorCache.values("GM9999", in: $0).values.map(\.takenAt).min() }
        }
        // Counted by a visit, ten minutes before the job comes by.
        try await IndicatorCache.freshen("GM9999", house: house, now: site.clock.now)
        site.clock.move(by: .minutes(10))
        for _ in 0..<6 {
            try await IndicatorCache.freshen(
                "GM9999", house: house, now: site.clock.now, after: IndicatorCache.refreshed)
            let counted = try await oldest()
            #expect(counted == site.clock.now)
            site.clock.move(by: .minutes(59))
            try await IndicatorCache.freshen("GM9999", house: house, now: site.clock.now)
            #expect(try await oldest() == counted)
            site.clock.move(by: .minutes(1))
        }
    }

    @Test func `the list behind a figure is for those who may see it and is as long as the figure`() async throws {
        let site = try await TestSite()
        try await IndicatorFixture(now: site.clock.now).write(to: site)
        let day = site.clock.now.day
        let placed = try #require(Self.all(site).first { $0.id == "volunteers-placed" })
        let broker = Actor(person: "x", municipal: ["GM9999": [.broker]])
        #expect(
            placed.recordsPath("GM9999", on: day, for: Actor(person: "x", municipal: ["GM9999": [.councilMember]]))
                == nil)
        #expect(placed.recordsPath("GM9998", on: day, for: broker) == nil)
        let path = try #require(placed.recordsPath("GM9999", on: day, for: broker))
        #expect(await site.get(path, as: .broker).status == 200)
        let value = try await site.read { db in try placed.measured("GM9999", on: day, in: db)?.value }
        let file = await site.get(path.replacing("/gegevens?", with: "/export?"), as: .broker)
        let lines = file.body.split(whereSeparator: \.isNewline).count - 1
        #expect(Double(lines) == value)
    }

    @Test func `no figure reads a big table from beginning to end`() async throws {
        let site = try await TestSite()
        try await IndicatorFixture(now: site.clock.now).write(to: site)
        let day = site.clock.now.day
        site.database.statements.start()
        for indicator in Self.all(site) {
            _ = try await site.read { db in try indicator.measured("GM9999", on: day, in: db) }
            _ = try await site.read { db in try indicator.since?("GM9999", db) }
        }
        let statements = Set(site.database.statements.stop()).filter { $0.hasPrefix("SELECT") }
        #expect(statements.count > 20)
        for statement in statements {
            let plan = try await site.write { db in try QueryPlan(statement, in: db) }
            let scanned = plan.scanned.filter(QueryPlanTests.big.contains)
            #expect(scanned.isEmpty, "\(statement)\n\(plan.steps.joined(separator: "\n"))")
        }
    }
}
