import Core
import Storage

/// How goals stood at a moment that may be past: what was measured later belongs to the next evaluation.
enum YearEndReadings {
    static func load(_ goals: [Goal], now: Moment, in db: any SQLConnection) throws -> [Goal.Identity: GoalReading] {
        var readings = try GoalReadings.load(goals, now: now, in: db)
        for goal in goals {
            guard let day = readings[goal.id]?.day, day > now.day else { continue }
            readings[goal.id] = try goal.isLive ? kept(goal, now, in: db) : typed(goal, now, in: db)
        }
        return readings
    }

    /// The last month that was kept by then.
    private static func kept(_ goal: Goal, _ now: Moment, in db: any SQLConnection) throws -> GoalReading {
        let month = now.day.firstOfMonth()
        let row = try db.first(
            """
            SELECT value, base, month FROM policy_indicator_month WHERE municipality_code = \(goal.municipality)
            AND indicator = \(goal.indicator) AND month <= \(month) AND value IS NOT NULL ORDER BY month DESC LIMIT 1
            """)
        return try GoalReading(
            goal, value: row.map { try $0("value") },
            day: row.map { try $0("month", as: Day.self).firstOfMonth(adding: 1) - 1 },
            base: row?("base"), today: now.day)
    }

    /// The last figure that somebody wrote down by then.
    private static func typed(_ goal: Goal, _ now: Moment, in db: any SQLConnection) throws -> GoalReading {
        let last = try GoalMeasurement.all(of: goal.id, in: db).inForce.last { $0.day <= now.day }
        return GoalReading(
            goal, value: last?.value, day: last?.day, base: last?.base, margin: last?.margin, today: now.day)
    }
}
