import Questionnaires

/// The rows of a comparison in the order and the words of the questionnaire.
struct BenchmarkQuestions {
    struct Row {
        let question: String
        /// The name of the column.
        let column: String
        /// The key of the row, see `BenchmarkFigure`.
        let row: String
        let label: String
    }

    let rows: [Row]

    init(_ questionnaire: Questionnaire, language: String) {
        rows = questionnaire.questions.flatMap { question -> [Row] in
            let text = question.text(language)
            switch question.kind {
            case .info, .text, .date: return []
            case .number: return [Row(question: text, column: question.id, row: "mean", label: "")]
            case .ranking:
                return question.choices.map {
                    Row(question: text, column: "\(question.id)_\($0.code)", row: "mean", label: $0.label(language))
                }
            case .gridNumber:
                return question.rows.map {
                    Row(question: text, column: "\(question.id)_\($0.code)", row: "mean", label: $0.label(language))
                }
            case .single, .multiple:
                return question.choices.map {
                    Row(question: text, column: question.id, row: "c\($0.code)", label: $0.label(language))
                }
            case .scale:
                return question.steps.prefix(101).map {
                    Row(question: text, column: question.id, row: "c\($0)", label: "\($0)")
                }
            case .grid, .gridMultiple:
                return question.rows.flatMap { row in
                    question.choices.map { choice in
                        Row(
                            question: "\(text) – \(row.label(language))", column: "\(question.id)_\(row.code)",
                            row: "c\(choice.code)", label: choice.label(language))
                    }
                }
            }
        }
    }
}
