import Questionnaires
import Tabulation

/// What makes a question this question and no other, in the words of one language: the one rule by which questions of
/// two questionnaires are held against each other, of two waves of a survey as of a copy and the ready-made list it came
/// from.
///
/// A question is another one when its kind, its words, its unit or its scale differ. An answer or a row is known by its
/// code, and is another one when its words differ or it counts in another way. Order is no part of it, nor are hints and
/// translations.
///
/// What a changed *list* of answers or rows means is the one thing in which the two comparisons differ. Waves of a survey
/// compare what stayed and tell what did not (`QuestionChange.isOther`): the reader can look at both questionnaires.
/// Among municipalities a question takes part with its whole list or not at all: nobody there can see what another town
/// put beside an answer, and a share of another list is another share.
struct AskedQuestion: Sendable {
    /// An answer, or a row of a grid.
    struct Item: Sendable, Equatable {
        let code: Int
        let label: String
        let isMissing: Bool
        let isExclusive: Bool
    }

    struct Scale: Sendable, Equatable {
        let lowest: Double?
        let highest: Double?
        let lowLabel: String
        let highLabel: String
    }

    /// `nil` for what no question asked: a group of the address book, categories made by hand.
    let kind: Question.Kind?
    let text: String
    let unit: String
    let scale: Scale?
    let answers: [Item]
    let rows: [Item]
    /// Whether it is about one row of a grid, which then says what is asked.
    let isOneRow: Bool
    /// Of the words; `nil` for words in the language of the reader.
    let language: String?

    /// - Parameters:
    ///   - language: of the words that count; a text that was not translated has none.
    ///   - first: the language the questionnaire was written in.
    ///   - row: the code of the only row of the grid that it is about.
    init(_ question: Question, in language: String, first: String, row: Int? = nil) {
        func items(_ list: [Choice]) -> [Item] {
            list.map {
                Item(
                    code: $0.code, label: $0.label.only(language, first: first), isMissing: $0.isMissing,
                    isExclusive: $0.isExclusive)
            }
        }
        kind = question.kind
        text = question.text.only(language, first: first)
        unit = question.unit?.only(language, first: first) ?? ""
        // The ends of a number only guard against mistakes.
        scale =
            question.kind == .scale
            ? Scale(
                lowest: question.lowest, highest: question.highest,
                lowLabel: question.lowLabel?.only(language, first: first) ?? "",
                highLabel: question.highLabel?.only(language, first: first) ?? "") : nil
        answers = items(question.choices)
        rows = items(question.rows.filter { row == nil || $0.code == row })
        isOneRow = row != nil
        self.language = language
    }

    /// A column that no question stands behind.
    init(_ column: Column) {
        kind = nil
        text = column.label
        unit = ""
        scale = nil
        answers = column.options.map {
            Item(code: $0.code, label: $0.label, isMissing: $0.isMissing, isExclusive: $0.isNone)
        }
        rows = []
        isOneRow = false
        language = nil
    }

    /// What is not as it was; `nil` when it is still the same question with the same answers and rows.
    func change(since before: AskedQuestion) -> QuestionChange? {
        let change = QuestionChange(since: before, now: self)
        return change.isNothing ? nil : change
    }
}

/// What differs between a question as it was and as it is.
struct QuestionChange: Sendable, Equatable {
    /// Two values that are not equal.
    struct Pair<Value: Sendable & Equatable>: Sendable, Equatable {
        let before: Value
        let now: Value

        /// - Returns: `nil` for two values that are equal.
        init?(_ before: Value, _ now: Value) {
            guard before != now else { return nil }
            self.before = before
            self.now = now
        }
    }

    /// Answers or rows, by their code.
    struct List: Sendable, Equatable {
        let changed: [Pair<AskedQuestion.Item>]
        let added: [AskedQuestion.Item]
        let removed: [AskedQuestion.Item]

        init(before: [AskedQuestion.Item], now: [AskedQuestion.Item]) {
            let earlier = Dictionary(before.map { ($0.code, $0) }) { first, _ in first }
            let later = Set(now.map(\.code))
            changed = now.compactMap { item in earlier[item.code].flatMap { Pair($0, item) } }
            added = now.filter { earlier[$0.code] == nil }
            removed = before.filter { !later.contains($0.code) }
        }

        var isNothing: Bool { changed.isEmpty && added.isEmpty && removed.isEmpty }

        /// Whether an answer that says something about the question came, went or changed.
        var movesMeans: Bool {
            (added + removed + changed.flatMap { [$0.before, $0.now] }).contains { !$0.isMissing }
        }
    }

    let kind: Pair<Question.Kind?>?
    let text: Pair<String>?
    let unit: Pair<String>?
    let scale: Pair<AskedQuestion.Scale?>?
    let answers: List
    let rows: List
    /// Whether it is another question, of which no figure can stand beside one of before.
    let isOther: Bool
    /// Of the words; `nil` for words in the language of the reader.
    let language: String?

    fileprivate init(since before: AskedQuestion, now: AskedQuestion) {
        kind = Pair(before.kind, now.kind)
        text = Pair(before.text, now.text)
        unit = Pair(before.unit, now.unit)
        scale = Pair(before.scale, now.scale)
        answers = List(before: before.answers, now: now.answers)
        rows = List(before: before.rows, now: now.rows)
        // A place among more, fewer or other things to choose from is another place.
        let isOtherOrder = now.kind == .ranking && !answers.isNothing
        let isOtherRow = now.isOneRow && !rows.isNothing
        isOther = kind != nil || text != nil || unit != nil || scale != nil || isOtherOrder || isOtherRow
        language = now.language
    }

    fileprivate var isNothing: Bool { !isOther && answers.isNothing && rows.isNothing }
}
