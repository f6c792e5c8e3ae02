/// The way of one respondent through a questionnaire: one walk from the first question to the last.
///
/// A condition sees the answers before it that count: an answer to a question that the route no longer passes is as
/// good as not given. A condition that cannot be read holds, so that no question is lost by a mistake in it.
package struct Route: Sendable {
    /// What is asked on each page, by the number of the block; `nil` for a page that is not there.
    package let pages: [[Question]?]
    /// The answers along the route.
    package let counted: Answers

    package init(_ questionnaire: Questionnaire, _ answers: Answers) {
        var counted = Answers()
        var pages: [[Question]?] = []
        func holds(_ condition: String?) -> Bool {
            guard let condition, let expression = Expression.known(condition) else { return true }
            return expression.holds(counted) { id, code in
                questionnaire.question(id)?.choices.contains { $0.code == code && $0.isMissing } ?? false
            }
        }
        for block in questionnaire.blocks {
            guard holds(block.showIf) else {
                pages.append(nil)
                continue
            }
            // A page of which nothing falls away is shared, not copied: most are, and most are walked by often.
            var asked = block.questions
            var isWhole = true
            for (index, question) in block.questions.enumerated() {
                guard holds(question.showIf) else {
                    if isWhole { asked = Array(block.questions[..<index]) }
                    isWhole = false
                    continue
                }
                if !isWhole { asked.append(question) }
                if let value = answers.values[question.id] { counted.values[question.id] = value }
                if answers.seen.contains(question.id) { counted.seen.insert(question.id) }
            }
            // A page of text alone is a page; one whose questions all fell away is not.
            pages.append(asked.isEmpty && !block.questions.isEmpty ? nil : asked)
        }
        for (key, text) in answers.others {
            if let id = questionnaire.question(ofOther: key)?.id, counted.values[id] != nil {
                counted.others[key] = text
            }
        }
        self.pages = pages
        self.counted = counted
    }
}

extension Questionnaire {
    /// Whether the page is there at all.
    package func shows(_ block: Block, _ answers: Answers) -> Bool { page(block, answers) != nil }

    /// What is asked on that page now.
    package func visible(in block: Block, _ answers: Answers) -> [Question] { page(block, answers) ?? [] }

    /// The page after `block`, the first one after `nil`; `nil` at the end.
    ///
    /// It is `block` itself when its answers brought up a question on that same page which was not there to answer.
    package func next(after block: String?, _ answers: Answers) -> Block? {
        let route = Route(self, answers)
        var start = 0
        if let block, let index = blocks.firstIndex(where: { $0.id == block }) {
            let isNew = route.pages[index]?.contains { $0.kind != .info && !answers.seen.contains($0.id) } ?? false
            start = isNew ? index : index + 1
        }
        return (start..<blocks.count).first { route.pages[$0] != nil }.map { blocks[$0] }
    }

    /// The page before `block`; `nil` at the first.
    package func previous(before block: String, _ answers: Answers) -> Block? {
        let route = Route(self, answers)
        let end = blocks.firstIndex { $0.id == block } ?? 0
        return (0..<end).last { route.pages[$0] != nil }.map { blocks[$0] }
    }

    /// The share of the pages that lies behind someone who is at `block`, 0…1; `nil` is the end.
    package func progress(at block: String?, _ answers: Answers) -> Double {
        guard let block, let index = blocks.firstIndex(where: { $0.id == block }) else { return 1 }
        let pages = Route(self, answers).pages
        let all = pages.count { $0 != nil }
        guard all > 0 else { return 1 }
        return Double(pages[..<index].count { $0 != nil }) / Double(all)
    }

    /// The answers that count: those to questions on the route. What lies off it is kept by whoever keeps `answers`.
    package func counted(_ answers: Answers) -> Answers { Route(self, answers).counted }

    /// `V05` of `V05_7`, `V12` of `V12_3_7`: the question to which a text behind "anders" belongs.
    package func question(ofOther key: String) -> Question? {
        var rest = key[...]
        while let mark = rest.lastIndex(of: "_") {
            rest = rest[..<mark]
            if let found = question(String(rest)), found.others.contains(where: { $0.key == key }) { return found }
        }
        return nil
    }

    private func page(_ block: Block, _ answers: Answers) -> [Question]? {
        guard let index = blocks.firstIndex(where: { $0.id == block.id }) else { return nil }
        return Route(self, answers).pages[index]
    }
}

extension Question {
    /// The texts behind "anders, namelijk" it has room for: key, row of a grid, code.
    ///
    /// Without a row in a grid: the words for a row that a respondent names, `V12_7` with the code of that row.
    package var others: [(key: String, row: Int?, code: Int)] {
        let named: [(key: String, row: Int?, code: Int)] =
            kind.isGrid ? rows.filter(\.hasText).map { ("\(id)_\($0.code)", nil, $0.code) } : []
        guard hasChoicesOrExtra else { return named }
        let codes = choices.filter(\.hasText).map(\.code)
        guard kind.isGrid else { return codes.map { ("\(id)_\($0)", nil, $0) } }
        return named + rows.flatMap { row in codes.map { ("\(id)_\(row.code)_\($0)", row.code, $0) } }
    }

    /// A scale may have answers beside its steps, such as "weet niet".
    private var hasChoicesOrExtra: Bool { kind.hasChoices && kind != .ranking || kind == .scale }
}
