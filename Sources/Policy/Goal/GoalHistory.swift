import Core
import Storage

/// The figures of a goal over time, for its line.
struct GoalPoint: Sendable, Equatable {
    let day: Day
    let value: Double
    var base: Int?
    var margin: Double?
}

enum GoalHistory {
    /// The line of each goal: kept months and today for what the platform measures, else what people wrote down.
    ///
    /// It begins with the baseline; a kept month from before it is left out.
    static func load(_ goals: [Goal], _ readings: [Goal.Identity: GoalReading], in db: any SQLConnection) throws
        -> [Goal.Identity: [GoalPoint]]
    {
        if goals.isEmpty { return [:] }
        let months = try months(goals, in: db)
        let typed = Dictionary(
            grouping: try db.rows(
                "SELECT * FROM policy_goal_measurement WHERE goal_id IN (\(list: goals.map(\.id))) ORDER BY day, seq"
            ).map(GoalMeasurement.init(row:)), by: \.goal)
        var lines: [Goal.Identity: [GoalPoint]] = [:]
        for goal in goals {
            var points = goal.indicator.flatMap { months[Key(municipality: goal.municipality, indicator: $0)] } ?? []
            if points.isEmpty || goal.indicator == nil {
                points = (typed[goal.id] ?? []).inForce.map {
                    GoalPoint(day: $0.day, value: $0.value, base: $0.base, margin: $0.margin)
                }
            }
            lines[goal.id] = line(goal, points, readings[goal.id])
        }
        return lines
    }

    private static func line(_ goal: Goal, _ points: [GoalPoint], _ reading: GoalReading?) -> [GoalPoint] {
        var line = points
        if let baseline = goal.baseline, let day = goal.baselineDay {
            line = [GoalPoint(day: day, value: baseline)] + points.filter { $0.day > day }
        }
        if let closed = goal.closedAt?.day { line.removeAll { $0.day > closed.firstOfMonth(adding: 1) } }
        if let value = reading?.value, let day = reading?.day, line.last.map({ $0.day < day }) ?? true {
            line.append(GoalPoint(day: day, value: value, base: reading?.base, margin: reading?.margin))
        }
        return line
    }

    private struct Key: Hashable {
        let municipality: String
        let indicator: String
    }

    private static func months(_ goals: [Goal], in db: any SQLConnection) throws -> [Key: [GoalPoint]] {
        let indicators = Set(goals.compactMap(\.indicator)).sorted()
        guard !indicators.isEmpty else { return [:] }
        let first = goals.map { $0.baselineDay ?? $0.createdAt.day }.min() ?? Day(number: 0)
        let rows = try db.rows(
            """
            SELECT municipality_code, indicator, month, value, base, margin FROM policy_indicator_month
            WHERE municipality_code IN (\(list: Set(goals.map(\.municipality)).sorted()))
            AND indicator IN (\(list: indicators)) AND month >= \(first.firstOfMonth()) AND value IS NOT NULL
            ORDER BY month
            """)
        var points: [Key: [GoalPoint]] = [:]
        for row in rows {
            let month: Day = try row("month")
            points[Key(municipality: try row("municipality_code"), indicator: try row("indicator")), default: []]
                .append(
                    GoalPoint(
                        day: month.firstOfMonth(adding: 1) - 1, value: try row("value"), base: try row("base"),
                        margin: try row("margin")))
        }
        return points
    }
}
