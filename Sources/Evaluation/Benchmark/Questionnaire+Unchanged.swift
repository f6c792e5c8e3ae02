import Questionnaires

extension Questionnaire {
    /// Only the questions that still ask what `original` asks under their names: of the same kind, in the same words of its
    /// first language, with the same answers and rows. A copy of a ready-made questionnaire may be changed freely; a
    /// question with other words is no longer the question of other municipalities.
    func unchanged(since original: Questionnaire) -> Questionnaire {
        let language = original.languages.first ?? "nl"
        let first = languages.first ?? "nl"
        var copy = self
        for block in copy.blocks.indices {
            copy.blocks[block].questions.removeAll { question in
                guard let before = original.question(question.id) else { return true }
                return AskedQuestion(question, language, first: first)
                    != AskedQuestion(before, language, first: language)
            }
        }
        return copy
    }
}

/// What makes a question this question and no other, in one language. The order of answers is no part of it.
private struct AskedQuestion: Equatable {
    struct Answer: Equatable {
        let label: String
        let isMissing: Bool
        let isExclusive: Bool
    }

    let kind: Question.Kind
    let text: String
    let unit: String
    let choices: [Int: Answer]
    let rows: [Int: Answer]
    /// The ends of a scale; those of a number only guard against mistakes.
    let ends: [Double?]

    init(_ question: Question, _ language: String, first: String) {
        func answers(_ list: [Choice]) -> [Int: Answer] {
            Dictionary(
                list.map {
                    (
                        $0.code,
                        Answer(
                            label: $0.label.only(language, first: first), isMissing: $0.isMissing,
                            isExclusive: $0.isExclusive)
                    )
                }
            ) { one, _ in one }
        }
        kind = question.kind
        text = question.text.only(language, first: first)
        unit = question.unit?.only(language, first: first) ?? ""
        choices = answers(question.choices)
        rows = answers(question.rows)
        ends = question.kind == .scale ? [question.lowest, question.highest] : []
    }
}
