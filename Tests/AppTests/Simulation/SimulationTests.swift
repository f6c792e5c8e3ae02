import Community
import Core
import Foundation
import Services
import Storage
import TestEngines
import Testing

@testable import Brokerage

/// Eighteen months in a town where people do the next thing, something else, or nothing at all; half of that on a database
/// server, where what is new is how statements wait for each other, and the lists are looked at half as often.
///
/// `INZET_SEED` and `INZET_DAYS` in the environment make another run, or a longer one.
struct SimulationTests {
    private static func setting(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    @Test func `nothing is forgotten`() async throws {
        let seed = UInt64(Self.setting("INZET_SEED") ?? 20_261_123)
        let days = Self.setting("INZET_DAYS") ?? (TestEngine.chosen == .sqlite ? 548 : 274)
        let steps = days * 2 / 7
        let look = TestEngine.chosen == .sqlite ? 2 : 4
        let world = try await SimWorld(seed: seed)
        try await world.startBuddies()
        try await world.addFindable()
        for step in 0..<steps {
            try await Self.mileposts(world, step, of: steps)
            try await Self.live(world)
            try await world.pass()
            guard step % look == look - 1 || step == steps - 1 else { continue }
            let lists = try await TaskLists(world)
            var forgotten = try await Overlooked(world: world, lists: lists).all()
            if step % 8 == 7 || step == steps - 1 { forgotten += await lists.openAll() }
            forgotten += world.broken
            if forgotten.isEmpty { continue }
            Issue.record(
                """
                seed \(seed), \(world.today.iso), step \(step) of \(steps):
                \(Set(forgotten).sorted().joined(separator: "\n"))
                last acts:
                \(world.trail.suffix(12).joined(separator: "\n"))
                """)
            return
        }
        try await Self.isWhole(world, seed)
        Self.isLively(world, seed)
    }

    /// Whoever runs the centre leaves, one by one: what waits there is on the list of who gives out the roles.
    @Test func `a centre where nobody works is not forgotten`() async throws {
        let seed = UInt64(Self.setting("INZET_SEED") ?? 20_261_124)
        let world = try await SimWorld(seed: seed)
        try await world.startBuddies()
        func task(_ lists: TaskLists) -> TaskItem? {
            lists.items[.administrator]?.first { $0.title == "Niemand doet de centrale van Waterveen" }
        }
        for _ in 0..<10 {
            try await Self.live(world)
            try await world.pass()
        }
        #expect(task(try await TaskLists(world)) == nil, "seed \(seed)")
        for role in TaskLists.staff { try await world.leave(role) }
        let lists = try await TaskLists(world)
        let seen = try #require(task(lists), "seed \(seed)")
        #expect(seen.isUrgent && seen.detail.contains("Dit wacht daar"), "seed \(seed): \(seen.detail)")
        #expect(await lists.page(seen.path, as: .administrator).status == 200)
        // Work goes on coming in; with one person back the list of the administrator is empty again.
        try await world.apply()
        try await world.comeBack(.centreManager)
        #expect(task(try await TaskLists(world)) == nil, "seed \(seed)")
    }

    /// What a half-week brings.
    private static func live(_ world: SimWorld) async throws {
        try await world.vacancies()
        for _ in 0..<2 where world.chance(75) { try await world.apply() }
        try await world.answerApplications()
        try await world.applicants()
        try await world.decideHours()
        try await world.chase()
        try await world.careCalls()
        if world.chance(55) { try await world.comeIn() }
        try await world.workAtDesk()
        try await world.absence()
        try await world.objections()
        try await world.buddyNewcomers()
        try await world.buddyDesk()
        try await world.pairs()
        try await world.buddyHours()
        try await world.allowances()
        try await world.interviews()
        try await world.trajectoryDesk()
        try await world.answerReferrals()
        try await world.walk()
        try await world.school()
        try await world.findPeople()
    }

    /// What happens once: projects begin, people leave, an organisation stops.
    private static func mileposts(_ world: SimWorld, _ step: Int, of steps: Int) async throws {
        switch step {
        case 2, steps * 5 / 9: try await world.startTrajectory()
        case 5, steps * 6 / 9: try await world.startRound()
        // The second begins while the first still runs; the third runs when an organisation stops.
        case 8, 44, steps * 13 / 20: try await world.startSchool()
        case steps / 3: try await world.leave(.neighbour)
        case steps / 2: try await world.eraseTen()
        case steps * 4 / 9: try await world.leave(.centreManager)
        case steps * 8 / 9: try await world.comeBack(.centreManager)
        case steps * 7 / 9: await world.stopOrganisation()
        default: break
        }
    }

    private static func isWhole(_ world: SimWorld, _ seed: UInt64) async throws {
        let site = world.site
        #expect(try await site.database.integrityProblems().isEmpty, "seed \(seed)")
        #expect(try await site.read { db in try Audit.problems(in: db) }.isEmpty, "seed \(seed)")
        let dangling = try await site.read { db in
            try db.count(
                """
                SELECT (SELECT COUNT(*) FROM buddy_pair p JOIN buddy_request r ON r.id = p.request_id
                        JOIN buddy_volunteer v ON v.id = p.volunteer_id WHERE p.ended_at IS NULL
                        AND (r.erased_at IS NOT NULL OR v.erased_at IS NOT NULL))
                    + (SELECT COUNT(*) FROM people_ask WHERE state = 'open' AND person_id IS NULL)
                    + (SELECT COUNT(*) FROM trajectory_person p WHERE p.intake_id IS NOT NULL
                        AND NOT EXISTS (SELECT 1 FROM intake i WHERE i.id = p.intake_id))
                    + (SELECT COUNT(*) FROM door_intake d
                        WHERE NOT EXISTS (SELECT 1 FROM intake i WHERE i.id = d.intake_id))
                    + (SELECT COUNT(*) FROM case_key k WHERE EXISTS (SELECT 1 FROM intake i WHERE i.id = k.case_id
                        AND i.erased_at IS NOT NULL))
                """)
        }
        #expect(dangling == 0, "seed \(seed)")
        // Each open case is somebody's who works here, or stands in the queue of nobody.
        let queue = await site.get("/centrale/balie/lijst?van=niemand", as: .broker).body
        let stray = try await world.numbers(
            """
            SELECT i.number AS n FROM intake i WHERE i.state <> 'gesloten' AND NOT EXISTS (SELECT 1 FROM municipal_role r
                WHERE r.person_id = i.owner_id AND r.municipality_code = i.municipality_code) ORDER BY i.created_at LIMIT 20
            """)
        for number in stray where !queue.contains("\"/centrale/balie/\(number)\"") {
            let kept = await site.get("/centrale/balie/lijst?van=niemand", as: .centreManager).body
            #expect(
                kept.contains("\"/centrale/balie/\(number)\""),
                "seed \(seed): intake \(number) is of nobody and nowhere")
        }
    }

    /// A town in which hardly anything succeeds proves nothing.
    private static func isLively(_ world: SimWorld, _ seed: UInt64) {
        let acts = world.done
        if ProcessInfo.processInfo.environment["INZET_SEED"] != nil {
            print(acts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        }
        let never = acts.filter { $0.value == 0 }.keys.sorted()
        #expect(acts.count > 110 && never.count <= 4, "seed \(seed): never succeeded: \(never)")
    }
}
