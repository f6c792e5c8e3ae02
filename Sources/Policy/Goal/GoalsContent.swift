import Core

/// `goals.yaml`: what a goal asks, the rules it is checked by, examples, and the indicators all content speaks of.
package struct GoalsContent: ContentFile {
    package static let name = "goals"
    package let id: String
    package let version: Int
    package let title: LocalText
    package let source: SourceNote
    package let intro: LocalText
    package let letters: [Letter]
    package let fields: [Question]
    package let checks: [Check]
    package let verdicts: [Verdict]
    package let intentions: [Intention]
    package let states: [State]
    package let units: [Unit]
    package let examples: [Example]
    package let indicators: [Measure]

    /// One of the five letters of SMART.
    package struct Letter: Decodable, Sendable {
        package let id: String
        package let letter: String
        package let name: LocalText
        package let explanation: LocalText
        package let source: SourceNote
    }

    /// What is asked of a goal.
    package struct Question: Decodable, Sendable {
        package let id: String
        package let key: String
        package let question: LocalText
        package let source: SourceNote
    }

    package struct Check: Decodable, Sendable {
        package enum Level: String, Decodable, Sendable { case must, should }
        package let id: String
        package let letter: String
        package let level: Level
        package let rule: GoalRule
        package let whenMet: LocalText
        package let whenMissing: LocalText
        package let source: SourceNote

        private enum CodingKeys: String, CodingKey {
            case id, letter, level, rule, source
            case whenMet = "when-met"
            case whenMissing = "when-missing"
        }
    }

    package struct Verdict: Decodable, Sendable {
        package enum When: String, Decodable, Sendable {
            case allMustAndShould = "all-must-and-all-should"
            case allMust = "all-must"
            case someMustMissing = "some-must-missing"
        }
        package let id: String
        package let when: When
        package let text: LocalText
    }

    package struct Intention: Decodable, Sendable {
        package let id: String
        package let text: LocalText
        package let explanation: LocalText?
        /// Checks that do not count with it.
        package let waives: [String]?
    }

    package struct State: Decodable, Sendable {
        /// The rules a reading is judged by; `GoalReading` computes them.
        package enum Rule: String, Decodable, Sendable {
            case noValue = "no-value"
            case reached = "value at or past target"
            case onCourse = "value at or past the straight line from baseline to target"
            case behind = "value short of the line"
            case wrongWay = "value worse than baseline"
        }
        package let id: String
        package let text: LocalText
        package let rule: Rule
    }

    /// How figures of one kind are written.
    package struct Unit: Decodable, Sendable {
        package let id: String
        package let text: LocalText
        package let decimals: Int
    }

    package struct Example: Decodable, Sendable {
        package let id: String
        package let function: String
        package let goal: LocalText
        package let indicator: String
        package let baseline: Double
        package let target: Double
        package let months: Int
        package let why: LocalText
        package let source: SourceNote

        private enum CodingKeys: String, CodingKey {
            case id, goal, indicator, baseline, target, months, why, source
            case function = "basic-function"
        }
    }

    /// An indicator that content may speak of, whether or not a module measures it yet.
    package struct Measure: Decodable, Sendable {
        package enum Better: String, Decodable, Sendable {
            case up, down
            case neither = "none-better"
        }
        package let id: String
        package let module: String
        package let unit: String
        package let better: Better
        package let name: LocalText
    }
}

extension GoalsContent {
    package var problems: [String] {
        var problems = repeated(letters.map(\.id), in: "letters") + repeated(fields.map(\.key), in: "fields")
        problems += repeated(checks.map(\.id), in: "checks") + repeated(indicators.map(\.id), in: "indicators")
        problems += repeated(examples.map(\.id), in: "examples") + repeated(units.map(\.id), in: "units")
        let known = Set(letters.map(\.letter))
        let keys = Set(fields.map(\.key))
        for check in checks {
            if !known.contains(check.letter) { problems.append("\(check.id): there is no letter \(check.letter)") }
            if !keys.contains(check.rule.field.rawValue) {
                problems.append("\(check.id): there is no field \(check.rule.field.rawValue)")
            }
        }
        problems += pointers()
        return problems
    }

    private func pointers() -> [String] {
        var problems: [String] = []
        let checkIDs = Set(checks.map(\.id))
        for intention in intentions {
            if Goal.Intention(rawValue: intention.id) == nil {
                problems.append("intentions: \(intention.id) is unknown")
            }
            for waived in intention.waives ?? [] where !checkIDs.contains(waived) {
                problems.append("\(intention.id): there is no check \(waived)")
            }
        }
        for missing in Goal.Intention.allCases where !intentions.contains(where: { $0.id == missing.rawValue }) {
            problems.append("intentions: \(missing.rawValue) is missing")
        }
        for missing in GoalReading.Verdict.allCases where states.filter({ $0.id == missing.rawValue }).count != 1 {
            problems.append("states: \(missing.rawValue) must occur once")
        }
        for state in states where GoalReading.Verdict(rawValue: state.id)?.rule != state.rule {
            problems.append("\(state.id): the rule is another than the one that is computed")
        }
        let unitIDs = Set(units.map(\.id))
        for measure in indicators where !unitIDs.contains(measure.unit) {
            problems.append("\(measure.id): there is no unit \(measure.unit)")
        }
        let measures = Set(indicators.map(\.id))
        for example in examples where !measures.contains(example.indicator) {
            problems.append("\(example.id): there is no indicator \(example.indicator)")
        }
        for unit in units where !(0...2).contains(unit.decimals) { problems.append("\(unit.id): 0 to 2 decimals") }
        if Set(verdicts.map(\.when)).count != 3 { problems.append("verdicts: each of the three must occur once") }
        return problems
    }
}

extension GoalReading.Verdict {
    /// The rule of the content that it stands for.
    var rule: GoalsContent.State.Rule {
        switch self {
        case .achieved: .reached
        case .onTrack: .onCourse
        case .behind: .behind
        case .wrongWay: .wrongWay
        case .notMeasured: .noValue
        }
    }
}

extension GoalsContent {
    /// The newest version, for words that are asked for where the shelf is not at hand.
    static let standard: GoalsContent? = try? ContentShelf.standard.get().file(GoalsContent.self)

    /// The words of a state.
    static func label(of state: String) -> LocalText {
        standard?.states.first { $0.id == state }?.text ?? LocalText(nl: state, en: state)
    }

    func unit(_ id: String) -> Unit? { units.first { $0.id == id } }
    func measure(_ id: String) -> Measure? { indicators.first { $0.id == id } }
}
