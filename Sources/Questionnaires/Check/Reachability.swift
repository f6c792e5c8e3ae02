import Core

/// Whether a condition can hold at all, seen together with the conditions of the questions it looks at.
///
/// The condition is written out as alternatives (disjunctive normal form). Of each alternative it tries, per question,
/// every answer that could matter; a question that has to be answered brings its own condition along. What takes too
/// long to find out counts as possible: the check warns, it does not prove that all is well.
struct Reachability {
    /// One part of a condition, which holds or must not hold.
    private struct Literal: Hashable {
        let node: Expression.Node
        let holds: Bool
    }

    private let questionnaire: Questionnaire
    /// By question, its condition and that of its page.
    private let conditions: [String: [Expression.Node]]
    /// Answers tried against parts of conditions that are still allowed: for one question, and for all.
    private var budget = 0
    private var total = 2_000_000

    init(_ questionnaire: Questionnaire) {
        self.questionnaire = questionnaire
        var conditions: [String: [Expression.Node]] = [:]
        for block in questionnaire.blocks {
            for question in block.questions {
                conditions[question.id] = [block.showIf, question.showIf].compactMap { text in
                    text.flatMap { try? Expression($0).root }
                }
            }
        }
        self.conditions = conditions
    }

    /// Whether someone can get to the question.
    mutating func canReach(_ id: String) -> Bool {
        guard let nodes = conditions[id], !nodes.isEmpty else { return true }
        return canHold(.all(nodes), expands: true)
    }

    /// Whether the condition can hold.
    ///
    /// - Parameter expands: Together with the conditions of the questions it looks at.
    mutating func canHold(_ node: Expression.Node, expands: Bool = false) -> Bool {
        budget = min(total, 20_000)
        defer { total -= min(total, 20_000 - max(0, budget)) }
        guard let alternatives = Self.alternatives(node, holds: true) else { return true }
        return alternatives.contains { canHold($0, expanded: [], expands: expands) }
    }

    private mutating func canHold(_ literals: [Literal], expanded: Set<String>, expands: Bool) -> Bool {
        var due: String?
        for reference in Self.references(literals) {
            let own = literals.filter { Self.reference($0.node) == reference }
            guard let states = states(reference, own) else { continue }
            budget -= states.count * own.count + literals.count
            if budget < 0 { return true }
            let possible = states.filter { state in
                own.allSatisfy { Expression.holds($0.node, state, isMissing) == $0.holds }
            }
            if possible.isEmpty { return false }
            let isAnswered = possible.allSatisfy { $0.values[reference.question] != nil }
            if isAnswered, due == nil, !expanded.contains(reference.question) { due = reference.question }
        }
        guard expands, let due else { return true }
        guard let alternatives = Self.alternatives(.all(conditions[due] ?? []), holds: true) else { return true }
        return alternatives.contains { canHold(literals + $0, expanded: expanded.union([due]), expands: true) }
    }

    private func isMissing(_ id: String, _ code: Int) -> Bool {
        questionnaire.question(id)?.choices.contains { $0.code == code && $0.isMissing } ?? false
    }
}

// MARK: - Alternatives

extension Reachability {
    /// More is not looked at.
    private static let mostAlternatives = 64

    /// `nil` when there are too many.
    private static func alternatives(_ node: Expression.Node, holds: Bool) -> [[Literal]]? {
        switch node {
        case .not(let inner): return alternatives(inner, holds: !holds)
        case .all(let nodes): return combine(nodes, holds: holds, isProduct: holds)
        case .any(let nodes): return combine(nodes, holds: holds, isProduct: !holds)
        case .compare, .has, .answered, .count: return [[Literal(node: node, holds: holds)]]
        }
    }

    private static func combine(_ nodes: [Expression.Node], holds: Bool, isProduct: Bool) -> [[Literal]]? {
        var result: [[Literal]] = isProduct ? [[]] : []
        for node in nodes {
            guard let parts = alternatives(node, holds: holds) else { return nil }
            result = isProduct ? result.flatMap { left in parts.map { left + $0 } } : result + parts
            if result.count > mostAlternatives { return nil }
        }
        return result
    }

    private static func references(_ literals: [Literal]) -> [Expression.Reference] {
        var found: [Expression.Reference] = []
        for literal in literals {
            if let reference = reference(literal.node), !found.contains(reference) { found.append(reference) }
        }
        return found
    }

    private static func reference(_ node: Expression.Node) -> Expression.Reference? {
        switch node {
        case .compare(let reference, _, _), .has(let reference, _), .answered(let reference),
            .count(let reference, _, _):
            reference
        case .all, .any, .not: nil
        }
    }
}

// MARK: - Answers to try

extension Reachability {
    /// The answers that could make a difference, not answered among them; `nil` when there are too many to try.
    private func states(_ reference: Expression.Reference, _ literals: [Literal]) -> [Answers]? {
        guard let question = questionnaire.question(reference.question), question.kind != .info else { return nil }
        // Of a grid as a whole the rows together decide.
        if question.kind.isGrid, reference.row == nil { return nil }
        let found: [Answer]
        switch question.kind {
        case .single, .scale, .grid: found = question.allowedCodes.map { .codes([$0]) }
        case .multiple, .gridMultiple:
            guard let subsets = Self.subsets(question.choices) else { return nil }
            found = subsets.map(Answer.codes)
        case .number, .gridNumber: found = numbers(question, literals).map(Answer.number)
        case .date:
            found = texts(literals).compactMap(Day.init(iso:)).flatMap { [.day($0 - 1), .day($0), .day($0 + 1)] }
        case .text: found = (texts(literals) + ["\u{1}"]).map(Answer.text)
        case .ranking, .info: return nil
        }
        return [Answers()]
            + found.map { answer in
                Answers(values: [reference.question: reference.row.map { .rows([$0: answer]) } ?? answer])
            }
    }

    private static func subsets(_ choices: [Choice]) -> [[Int]]? {
        guard choices.count <= 10 else { return nil }
        return (1..<(1 << choices.count)).compactMap { bits in
            let chosen = choices.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element)
            return chosen.count > 1 && chosen.contains(where: \.isExclusive) ? nil : chosen.map(\.code)
        }
    }

    /// The bounds, and for each number in a condition the number and its neighbours.
    private func numbers(_ question: Question, _ literals: [Literal]) -> [Double] {
        var step = 1.0
        for _ in 0..<max(0, min(question.decimals, 9)) { step /= 10 }
        var found = [question.lowest ?? -1e12, question.highest ?? 1e12]
        for literal in literals {
            guard case .compare(_, _, .number(let number)) = literal.node else { continue }
            let digits = (number / step).rounded() * step
            found += [digits - step, digits, digits + step]
            if abs(digits - number) < step / 1000 { found.append(number) }
        }
        return found.filter { $0 >= question.lowest ?? -.infinity && $0 <= question.highest ?? .infinity }
    }

    private func texts(_ literals: [Literal]) -> [String] {
        literals.compactMap { literal in
            guard case .compare(_, _, .text(let text)) = literal.node else { return nil }
            return text
        }
    }
}
