import App
import Community
import Core
import Storage
import Testing

@testable import Policy

/// What the demo froze knows nothing of what came after.
struct DemoRewindTests {
    private static let later = ["op koers", "let op", "loopt vast"]

    private static func count(_ db: any SQLConnection) throws -> [Int] {
        try [
            db.count("SELECT COUNT(*) FROM policy_agreement_report"),
            db.count("SELECT COUNT(*) FROM policy_agreement WHERE agreed_at IS NOT NULL"),
            db.count("SELECT COUNT(*) FROM policy_goal_measurement"),
            db.count("SELECT COUNT(*) FROM policy_money_booking"),
            db.count("SELECT COUNT(*) FROM policy_task WHERE done_at IS NOT NULL"),
            db.count("SELECT COUNT(*) FROM policy_scan JOIN policy_cycle c ON c.id = cycle_id WHERE c.number = 2"),
        ]
    }

    @Test func `plans and evaluations tell what was known on their day`() async throws {
        let site = try await TestSite()
        let policy = try Policy(house: site.town.house)
        try await policy.demo(DemoWorld(now: site.clock.now))
        let (plans, evaluations, counts) = try await site.read { db in
            (
                try db.rows("SELECT record, adopted_on FROM policy_adoption ORDER BY adopted_on").map {
                    (text: try $0("record", as: String.self), day: try $0("adopted_on", as: Day.self))
                },
                try db.rows("SELECT record, year FROM policy_evaluation WHERE record IS NOT NULL ORDER BY year").map {
                    (text: try $0("record", as: String.self), year: try $0("year", as: Int.self))
                }, try Self.count(db)
            )
        }
        #expect(plans.count == 2 && evaluations.count == 4)
        for plan in plans {
            #expect(plan.text.contains("nog geen verslag"), "the agreements of the first day were settled by then")
            for word in Self.later { #expect(!plan.text.contains(word), "\(word) on \(plan.day.iso)") }
        }
        // Each year looks back on its own reports and those before, which begin a row with their day.
        for evaluation in evaluations {
            let last = evaluations.last?.year ?? evaluation.year
            for year in evaluation.year...last {
                let isTold = evaluation.text.contains("\\n| 31 december \(year) |")
                #expect(isTold == (year == evaluation.year && year < last), "\(year) in \(evaluation.year)")
            }
        }
        let first = try #require(evaluations.first)
        #expect(first.text.contains("De stand is van 18 december \(first.year)"))
        #expect(counts.allSatisfy { $0 > 0 }, "\(counts)")
    }

    @Test func `what is put away comes back`() async throws {
        let site = try await TestSite()
        let world = DemoWorld(now: site.clock.now)
        let policy = try Policy(house: site.town.house)
        try await policy.demo(world)
        try await site.write { db in
            let past = try #require(try PolicyCycle.find(number: 1, in: db))
            let present = try #require(try PolicyCycle.find(number: 2, in: db))
            let demo = PolicyDemo(
                world: world, past: past, present: present, officer: Person.Identity(site.id(.policyOfficer)))
            let before = try Self.count(db)
            let within = try DemoRewind(demo: demo, cycle: present).at(DutchTime.moment(present.firstDay - 20), in: db)
            {
                try Self.count(db)
            }
            #expect(within != before)
            #expect(try Self.count(db) == before)
        }
    }
}
