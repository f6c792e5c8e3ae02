import Core

extension Expression {
    /// Whether it holds for these answers; never fails.
    ///
    /// - Parameter isMissing: Whether a code of a question says nothing about it, such as "weet niet".
    package func holds(_ answers: Answers, isMissing: (_ question: String, _ code: Int) -> Bool = { _, _ in false })
        -> Bool
    { Self.holds(root, answers, isMissing) }

    static func holds(_ node: Node, _ answers: Answers, _ isMissing: (String, Int) -> Bool) -> Bool {
        switch node {
        case .all(let nodes): nodes.allSatisfy { holds($0, answers, isMissing) }
        case .any(let nodes): nodes.contains { holds($0, answers, isMissing) }
        case .not(let node): !holds(node, answers, isMissing)
        case .answered(let reference): found(reference, answers).contains(where: isAnswered)
        case .has(let reference, let codes):
            found(reference, answers).contains { answer in answer.codes.contains(where: codes.contains) }
        case .count(let reference, let comparison, let number):
            comparison.holds(Double(found(reference, answers).reduce(0) { $0 + size($1) }), number)
        case .compare(let reference, let comparison, let value):
            found(reference, answers).contains { answer in
                compare(answer, comparison, value) { isMissing(reference.question, $0) }
            }
        }
    }

    /// The answer to a question; of a grid those of all rows, or of the one that is named.
    private static func found(_ reference: Reference, _ answers: Answers) -> [Answer] {
        guard let answer = answers[reference.question] else { return [] }
        guard case .rows(let rows) = answer else { return reference.row == nil ? [answer] : [] }
        if let row = reference.row { return rows[row].map { [$0] } ?? [] }
        return rows.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func isAnswered(_ answer: Answer) -> Bool {
        switch answer {
        case .codes(let codes): !codes.isEmpty
        case .text(let text): !text.isEmpty
        case .rows(let rows): rows.values.contains(where: isAnswered)
        case .number, .day: true
        }
    }

    private static func size(_ answer: Answer) -> Int {
        if case .codes(let codes) = answer { return codes.count }
        return isAnswered(answer) ? 1 : 0
    }

    private static func compare(
        _ answer: Answer, _ comparison: Operator, _ value: Value, _ isMissing: (Int) -> Bool
    ) -> Bool {
        switch (answer, value) {
        case (.codes(let codes), .number(let number)):
            guard codes.count == 1 else { return comparison == .unequal && codes.count > 1 }
            if comparison != .equal, comparison != .unequal, isMissing(codes[0]) { return false }
            return comparison.holds(Double(codes[0]), number)
        case (.number(let answered), .number(let number)): return comparison.holds(answered, number)
        case (.day(let day), .text(let text)):
            guard let other = Day(iso: text) else { return false }
            return comparison.holds(day, other)
        case (.text(let answered), .text(let text)):
            let isEqual = answered.trimmed.lowercased() == text.trimmed.lowercased()
            switch comparison {
            case .equal: return isEqual
            case .unequal: return !answered.isEmpty && !isEqual
            case .less, .atMost, .more, .atLeast: return false
            }
        default: return false
        }
    }
}
