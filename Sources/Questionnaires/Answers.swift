package import Core

/// What someone answered to one question.
package enum Answer: Sendable, Hashable {
    /// The codes of the chosen answers: one for a single question or a scale, in order for a ranking. Empty: seen and
    /// left open.
    case codes([Int])
    case number(Double)
    case text(String)
    case day(Day)
    /// By the code of the row.
    case rows([Int: Answer])

    package var codes: [Int] {
        guard case .codes(let codes) = self else { return [] }
        return codes
    }

    package func row(_ code: Int) -> Answer? {
        guard case .rows(let rows) = self else { return nil }
        return rows[code]
    }
}

/// What one respondent answered. Kept as JSON; the states "not shown", "shown and left open" and "ticked" stay apart.
package struct Answers: Sendable, Hashable {
    /// By the id of the question.
    package var values: [String: Answer]
    /// What was written behind "anders, namelijk", by question id and code: `V05_7`, and `V12_3_7` in a grid.
    package var others: [String: String]
    /// The questions that were on a page which was sent in.
    package var seen: Set<String>

    package init(values: [String: Answer] = [:], others: [String: String] = [:], seen: Set<String> = []) {
        self.values = values
        self.others = others
        self.seen = seen
    }

    package subscript(id: String) -> Answer? { values[id] }
}
