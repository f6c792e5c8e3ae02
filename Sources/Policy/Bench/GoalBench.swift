import Community
import Core
import Storage

/// Goals on every indicator there is, with ten years of months: the table of goals is read whole.
struct GoalBench: Sendable {
    let house: House
    let world: BenchWorld
    let content: GoalsContent

    private static let goals = 200
    private static let months = 120
    private static let rounds = 8

    func months(in db: any SQLConnection) throws {
        var random = Seeded(seed: 12)
        for indicator in try IndicatorShelf(house, world.code, in: db).all {
            let start = Double(random.int(20...80))
            for month in 1...Self.months {
                let value = start + Double(Self.months - month) / 4 + Double(random.int(-6...6))
                try db.run(
                    """
                    INSERT INTO policy_indicator_month (municipality_code, indicator, month, value, base, taken_at)
                    VALUES (\(world.code), \(indicator.id), \(world.today.firstOfMonth(adding: -month)), \(value), 50,
                        \(DutchTime.moment(world.today.firstOfMonth(adding: 1 - month))))
                    """)
            }
        }
    }

    /// Rounds of two years each, long closed. Gives the newest.
    func rounds(_ town: DemoWorld, in db: any SQLConnection) throws -> PolicyCycle? {
        let first = town.today.year - 4 - Self.rounds * 2
        var previous: PolicyCycle?
        for index in 0..<Self.rounds {
            let year = first + index * 2
            let cycle = try PolicyDemo.add(
                "Plan \(year)–\(year + 1)", year...year + 1, .closed, world.code, world.officer, previous?.id, town,
                in: db)
            let demo = PolicyDemo(world: town, past: cycle, present: cycle, officer: world.officer)
            let writer = GoalDemoWriter(content: content, demo: demo)
            for (index, goal) in GoalDemoWriter.past(demo).enumerated() {
                try writer.write(goal, number: index + 1, in: cycle, in: db)
            }
            previous = cycle
        }
        return previous
    }

    /// Fills the goals of the round up to two hundred, and counts each figure once, as the work of the night would.
    func present(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        let shelf = try IndicatorShelf(house, world.code, in: db)
        guard !shelf.all.isEmpty else { return }
        let writer = GoalDemoWriter(content: content, demo: demo)
        let there = try db.count(
            "SELECT COALESCE(MAX(number), 0) FROM policy_goal WHERE cycle_id = \(demo.present.id)")
        for number in (there + 1)..<max(there + 2, Self.goals + 1) {
            let indicator = shelf.all[number % shelf.all.count]
            try writer.write(
                GoalDemo(
                    result: "Doel \(number): meer mensen doen mee", forWhom: "inwoners", indicator: indicator.id,
                    measure: "cijfer", unit: "mensen", baseline: 20, target: 90, source: "Inzet telt dit zelf",
                    agreedWith: "de vrijwilligerscentrale", budget: "4 uur per week"),
                number: number, in: demo.present, in: db)
        }
        try IndicatorCache.freshen(world.code, shelf, now: world.now, in: db)
    }
}
