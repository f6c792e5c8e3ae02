import Community
package import Core
package import Storage
import Synchronization

extension Goal {
    /// What is counted stands in `policy_indicator_now`, also when there was nothing to count; before the first count
    /// an indicator is believed to be one of ours.
    static let columns: SQL = """
        SELECT g.*, c.municipality_code, c.number AS cycle_number, c.closed_at, p.name AS owner_name,
            (EXISTS (SELECT 1 FROM policy_indicator_now n
                WHERE n.municipality_code = c.municipality_code AND n.indicator = g.indicator)
             OR NOT EXISTS (SELECT 1 FROM policy_indicator_now n WHERE n.municipality_code = c.municipality_code))
                AS is_counted
        FROM policy_goal g JOIN policy_cycle c ON c.id = g.cycle_id LEFT JOIN person p ON p.id = g.owner_id
        """

    /// The goals of a round in their order, without those that were put away.
    package static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [Goal] {
        try GoalRecall.goals(of: cycle) {
            try db.rows(
                "\(columns) WHERE g.cycle_id = \(cycle) AND g.archived_at IS NULL ORDER BY g.number"
            ).map(Goal.init(row:))
        }
    }

    /// Those of all of them that somebody pulls.
    static func all(of cycle: PolicyCycle.Identity, ownedBy person: String, in db: any SQLConnection) throws -> [Goal] {
        try db.rows(
            """
            \(columns) WHERE g.cycle_id = \(cycle) AND g.archived_at IS NULL AND g.owner_id = \(person)
            ORDER BY g.number
            """
        ).map(Goal.init(row:))
    }

    /// The days on which is looked back at a goal, from this one.
    static func reviews(
        of cycle: PolicyCycle, from: Day, in db: any SQLConnection
    ) throws -> [(id: String, result: String, day: Day, path: String)] {
        try db.rows(
            """
            SELECT id, number, result, review_day FROM policy_goal
            WHERE cycle_id = \(cycle.id) AND archived_at IS NULL AND review_day >= \(from) ORDER BY number
            """
        ).map { row in
            let number: Int = try row("number")
            return try (
                id: row("id"), result: row("result"), day: row("review_day"), path: path(cycle.number, number)
            )
        }
    }

    /// Those that were put away.
    static func archived(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [Goal] {
        try db.rows(
            "\(columns) WHERE g.cycle_id = \(cycle) AND g.archived_at IS NOT NULL ORDER BY g.number"
        ).map(Goal.init(row:))
    }

    package static func find(_ id: Identity, in db: any SQLConnection) throws -> Goal? {
        try db.first("\(columns) WHERE g.id = \(id)").map(Goal.init(row:))
    }

    package static func find(number: Int, of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> Goal? {
        try db.first("\(columns) WHERE g.cycle_id = \(cycle) AND g.number = \(number)").map(Goal.init(row:))
    }
}

/// An aim of a goal as it was set; the last one holds. Nothing is ever changed here.
package struct GoalTarget: Sendable, Equatable {
    package let sequence: Int
    package let value: Double
    package let day: Day
    package let reason: String
    package let setAt: Moment

    /// The aims of a goal, the first one first.
    package static func all(of goal: Goal.Identity, in db: any SQLConnection) throws -> [GoalTarget] {
        try db.rows("SELECT * FROM policy_goal_target WHERE goal_id = \(goal) ORDER BY seq").map { row in
            try GoalTarget(
                sequence: row("seq"), value: row("value"), day: row("day"), reason: row("reason"), setAt: row("set_at"))
        }
    }
}

/// A figure that someone measured and wrote down. A mistake is mended by a later row that takes its place.
package struct GoalMeasurement: Sendable, Equatable {
    package let id: String
    package let goal: Goal.Identity
    package let sequence: Int
    package let value: Double
    package let day: Day
    package let source: String
    /// How many were asked or counted; `nil` when that says nothing.
    package let base: Int?
    /// Half the width of the interval around the value.
    package let margin: Double?
    /// The row whose place this takes, and why.
    package let corrects: String?
    package let reason: String
    package let recordedAt: Moment

    init(row: Row) throws {
        id = try row("id")
        goal = try row("goal_id")
        sequence = try row("seq")
        value = try row("value")
        day = try row("day")
        source = try row("source")
        base = try row("base")
        margin = try row("margin")
        corrects = try row("corrects_id")
        reason = try row("reason")
        recordedAt = try row("recorded_at")
    }

    /// All rows of a goal as they were written down, the corrected ones too.
    package static func all(of goal: Goal.Identity, in db: any SQLConnection) throws -> [GoalMeasurement] {
        try db.rows("SELECT * FROM policy_goal_measurement WHERE goal_id = \(goal) ORDER BY day, seq").map(
            GoalMeasurement.init(row:))
    }
}

extension [GoalMeasurement] {
    /// Without the rows whose place was taken.
    var inForce: [GoalMeasurement] {
        let replaced = Set(compactMap(\.corrects))
        return filter { !replaced.contains($0.id) }
    }
}

/// Remembers the goals of a round while one page is made: its parts each ask for them, and there may be hundreds.
///
/// Only around a reading transaction: what changes meanwhile is not seen.
enum GoalRecall {
    private final class Memory: Sendable {
        let goals = Mutex<[PolicyCycle.Identity: [Goal]]>([:])
    }

    @TaskLocal private static var current: Memory?

    static func during<Value>(_ body: () throws -> Value) rethrows -> Value {
        try $current.withValue(Memory(), operation: body)
    }

    static func goals(of cycle: PolicyCycle.Identity, read: () throws -> [Goal]) rethrows -> [Goal] {
        guard let current else { return try read() }
        if let known = current.goals.withLock({ $0[cycle] }) { return known }
        let goals = try read()
        current.goals.withLock { $0[cycle] = goals }
        return goals
    }
}
