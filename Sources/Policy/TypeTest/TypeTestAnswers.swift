package import Storage

/// What one person answered to the statements, in the order of their numbers.
package struct TypeTestAnswers: Sendable, Hashable, SQLConvertible {
    package enum Answer: Character, Sendable, Hashable { case a = "a", b = "b", none = "-" }

    package var answers: [Answer]

    package init(_ answers: [Answer]) { self.answers = answers }
    /// Nothing answered yet.
    package init(count: Int) { answers = Array(repeating: .none, count: count) }

    /// Reads `aab-…`; anything else than `a` and `b` is no answer.
    package init(text: String) { answers = text.map { Answer(rawValue: $0) ?? .none } }
    package var text: String { String(answers.map(\.rawValue)) }

    package subscript(number number: Int) -> Answer {
        get { answers.indices.contains(number - 1) ? answers[number - 1] : .none }
        set { if answers.indices.contains(number - 1) { answers[number - 1] = newValue } }
    }

    package var missing: Int { answers.count { $0 == .none } }
    package var isComplete: Bool { !answers.isEmpty && missing == 0 }

    package var sqlValue: SQLValue { .text(text) }
    package init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(text: text)
    }
}
