import Community
import Core
import Policy
import Storage

/// Two hundred goals on every indicator with ten years of months, for the measurements: the table of goals is read whole.
struct BenchGoals {
    let code: String
    let now: Moment

    private static let goals = 200
    private static let months = 120

    func write(_ indicators: [Indicator], officer: String, in db: any SQLConnection) throws {
        guard !indicators.isEmpty else { return }
        let year = now.day.year
        try db.run(
            """
            INSERT INTO policy_cycle (id, number, municipality_code, name, first_year, last_year, phase, step, owner_id,
                created_at)
            VALUES ('bench-cycle', 1, \(code), 'Meetplan', \(year), \(year + 3), \(PolicyCycle.Phase.running), 9,
                \(officer), \(now))
            """)
        for number in 1...Self.goals {
            let indicator = indicators[number % indicators.count]
            try db.run(
                """
                INSERT INTO policy_goal (id, cycle_id, number, result, for_whom, intention, better, indicator, measure, unit,
                    decimals, baseline_value, baseline_day, target_value, target_day, source, owner_id, agreed_with, budget,
                    review_day, version, created_at)
                VALUES (\("bench-goal-\(number)"), 'bench-cycle', \(number), \("Doel \(number)"), 'inwoners',
                    \(Goal.Intention.raise), \(Goal.Better.up), \(indicator.id), 'cijfer', 'mensen', 0, 1,
                    \(now.day.firstOfMonth(adding: -Self.months)), 100, \(now.day + 700), 'Inzet', \(officer), '', '',
                    \(now.day + 90), 1, \(now))
                """)
        }
        for indicator in indicators {
            for month in 1...Self.months {
                try db.run(
                    """
                    INSERT INTO policy_indicator_month (municipality_code, indicator, month, value, base, taken_at)
                    VALUES (\(code), \(indicator.id), \(now.day.firstOfMonth(adding: -month)), \(Double(month)), 50,
                        \(now))
                    """)
            }
        }
    }
}
