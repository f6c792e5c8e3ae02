import Questionnaires

/// What someone filled in so far.
struct AnswerDraft: Sendable {
    var answers = Answers()
    /// In which of the questionnaire's languages they read.
    var language: String
    var channel: SurveyChannel
    /// The page that was sent in last.
    var block: String?
    /// The row it was read from in this transaction.
    var row: String?
}

extension Questionnaire {
    /// The share of the questions on this way through it that were sent in, 0…1.
    func share(of answers: Answers) -> Double {
        let asked = Route(self, answers).pages.flatMap { $0 ?? [] }.filter { $0.kind != .info }
        if asked.isEmpty { return 1 }
        return Double(asked.count { answers.seen.contains($0.id) }) / Double(asked.count)
    }

    /// The first page that was not sent in yet or lacks an answer it must have; `nil` when all is there.
    func firstOpen(_ answers: Answers, on route: Questionnaires.Route? = nil) -> Block? {
        let pages = (route ?? Route(self, answers)).pages
        return blocks.indices.first { index in
            (pages[index] ?? []).contains { $0.kind != .info && !$0.isDone(in: answers) }
        }.map { blocks[$0] }
    }
}

extension Question {
    /// Whether it was sent in and, when it must be, answered.
    fileprivate func isDone(in answers: Answers) -> Bool {
        guard answers.seen.contains(id) else { return false }
        guard isRequired else { return true }
        guard let answer = answers[id] else { return false }
        if case .rows(let given) = answer { return rows.allSatisfy { given[$0.code] != nil } }
        return true
    }
}
