import Questionnaires

extension Questionnaire {
    /// Only the questions that still ask what `original` asks under their names, with the same answers and rows
    /// (`AskedQuestion`). A copy of a ready-made questionnaire may be changed freely; a question that was is no longer
    /// the question of other municipalities.
    func unchanged(since original: Questionnaire) -> Questionnaire {
        var copy = self
        for block in copy.blocks.indices {
            copy.blocks[block].questions.removeAll { question in
                original.question(question.id) == nil || change(of: question, since: original) != nil
            }
        }
        return copy
    }

    /// What was made of a question of `original`; `nil` when it is the same, and when there is none of that name.
    func change(of question: Question, since original: Questionnaire) -> QuestionChange? {
        guard let before = original.question(question.id) else { return nil }
        let language = original.languages.first ?? "nl"
        let now = AskedQuestion(question, in: language, first: languages.first ?? "nl")
        return now.change(since: AskedQuestion(before, in: language, first: language))
    }

    /// The questions of `original` whose figures this one cannot give: they were changed, or taken out.
    func departures(from original: Questionnaire) -> [String] {
        original.comparable.map(\.id).filter { id in
            question(id).map { change(of: $0, since: original) != nil } ?? true
        }
    }

    /// The questions that have figures.
    var comparable: [Question] { questions.filter { ![.info, .text, .date].contains($0.kind) } }
}
