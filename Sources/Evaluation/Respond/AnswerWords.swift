package import Core
package import Questionnaires

/// Answers in words, a line for each thing that was said.
package struct AnswerWords: Sendable {
    let questionnaire: Questionnaire
    let language: String
    let t: Texts

    /// - Parameter language: one of the questionnaire's.
    package init(questionnaire: Questionnaire, language: String, t: Texts) {
        self.questionnaire = questionnaire
        self.language = language
        self.t = t
    }

    /// Nothing when it was left open.
    package func lines(_ question: Question, _ answers: Answers) -> [String] {
        guard let answer = answers[question.id] else { return [] }
        if case .rows(let rows) = answer {
            return question.rows.compactMap { row in
                guard let own = rows[row.code] else { return nil }
                let said = self.said(own, question, "\(question.id)_\(row.code)", answers)
                let name = answers.others["\(question.id)_\(row.code)"].map { " (\($0))" } ?? ""
                return said.isEmpty ? nil : row.label(language) + name + ": " + said.joined(separator: ", ")
            }
        }
        let said = self.said(answer, question, question.id, answers)
        guard question.kind == .ranking else { return said }
        return said.enumerated().map { "\($0.offset + 1). \($0.element)" }
    }

    private func said(_ answer: Answer, _ question: Question, _ key: String, _ answers: Answers) -> [String] {
        switch answer {
        case .codes(let codes):
            return codes.map { code in
                let label = question.choices.first { $0.code == code }?.label(language) ?? step(code, of: question)
                guard let other = answers.others["\(key)_\(code)"] else { return label }
                return label + ": " + other
            }
        case .number(let number):
            let text = AnswerFields.text(number, decimals: question.decimals, language: language)
            return [[text, question.unit?(language)].compactMap { $0 }.joined(separator: " ")]
        case .text(let text): return text.isEmpty ? [] : [text]
        case .day(let day): return [t.date(day)]
        case .rows: return []
        }
    }

    /// A step of a scale, with the words at its ends.
    private func step(_ code: Int, of question: Question) -> String {
        let ending =
            code == question.steps.first ? question.lowLabel : code == question.steps.last ? question.highLabel : nil
        return ending.map { "\(code) (\($0(language)))" } ?? String(code)
    }
}
