package import Core

/// A goal held against the rules of `goals.yaml`: what is met, what is missing, and what that makes of it.
package struct SmartCheck: Sendable {
    package struct Line: Sendable {
        package let check: GoalsContent.Check
        package let isMet: Bool
    }

    package let lines: [Line]
    package let verdict: GoalsContent.Verdict.When
    /// The version of the content by which it was checked.
    package let version: Int

    /// Checks that the intention waives are left out.
    package init(_ facts: GoalFacts, _ content: GoalsContent, today: Day) {
        let waived = Set(content.intentions.first { $0.id == facts.intention.rawValue }?.waives ?? [])
        lines = content.checks.filter { !waived.contains($0.id) }.map { check in
            Line(check: check, isMet: check.rule.isMet(by: facts, today: today))
        }
        version = content.version
        let missing = lines.filter { !$0.isMet }
        if missing.isEmpty {
            verdict = .allMustAndShould
        } else if missing.contains(where: { $0.check.level == .must }) {
            verdict = .someMustMissing
        } else {
            verdict = .allMust
        }
    }

    package var missing: [Line] { lines.filter { !$0.isMet } }
}
