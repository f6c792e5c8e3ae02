import Community
import Core
import Storage

/// The goals of a round with all that the overview shows of them.
struct GoalBoard: Sendable {
    struct Line: Sendable {
        let goal: Goal
        let reading: GoalReading
        let points: [GoalPoint]
    }

    let lines: [Line]
    let archived: [Goal]

    static func load(_ cycle: PolicyCycle, now: Moment, in db: any SQLConnection) throws -> GoalBoard {
        let goals = try Goal.all(of: cycle.id, in: db)
        return GoalBoard(
            lines: try lines(goals, now: now, in: db), archived: try Goal.archived(of: cycle.id, in: db))
    }

    /// - Parameter draws: whether the way of each goal is needed too, for its line.
    static func lines(_ goals: [Goal], now: Moment, draws: Bool = true, in db: any SQLConnection) throws -> [Line] {
        let readings = try GoalReadings.load(goals, now: now, in: db)
        let histories = draws ? try GoalHistory.load(goals, readings, in: db) : [:]
        return goals.map { goal in
            let reading = readings[goal.id] ?? GoalReading(goal, value: nil, day: nil, today: now.day)
            return Line(goal: goal, reading: reading, points: histories[goal.id] ?? [])
        }
    }

    func count(_ verdicts: Set<GoalReading.Verdict>) -> Int {
        lines.filter { verdicts.contains($0.reading.verdict) }.count
    }

    func title(_ t: Texts) -> String { Self.title(lines.map(\.goal), t) }

    /// `5 doelen, waarvan 3 zichzelf meten`: known without a reading.
    static func title(_ goals: [Goal], _ t: Texts) -> String {
        let count = goals.count
        let live = goals.filter(\.isLive).count
        switch live {
        case 0: return t.plural(count, "1 doel", "\(count) doelen")
        case count: return t.plural(count, "1 doel dat zichzelf meet", "\(count) doelen die zichzelf meten")
        case 1: return t("\(count) doelen, waarvan 1 zichzelf meet")
        default: return t("\(count) doelen, waarvan \(live) zichzelf meten")
        }
    }
}
