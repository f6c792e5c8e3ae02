import Questionnaires
import Tabulation

/// Why figures of an earlier wave do not stand beside those of now, or not all of them.
enum WaveGap: Sendable, Equatable {
    /// What the table is about, or is split or filtered by, was not asked then.
    case notAsked(column: String)
    /// It was asked otherwise then.
    case other(column: String, QuestionChange)
    /// The question stayed; of its answers and rows only those that stayed are compared.
    case inPart(QuestionChange)
    /// It was asked, but could not be counted then.
    case uncounted
}

extension ResultsData {
    /// What keeps a table of now apart from the same table of an earlier wave, as far as their questions say; see
    /// `AskedQuestion`. `nil` when all of it was asked as it is now.
    func gap(_ request: TableRequest, since earlier: ResultsData) -> WaveGap? {
        let language = earlier.questionnaire.languages.first ?? "nl"
        var part: WaveGap?
        for name in [request.rows] + [request.columns].compactMap(\.self) + request.filter.map(\.column) {
            // Whether it is there now shows when it is counted.
            guard let now = asked(name, in: language) else { continue }
            guard let before = earlier.asked(name, in: language) else { return .notAsked(column: name) }
            guard let change = now.change(since: before) else { continue }
            var codes = request.filter.filter { $0.column == name }.flatMap(\.codes)
            if name == request.rows { codes += [request.with, request.also, request.without].compactMap(\.self) }
            let others = Set(change.answers.changed.map(\.now.code) + change.answers.added.map(\.code))
            if change.isOther || !others.isDisjoint(with: codes) { return .other(column: name, change) }
            guard name == request.rows else { continue }
            // A mean is of all answers together, and "none" or "all" of all rows.
            let isMoved = request.kind == .mean && change.answers.movesMeans
            if isMoved || request.kind == .noneAll && !change.rows.isNothing {
                return .other(column: name, change)
            }
            part = .inPart(change)
        }
        return part
    }

    /// A table of an earlier wave without the answers and rows that stood there otherwise; `nil` when none is left.
    static func kept(_ table: CountedTable, without change: QuestionChange) -> CountedTable? {
        let answers = Set(change.answers.changed.map(\.now.code))
        let rows = Set(change.rows.changed.map { row(table.request.rows, $0.now.code) })
        let kept = table.rows.indices.filter { place in
            let heading = table.rows[place]
            if let code = heading.code { return !answers.contains(code) }
            return heading.name.map { !rows.contains($0) } ?? true
        }
        if kept.isEmpty { return nil }
        var same = table
        same.rows = kept.map { table.rows[$0] }
        same.cells = kept.map { table.cells[$0] }
        return same
    }

    /// What was asked for a column or grid; `nil` when there is none of that name.
    private func asked(_ name: String, in language: String) -> AskedQuestion? {
        let first = questionnaire.languages.first ?? "nl"
        if let question = questionnaire.question(name) { return AskedQuestion(question, in: language, first: first) }
        for question in questionnaire.questions {
            let parts = question.kind == .ranking ? question.choices : question.rows
            guard let part = parts.first(where: { Self.row(question.id, $0.code) == name }) else { continue }
            return AskedQuestion(
                question, in: language, first: first, row: question.kind == .ranking ? nil : part.code)
        }
        // Groups of the address book, categories made by hand.
        return data[name].map { AskedQuestion($0) }
    }

    /// The name of the column of one row.
    private static func row(_ question: String, _ code: Int) -> String { "\(question)_\(code)" }
}
