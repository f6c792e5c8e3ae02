import Core
import Formats
import Questionnaires

/// A table as a survey: the questionnaire that fits its columns, and its rows as answers.
struct TablePlan: Sendable {
    let table: ImportedTable
    let questions: [TableQuestion]
    let questionnaire: Questionnaire

    /// The most columns: each is a field of the form in which someone says what it is.
    static let mostColumns = 900

    /// - Throws: `TableQuestion.TooMany`.
    init(
        _ table: ImportedTable, uses: [TableUse], groups: [TableGroup], title: String
    ) throws(TableQuestion.TooMany) {
        self.table = table
        // Each column with its group, at the place of the first of them.
        var pieces: [(name: String, group: TableGroup?, columns: [Int])] = []
        var placed: Set<Int> = []
        for (place, column) in table.columns.enumerated() where uses[place] != .skip && !placed.contains(place) {
            if uses[place] == .part, let group = groups.first(where: { $0.columns.contains(place) }) {
                let members = group.columns.filter { uses[$0] == .part }
                placed.formUnion(members)
                pieces.append((group.name, group, members))
            } else {
                pieces.append((column.name, nil, [place]))
            }
        }
        let ids = SPSSNames(pieces.map(\.name)).names
        var questions: [TableQuestion] = []
        for (piece, id) in zip(pieces, ids) {
            if let group = piece.group {
                questions.append(TableQuestion(group, columns: piece.columns, id: id, of: table))
            } else if let place = piece.columns.first {
                questions.append(try TableQuestion(place, as: uses[place], id: id, of: table))
            }
        }
        self.questions = questions
        questionnaire = Questionnaire(
            id: "ingelezen", title: Words(title),
            blocks: [Questionnaire.Block("B1", questions: questions.map(\.question))])
    }

    /// The answers in one row; nothing when there are none.
    func answers(_ row: ImportedRow, notes: inout TableReport) -> Answers? {
        var answers = Answers()
        for item in questions {
            switch item.read(row, of: table) {
            case .notShown: continue
            case .left: answers.seen.insert(item.question.id)
            case .answer(let answer):
                answers.seen.insert(item.question.id)
                answers.values[item.question.id] = answer
            case .unfit(let place):
                answers.seen.insert(item.question.id)
                notes.note(.unfit, row.line, table.columns[place].name, String(row[place].text.prefix(60)))
            }
        }
        if answers.seen.isEmpty {
            notes.skipped += 1
            notes.note(.emptyRow, row.line, "", "")
            return nil
        }
        notes.taken += 1
        return answers
    }
}
