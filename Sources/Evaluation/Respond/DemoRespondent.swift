import Core
package import Questionnaires

/// Fills in any questionnaire as somebody might: for the demo and for tests. The same seed gives the same answers.
///
/// Each has a mood between 0 and 1 that shows in all their scales and grids, so that answers hang together as those of
/// real people do. They skip a question now and then, and few write in their own words.
package struct DemoRespondent: Sendable {
    private let questionnaire: Questionnaire
    private var random: Seeded
    private let mood: Double
    /// Answers that are given already, such as the size of the municipality; they win.
    package var given: [String: Answer] = [:]
    /// What they write in open questions, one of these.
    package var remarks: [String] = [
        "Meer tijd voor nieuwe vrijwilligers.", "Het contact met de coördinator is prettig.",
        "De onkosten komen soms laat.", "Ik zou graag een keer een cursus volgen.", "Ga zo door!",
        "Het is vaak niet duidelijk bij wie je moet zijn.", "Leuk werk, goede sfeer.",
    ]

    package init(_ questionnaire: Questionnaire, seed: UInt64) {
        self.questionnaire = questionnaire
        var random = Seeded(seed: seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x51)
        // The middle of three: most are neither gloomy nor delighted.
        let three = (0..<3).map { _ in Double.random(in: 0...1, using: &random) }.sorted()
        mood = three[1]
        self.random = random
    }

    /// - Parameter share: of the pages, after which they stop.
    package mutating func answers(stoppingAt share: Double = 1) -> Answers {
        var answers = Answers()
        var block: String?
        var pages = 0
        let most = questionnaire.blocks.count
        while pages <= most * 2, let next = questionnaire.next(after: block, answers) {
            for question in questionnaire.visible(in: next, answers) where question.kind != .info {
                fill(question, &answers)
            }
            block = next.id
            pages += 1
            if share < 1, questionnaire.progress(at: next.id, answers) >= share { break }
        }
        return answers
    }

    private mutating func fill(_ question: Question, _ answers: inout Answers) {
        answers.seen.insert(question.id)
        if let fixed = given[question.id] {
            answers.values[question.id] = fixed
            return
        }
        if !question.isRequired, random.chance(4) { return }
        answers.values[question.id] = answer(question)
        for other in question.others {
            let own = other.row.map { answers[question.id]?.row($0) } ?? answers[question.id]
            if own?.codes.contains(other.code) == true { answers.others[other.key] = random.pick(Self.others) }
        }
    }

    private static let others = [
        "de kerk", "de buurtvereniging", "een stichting", "samen met anderen", "nog niet bekend",
    ]

    private mutating func answer(_ question: Question) -> Answer? {
        switch question.kind {
        case .info: return nil
        case .single: return one(question.choices).map { .codes([$0]) }
        case .multiple: return several(question.choices).map { .codes($0) }
        case .scale: return step(question).map { .codes([$0]) }
        case .number: return number(question).map { .number($0) }
        case .date: return .day(Day(number: 20_400 + random.int(0...300)))
        case .text: return random.chance(question.isRequired ? 100 : 22) ? random.pick(remarks).map { .text($0) } : nil
        case .ranking:
            let order = question.choices.map(\.code).shuffled(using: &random)
            return order.isEmpty ? nil : .codes(Array(order.prefix(max(1, min(3, order.count)))))
        case .grid: return rows(question) { $0.one(question.choices).map { .codes([$0]) } }
        case .gridMultiple: return rows(question) { $0.several(question.choices).map { .codes($0) } }
        case .gridNumber: return rows(question) { $0.number(question).map { .number($0) } }
        }
    }

    private mutating func rows(_ question: Question, _ make: (inout DemoRespondent) -> Answer?) -> Answer? {
        var found: [Int: Answer] = [:]
        for row in question.rows { found[row.code] = make(&self) }
        return found.isEmpty ? nil : .rows(found)
    }

    /// Good moods lean to the first answers; "weet niet" and "anders" are rare.
    private mutating func one(_ choices: [Choice]) -> Int? {
        let plain = choices.filter { !$0.isMissing && !$0.hasText }
        if plain.isEmpty || random.chance(5) { return random.pick(choices)?.code }
        let middle = (1 - mood) * Double(plain.count - 1)
        let place = (middle + spread() * Double(plain.count) / 3).rounded()
        return plain[min(plain.count - 1, max(0, Int(place)))].code
    }

    private mutating func several(_ choices: [Choice]) -> [Int]? {
        if let alone = choices.first(where: \.isExclusive), random.chance(9) { return [alone.code] }
        var picked: [Int] = []
        let likely = 20 + Int(mood * 45)
        for (index, choice) in choices.enumerated() where !choice.isExclusive {
            let chance = choice.hasText ? 8 : max(8, likely - index * 2)
            if random.chance(chance) { picked.append(choice.code) }
        }
        if picked.isEmpty { return random.pick(choices.filter { !$0.hasText }).map { [$0.code] } }
        return picked
    }

    private mutating func step(_ question: Question) -> Int? {
        let steps = question.steps
        guard let last = steps.indices.last else { return random.pick(question.choices)?.code }
        let place = (mood * Double(last) + spread() * Double(steps.count) / 4).rounded()
        return steps[min(last, max(0, Int(place)))]
    }

    private mutating func number(_ question: Question) -> Double? {
        let low = max(question.lowest ?? 0, -1_000_000)
        let high = min(question.highest ?? max(low + 40, 40), 1_000_000)
        guard low <= high else { return nil }
        // Small numbers are common, large ones rare.
        let share = Double.random(in: 0...1, using: &random) * Double.random(in: 0...1, using: &random)
        var scale = 1.0
        for _ in 0..<min(max(question.decimals, 0), 6) { scale *= 10 }
        return min(high, max(low, ((low + share * (high - low)) * scale).rounded() / scale))
    }

    /// Around zero, seldom beyond one.
    private mutating func spread() -> Double {
        Double.random(in: -0.5...0.5, using: &random) + Double.random(in: -0.5...0.5, using: &random)
    }
}
