package import Core

/// What a check asks of one field of a goal, as `goals.yaml` says it.
package struct GoalRule: Decodable, Sendable {
    package enum Field: String, Decodable, Sendable, CaseIterable {
        case result, indicator, baseline, target, source, owner
        case forWhom = "for-whom"
        case baselineDate = "baseline-date"
        case targetDate = "target-date"
        case agreedWith = "agreed-with"
        case budget = "budget-or-hours"
        case reviewDate = "review-date"
    }

    package enum Test: String, Decodable, Sendable {
        case filled, number, after
        case numberOrNotMeasured = "number-or-not-measured"
        case monthsOld = "at-most-months-old"
        case withinFactor = "within-factor-of-baseline"
        case differs = "different-from-baseline"
        case withinMonths = "within-months"
    }

    package let field: Field
    package let test: Test
    package let longest: Int?
    package let months: Int?
    package let factor: Double?
    /// The field whose day must come first.
    package let than: Field?

    private enum CodingKeys: String, CodingKey {
        case field, months, factor, than
        case test = "is"
        case longest = "longest-characters"
    }
}

/// What a goal says so far, complete or not: what the rules look at.
package struct GoalFacts: Sendable, Equatable {
    package var result = ""
    package var forWhom = ""
    package var intention = Goal.Intention.raise
    /// Whether an indicator was chosen or a measure of one's own was named.
    package var hasMeasure = false
    package var source = ""
    package var baseline: Double?
    /// It was said that there is no figure yet.
    package var saysNotMeasured = false
    package var baselineDay: Day?
    package var target: Double?
    package var targetDay: Day?
    package var hasOwner = false
    package var agreedWith = ""
    package var hasBudget = false
    package var reviewDay: Day?

    package init() {}

    package init(_ goal: Goal) {
        result = goal.result
        forWhom = goal.forWhom
        intention = goal.intention
        hasMeasure = !goal.measure.isEmpty
        source = goal.source
        baseline = goal.baseline
        saysNotMeasured = goal.baseline == nil
        baselineDay = goal.baselineDay
        target = goal.target
        targetDay = goal.targetDay
        hasOwner = goal.owner != nil
        agreedWith = goal.agreedWith
        hasBudget = !goal.budget.isEmpty || goal.budgetCents != nil
        reviewDay = goal.reviewDay
    }
}

extension GoalRule {
    /// Whether the goal meets it on that day. What cannot be judged yet, such as a leap without a baseline, is met:
    /// the check on the missing field itself says so.
    package func isMet(by facts: GoalFacts, today: Day) -> Bool {
        switch test {
        case .filled: isFilled(facts)
        case .number: number(facts) != nil
        case .numberOrNotMeasured: number(facts) != nil || facts.saysNotMeasured
        case .after: isAfter(facts)
        case .monthsOld: day(field, facts).map { $0 >= today.monthsLater(-(months ?? 0)) } ?? true
        case .withinMonths: day(field, facts).map { $0 >= today && $0 <= today.monthsLater(months ?? 0) } ?? false
        case .differs: compare(facts) { $0 != $1 }
        case .withinFactor: compare(facts, isWithinFactor)
        }
    }

    private func isFilled(_ facts: GoalFacts) -> Bool {
        let text: String? =
            switch field {
            case .result: facts.result
            case .forWhom: facts.forWhom
            case .source: facts.source
            case .agreedWith: facts.agreedWith
            default: nil
            }
        if let text { return !text.isEmpty && text.count <= longest ?? .max }
        switch field {
        case .indicator: return facts.hasMeasure
        case .owner: return facts.hasOwner
        case .budget: return facts.hasBudget
        case .baseline, .target: return number(facts) != nil
        default: return day(field, facts) != nil
        }
    }

    private func number(_ facts: GoalFacts) -> Double? { field == .baseline ? facts.baseline : facts.target }

    private func day(_ field: Field, _ facts: GoalFacts) -> Day? {
        switch field {
        case .baselineDate: facts.baselineDay
        case .targetDate: facts.targetDay
        case .reviewDate: facts.reviewDay
        default: nil
        }
    }

    private func isAfter(_ facts: GoalFacts) -> Bool {
        guard let own = day(field, facts) else { return false }
        guard let other = than.flatMap({ day($0, facts) }) else { return true }
        return own > other
    }

    private func compare(_ facts: GoalFacts, _ holds: (Double, Double) -> Bool) -> Bool {
        guard let target = facts.target, let baseline = facts.baseline else { return true }
        return holds(target, baseline)
    }

    /// From nothing every leap is as large as the other; a change of sign is none a factor can measure.
    private func isWithinFactor(_ target: Double, _ baseline: Double) -> Bool {
        guard let factor, baseline != 0 else { return true }
        let ratio = target / baseline
        return ratio <= factor && ratio >= 1 / factor
    }
}

extension Day {
    /// The same day of the month so many months on, or the last day of that month when it is shorter.
    package func monthsLater(_ months: Int) -> Day {
        let first = firstOfMonth(adding: months)
        let last = first.firstOfMonth(adding: 1) - 1
        return min(last, first + (parts.day - 1))
    }
}
