package import Core

/// What one page that was sent in says.
package struct PageReading: Sendable, Hashable {
    /// Something on the page that has to be put right, at a field of the form.
    package struct Fault: Sendable, Hashable {
        package let field: String
        package let text: Text
    }

    /// The answers with this page applied. What was not valid keeps its earlier answer.
    package let answers: Answers
    package let faults: [Fault]
}

extension Questionnaire {
    /// Reads one page of the form.
    ///
    /// Names of fields: `V01` (a choice; several repeat it; a number, a date, a text); `V05_7` (the text behind
    /// "anders"); `V12.3` (row 3 of a grid; repeated for several); `V09.5` (the rank of choice 5, from "1");
    /// `V12.3_7` (the text behind "anders" in a row). All else is ignored.
    ///
    /// A question counts as seen when the page showed it with the answers there were, or when the form answers it: a
    /// page may bring up a question by itself after an answer above it.
    ///
    /// - Parameters:
    ///   - route: of `answers`, by whoever walked it already.
    ///   - fields: All values of a field, in the order of the form; nothing when the form has it not.
    package func read(_ block: Block, over answers: Answers, route: Route? = nil, fields: (String) -> [String])
        -> PageReading
    {
        guard let place = blocks.firstIndex(where: { $0.id == block.id }) else {
            return PageReading(answers: answers, faults: [])
        }
        let own = blocks[place].questions
        let before = Set(((route ?? Route(self, answers)).pages[place] ?? []).map(\.id))
        var reader = QuestionReader(answers: answers)
        for question in own where question.kind != .info {
            let isShown = before.contains(question.id) || reader.isPosted(question, fields)
            if isShown { reader.read(question, fields) }
        }
        // Whether an answer is due is known only now: one above it may have taken the question away.
        let after = own.contains(where: \.isRequired) ? visible(in: block, reader.answers) : []
        for question in after where question.isRequired && reader.answers.seen.contains(question.id) {
            reader.demand(question)
        }
        let order = Dictionary(
            own.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let faults = reader.faults.enumerated().sorted { left, right in
            let places = (order[left.element.question] ?? 0, order[right.element.question] ?? 0)
            return places.0 == places.1 ? left.offset < right.offset : places.0 < places.1
        }
        return PageReading(
            answers: reader.answers, faults: faults.map { .init(field: $0.element.field, text: $0.element.text) })
    }
}
