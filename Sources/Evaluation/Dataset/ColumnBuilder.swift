import Core
import Questionnaires
import Tabulation

/// Turns the answers to a questionnaire into columns. The states stay apart: not shown, shown and left open, answered.
struct ColumnBuilder {
    let records: [Answers]
    let language: String

    /// The columns of one question, and its grid when it has rows.
    func columns(_ question: Question) -> (columns: [Column], grid: DataSet.Grid?) {
        let label = question.text(language)
        switch question.kind {
        case .info: return ([], nil)
        case .single, .scale, .multiple, .number, .date, .text:
            return ([column(question.id, label, question, row: nil)], nil)
        case .ranking:
            let columns = question.choices.map { choice in
                Column("\(question.id)_\(choice.code)", "\(label) – \(choice.label(language))", ranks(question, choice))
            }
            return (columns, nil)
        case .grid, .gridMultiple, .gridNumber:
            let columns = question.rows.map { row in
                column("\(question.id)_\(row.code)", "\(label) – \(row.label(language))", question, row: row.code)
            }
            let grid = DataSet.Grid(
                name: question.id, label: label, columns: columns.map(\.name),
                rows: question.rows.map { $0.label(language) })
            return (columns, grid)
        }
    }

    /// What was written behind "anders, namelijk", to read and to put in categories: `V05_7t`, as in the files. Shown to who ticked it.
    func others(_ question: Question) -> [Column] {
        let label = question.text(language)
        return question.others.map { other in
            let isNamedRow = question.kind.isGrid && other.row == nil
            let among = isNamedRow ? question.rows : question.choices
            let choice = among.first { $0.code == other.code }?.label(language) ?? String(other.code)
            let row = other.row.flatMap { code in question.rows.first { $0.code == code } }?.label(language)
            let ticked = records.map { record in
                guard record.seen.contains(question.id) else { return false }
                if isNamedRow { return record.others[other.key] != nil }
                return answer(record, question, other.row)?.codes.contains(other.code) == true
            }
            let texts = zip(records, ticked).map { record, isTicked -> String? in
                guard isTicked, let text = record.others[other.key], !text.isEmpty else { return nil }
                return text
            }
            return Column(
                "\(other.key)t", [label, row, choice].compactMap(\.self).joined(separator: " – "),
                .text(shown: Bits(ticked), texts))
        }
    }

    private func column(_ name: String, _ label: String, _ question: Question, row: Int?) -> Column {
        let values: Column.Values =
            switch question.kind {
            case .multiple, .gridMultiple: several(question, row)
            case .number, .gridNumber: numbers(question, row)
            case .date, .text: texts(question, row)
            default: one(question, row)
            }
        return Column(name, label, values)
    }

    private func answer(_ record: Answers, _ question: Question, _ row: Int?) -> Answer? {
        row.map { record[question.id]?.row($0) } ?? record[question.id]
    }

    private func shown(_ question: Question) -> Bits { Bits(records.map { $0.seen.contains(question.id) }) }

    private func one(_ question: Question, _ row: Int?) -> Column.Values {
        let options = self.options(question)
        // A column of codes has a byte for each: a longer list counts as what was answered in words.
        guard options.count < Column.mostOptions else { return words(question, row, options) }
        let places = Dictionary(options.enumerated().map { ($1.code, UInt8($0) + Column.firstOption) }) { first, _ in
            first
        }
        return .single(
            records.map { record in
                guard record.seen.contains(question.id) else { return Column.notShown }
                return answer(record, question, row)?.codes.first.flatMap { places[$0] } ?? Column.skipped
            }, options)
    }

    private func words(_ question: Question, _ row: Int?, _ options: [Option]) -> Column.Values {
        let labels = Dictionary(options.map { ($0.code, $0.label) }) { first, _ in first }
        return .text(
            shown: shown(question),
            records.map { record in
                guard record.seen.contains(question.id) else { return nil }
                return answer(record, question, row)?.codes.first.flatMap { labels[$0] }
            })
    }

    private func several(_ question: Question, _ row: Int?) -> Column.Values {
        let options = self.options(question)
        var ticked = options.map { _ in Bits(records.count) }
        let places = Dictionary(options.enumerated().map { ($1.code, $0) }) { first, _ in first }
        for (index, record) in records.enumerated() where record.seen.contains(question.id) {
            for code in answer(record, question, row)?.codes ?? [] {
                if let place = places[code] { ticked[place][index] = true }
            }
        }
        return .multiple(shown: shown(question), ticked: ticked, options)
    }

    private func numbers(_ question: Question, _ row: Int?) -> Column.Values {
        .number(
            shown: shown(question),
            records.map { record in
                guard record.seen.contains(question.id), case .number(let value) = answer(record, question, row) else {
                    return .nan
                }
                return value
            })
    }

    /// The place each choice was given: 1 for the best.
    private func ranks(_ question: Question, _ choice: Choice) -> Column.Values {
        .number(
            shown: shown(question),
            records.map { record in
                guard record.seen.contains(question.id),
                    let place = record[question.id]?.codes.firstIndex(of: choice.code)
                else { return .nan }
                return Double(place + 1)
            })
    }

    private func texts(_ question: Question, _ row: Int?) -> Column.Values {
        .text(
            shown: shown(question),
            records.map { record -> String? in
                guard record.seen.contains(question.id) else { return nil }
                switch answer(record, question, row) {
                case .text(let text): return text.isEmpty ? nil : text
                case .day(let day): return day.iso
                default: return nil
                }
            })
    }

    /// The answers that can be chosen; the steps of a scale, with its words at both ends.
    func options(_ question: Question) -> [Option] {
        guard question.kind == .scale else { return question.choices.map(option) }
        let all = question.steps.prefix(101)
        guard let low = all.first, let high = all.last else { return question.choices.map(option) }
        func word(_ step: Int) -> String? {
            let words = step == low ? question.lowLabel : step == high ? question.highLabel : nil
            return words.map { $0(language) }
        }
        let steps = all.map { step in
            Option(step, word(step).map { "\(step) – \($0)" } ?? String(step))
        }
        return steps + question.choices.map(option)
    }

    private func option(_ choice: Choice) -> Option {
        Option(
            choice.code, choice.label(language), isMissing: choice.isMissing,
            isNone: choice.isExclusive && !choice.isMissing)
    }
}
