package import Core
package import Web

/// How far a goal is: its last figure and what that says.
package struct GoalReading: Sendable, Equatable {
    /// The judgements of `goals.yaml`, computed by its rules.
    package enum Verdict: String, Sendable, CaseIterable {
        case achieved = "state-reached"
        case onTrack = "state-on-course"
        case behind = "state-behind"
        case wrongWay = "state-wrong-way"
        case notMeasured = "state-not-measured"

        /// In the words of the content: `t(verdict.label)`.
        package var label: LocalText { GoalsContent.label(of: rawValue) }

        package var tone: Part.Tone {
            switch self {
            case .achieved, .onTrack: .good
            case .behind: .wait
            case .wrongWay, .notMeasured: .bad
            }
        }
    }

    package let verdict: Verdict
    /// The last figure; `nil` when it was never measured.
    package let value: Double?
    /// The day the figure is about.
    package let day: Day?
    /// How many it is about: answers to a survey, applications. `nil` when that says nothing.
    package let base: Int?
    /// Half the width of the interval around the value, for samples.
    package let margin: Double?
    /// Where the straight line from baseline to target stands on that day.
    package let expected: Double?

    /// Judges a figure of a goal.
    ///
    /// Reached is at or past the target; on course at or past the straight line from baseline to target. Without a
    /// baseline there is no line: then it is on course until the day of the target.
    package init(
        _ goal: Goal, value: Double?, day: Day?, base: Int? = nil, margin: Double? = nil, today: Day
    ) {
        self.value = value
        self.day = day
        self.base = base
        self.margin = margin
        guard let value else {
            verdict = .notMeasured
            expected = nil
            return
        }
        let line = GoalLine(goal)
        let expected = line.value(on: day ?? today)
        self.expected = expected
        let sign = goal.better == .up ? 1.0 : -1
        // A figure counts as it is shown: 89,96 is 90,0 to everyone who reads it.
        let shown = Self.rounded(value, goal.decimals)
        func isPast(_ mark: Double) -> Bool { (shown - Self.rounded(mark, goal.decimals)) * sign >= 0 }
        if isPast(goal.target) {
            verdict = .achieved
        } else if let baseline = goal.baseline, goal.intention != .keep, !isPast(baseline) {
            verdict = .wrongWay
        } else if let expected {
            verdict = isPast(expected) ? .onTrack : .behind
        } else {
            verdict = (day ?? today) < goal.targetDay ? .onTrack : .behind
        }
    }

    private static func rounded(_ value: Double, _ decimals: Int) -> Double {
        let scale = [1.0, 10, 100][min(2, max(0, decimals))]
        return (value * scale).rounded() / scale
    }
}

/// The straight line from where a goal began to where it must be.
struct GoalLine: Sendable {
    let start: (day: Day, value: Double)?
    let end: (day: Day, value: Double)

    init(_ goal: Goal) {
        end = (goal.targetDay, goal.target)
        if let value = goal.baseline, let day = goal.baselineDay, day < goal.targetDay {
            start = (day, value)
        } else {
            start = nil
        }
    }

    /// `nil` without a start; level before the start and after the end.
    func value(on day: Day) -> Double? {
        guard let start else { return nil }
        let part = Double(day - start.day) / Double(end.day - start.day)
        return start.value + (end.value - start.value) * min(1, max(0, part))
    }
}
