package import Core
package import Storage

/// The readings of many goals at once, from what was measured and kept: figures of the platform from
/// `policy_indicator_now`, of a closed round from its last month, others from what people wrote down.
package enum GoalReadings {
    /// - Returns: a reading for every goal.
    package static func load(_ goals: [Goal], now: Moment, in db: any SQLConnection) throws -> [Goal.Identity:
        GoalReading]
    {
        if goals.isEmpty { return [:] }
        let typed = try latestTyped(goals.map(\.id), upTo: now.day, in: db)
        let live = try current(goals.filter { $0.closedAt == nil }, in: db)
        let kept = try lastKept(goals.filter { $0.closedAt != nil }, in: db)
        var readings: [Goal.Identity: GoalReading] = [:]
        for goal in goals {
            let own = typed[goal.id].map { Found(value: $0.value, day: $0.day, base: $0.base, margin: $0.margin) }
            let found: Found? =
                goal.indicator.flatMap { indicator in
                    (goal.closedAt == nil ? live : kept)[Key(goal.municipality, indicator, goal.closedAt)]
                } ?? own
            readings[goal.id] = GoalReading(
                goal, value: found?.value, day: found?.day, base: found?.base, margin: found?.margin, today: now.day)
        }
        return readings
    }

    private struct Key: Hashable {
        let municipality: String
        let indicator: String
        let closed: Day?
        init(_ municipality: String, _ indicator: String, _ closed: Moment?) {
            self.municipality = municipality
            self.indicator = indicator
            self.closed = closed?.day.firstOfMonth()
        }
    }

    private struct Found {
        let value: Double
        let day: Day
        var base: Int?
        var margin: Double?
    }

    private static func latestTyped(_ goals: [Goal.Identity], upTo day: Day, in db: any SQLConnection) throws
        -> [Goal.Identity: GoalMeasurement]
    {
        let rows = try db.rows(
            """
            SELECT m.* FROM policy_goal g JOIN policy_goal_measurement m ON m.id = (
                SELECT l.id FROM policy_goal_measurement l WHERE l.goal_id = g.id AND l.day <= \(day)
                AND NOT EXISTS (SELECT 1 FROM policy_goal_measurement n WHERE n.corrects_id = l.id)
                ORDER BY l.day DESC, l.seq DESC LIMIT 1)
            WHERE g.id IN (\(list: goals))
            """
        ).map(GoalMeasurement.init(row:))
        return Dictionary(rows.map { ($0.goal, $0) }) { first, _ in first }
    }

    private static func current(_ goals: [Goal], in db: any SQLConnection) throws -> [Key: Found] {
        let indicators = Set(goals.compactMap(\.indicator)).sorted()
        if indicators.isEmpty { return [:] }
        let rows = try db.rows(
            """
            SELECT * FROM policy_indicator_now
            WHERE municipality_code IN (\(list: Set(goals.map(\.municipality)).sorted()))
            AND indicator IN (\(list: indicators)) AND value IS NOT NULL
            """)
        var found: [Key: Found] = [:]
        for row in rows {
            let taken: Moment = try row("taken_at")
            found[Key(try row("municipality_code"), try row("indicator"), nil)] = Found(
                value: try row("value"), day: taken.day, base: try row("base"), margin: try row("margin"))
        }
        return found
    }

    /// The last month that was kept up to the month in which the round was closed.
    private static func lastKept(_ goals: [Goal], in db: any SQLConnection) throws -> [Key: Found] {
        var found: [Key: Found] = [:]
        let rounds = Dictionary(grouping: goals.filter { $0.indicator != nil }) {
            Key($0.municipality, "", $0.closedAt)
        }
        for (round, members) in rounds {
            guard let closed = round.closed else { continue }
            let rows = try db.rows(
                """
                SELECT * FROM (
                    SELECT s.*, ROW_NUMBER() OVER (PARTITION BY s.indicator ORDER BY s.month DESC) AS place
                    FROM policy_indicator_month s WHERE s.municipality_code = \(round.municipality)
                    AND s.indicator IN (\(list: Set(members.compactMap(\.indicator)).sorted())) AND s.month <= \(closed)
                    AND s.value IS NOT NULL
                ) latest WHERE place = 1
                """)
            for row in rows {
                let month: Day = try row("month")
                let key = Key(round.municipality, try row("indicator"), members[0].closedAt)
                found[key] = Found(
                    value: try row("value"), day: month.firstOfMonth(adding: 1) - 1, base: try row("base"),
                    margin: try row("margin"))
            }
        }
        return found
    }
}
