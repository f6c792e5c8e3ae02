import Questionnaires
import Tabulation

extension ResultsData {
    /// The table of an earlier wave, as far as it is about the same as now. A question and an answer are known by a name
    /// and a code; their words say whether they are still the same.
    ///
    /// - Returns: `nil` when a question, or an answer that was asked for, stood there in other words. Rows that stood there
    ///   in other words are left out.
    func same(_ table: CountedTable, of earlier: ResultsData) -> CountedTable? {
        let request = table.request
        let language = questionnaire.languages.first ?? "nl"
        let named = [request.rows] + [request.columns].compactMap(\.self) + request.filter.map(\.column)
        for name in Set(named) {
            let (now, before) = (asked(name, language), earlier.asked(name, language))
            guard now.words == before.words else { return nil }
            var codes = request.filter.filter { $0.column == name }.flatMap(\.codes)
            if name == request.rows { codes += [request.with, request.also, request.without].compactMap(\.self) }
            guard codes.allSatisfy({ Self.isSame(now.options[$0], before.options[$0]) }) else { return nil }
        }
        let (now, before) = (asked(request.rows, language), earlier.asked(request.rows, language))
        let kept = table.rows.indices.filter { place in
            let heading = table.rows[place]
            if let code = heading.code { return Self.isSame(now.options[code], before.options[code]) }
            return heading.name.map { Self.isSame(now.rows[$0], before.rows[$0]) } ?? true
        }
        if kept.isEmpty { return nil }
        if kept.count == table.rows.count { return table }
        var same = table
        same.rows = kept.map { table.rows[$0] }
        same.cells = kept.map { table.cells[$0] }
        return same
    }

    /// What is there in one of the two only is no other thing.
    private static func isSame(_ now: String?, _ before: String?) -> Bool {
        now == nil || before == nil || now == before
    }

    /// The words behind a column or grid.
    private struct Asked {
        var words: [String]
        var options: [Int: String]
        /// Of a grid: by the name of the column of each row.
        var rows: [String: String]
    }

    private func asked(_ name: String, _ language: String) -> Asked {
        if let question = questionnaire.question(name) {
            var words = [question.text(language)]
            if question.kind == .scale {
                words += [question.lowest, question.highest].map { $0.map { "\($0)" } ?? "" }
            }
            let rows = (question.rows + (question.kind == .ranking ? question.choices : [])).map {
                (Self.column(question, $0), $0.label(language))
            }
            return Asked(
                words: words, options: Self.labels(question.choices, language),
                rows: Dictionary(rows) { one, _ in one })
        }
        for question in questionnaire.questions {
            let parts = question.kind == .ranking ? question.choices : question.rows
            guard let part = parts.first(where: { Self.column(question, $0) == name }) else { continue }
            return Asked(
                words: [question.text(language), part.label(language)],
                options: Self.labels(question.choices, language), rows: [:])
        }
        // Groups of the address book, categories made by hand.
        let options = (data[name]?.options ?? []).map { ($0.code, $0.label) }
        return Asked(words: [label(of: name)], options: Dictionary(options) { one, _ in one }, rows: [:])
    }

    private static func column(_ question: Question, _ part: Choice) -> String { "\(question.id)_\(part.code)" }

    private static func labels(_ choices: [Choice], _ language: String) -> [Int: String] {
        Dictionary(choices.map { ($0.code, $0.label(language)) }) { one, _ in one }
    }
}
