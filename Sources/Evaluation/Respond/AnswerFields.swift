import Core
package import Questionnaires

/// Answers as the fields of a page hold them: the way back from what `Questionnaire.read` reads.
///
/// Names: `V01` for a question, `V12.3` for row 3 of a grid, `V09.5` for the place of choice 5, `V05_7` and `V12.3_7` for
/// what was written behind "anders, namelijk".
package struct AnswerFields: Sendable {
    private var fields: [String: [String]] = [:]

    /// - Parameter language: of the page; decides between a comma and a point in numbers.
    package init(_ answers: Answers, of questions: [Question], language: String) {
        for question in questions {
            if let answer = answers[question.id] { add(answer, question, language) }
            addOthers(answers, question)
        }
    }

    /// What stands in the field; empty when there is nothing.
    package func callAsFunction(_ name: String) -> [String] { fields[name] ?? [] }

    private mutating func add(_ answer: Answer, _ question: Question, _ language: String) {
        if case .rows(let rows) = answer {
            for row in question.rows {
                guard let own = rows[row.code] else { continue }
                fields["\(question.id).\(row.code)"] = Self.values(own, question, language)
            }
        } else if question.kind == .ranking {
            for (place, code) in answer.codes.enumerated() { fields["\(question.id).\(code)"] = ["\(place + 1)"] }
        } else {
            fields[question.id] = Self.values(answer, question, language)
        }
    }

    private mutating func addOthers(_ answers: Answers, _ question: Question) {
        for other in question.others {
            guard let text = answers.others[other.key] else { continue }
            fields[other.row.map { "\(question.id).\($0)_\(other.code)" } ?? other.key] = [text]
        }
    }

    private static func values(_ answer: Answer, _ question: Question, _ language: String) -> [String] {
        switch answer {
        case .codes(let codes): codes.map(String.init)
        case .number(let number): [text(number, decimals: question.decimals, language: language)]
        case .text(let text): [text]
        case .day(let day): [day.iso]
        case .rows: []
        }
    }

    /// A number as people write it, rounded to `decimals` digits: `12,5` in Dutch, `12.5` in English.
    package static func text(_ number: Double, decimals: Int, language: String) -> String {
        let places = min(max(decimals, 0), 9)
        guard number.isFinite, abs(number) < 1e15 else { return "" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (abs(number) * scale).rounded()
        guard let whole = Int64(exactly: scaled) else { return String(number) }
        let sign = number < 0 && whole != 0 ? "-" : ""
        let unit = Int64(scale)
        if places == 0 { return sign + String(whole) }
        let rest = String(whole % unit)
        let mark = language == Language.english.rawValue ? "." : ","
        return sign + String(whole / unit) + mark + String(repeating: "0", count: places - rest.count) + rest
    }
}
