/// One column of the data file.
package struct Variable: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The code of the chosen answer or step.
        case code
        /// 1 ticked, 0 not ticked.
        case tick
        /// The place, 1 is the best.
        case rank
        /// With this many digits after the comma.
        case number(decimals: Int)
        case date
        /// At most this many characters.
        case text(length: Int)
    }

    /// Unique without regard to case, at most 8 ASCII characters: what SPSS took for a name from the beginning.
    package let name: String
    /// The id of its question.
    package let question: String
    /// Of a grid.
    package let row: Int?
    /// Of a tick, a rank, or a text behind "anders".
    package let code: Int?
    package let kind: Kind
    /// A text behind "anders, namelijk".
    package let isOther: Bool
    package let label: Words
    /// What the codes mean; empty when there are none.
    package let values: [Choice]
}

extension Questionnaire {
    /// Every column of the data file, in the order of the questions: `V01`; `V05_2` for a tick; `V12_3` and `V12_3_2`
    /// for a row of a grid and a tick in it; `V05_7t` for the text behind "anders". A name that would be too long or
    /// would stand there twice is cut and numbered.
    package func variables() -> [Variable] {
        var names = VariableNames(questions.map(\.id))
        var found: [Variable] = []
        for question in questions {
            func add(
                _ suffix: String, _ kind: Variable.Kind, row: Choice? = nil, code: Choice? = nil, isOther: Bool = false
            ) {
                let label = question.text.joined(with: [row?.label, code?.label].compactMap { $0 }, languages)
                found.append(
                    Variable(
                        name: names.name(question.id, suffix), question: question.id, row: row?.code,
                        code: code?.code, kind: kind, isOther: isOther, label: label,
                        values: question.values(of: kind, isOther: isOther)))
            }
            func addChoices(_ suffix: String, row: Choice?, several: Bool) {
                if several {
                    for choice in question.choices { add("\(suffix)_\(choice.code)", .tick, row: row, code: choice) }
                } else {
                    add(suffix, .code, row: row)
                }
                for choice in question.choices where choice.hasText && question.kind != .ranking {
                    let length = Variable.Kind.text(length: QuestionReader.longestOther)
                    add("\(suffix)_\(choice.code)t", length, row: row, code: choice, isOther: true)
                }
            }
            switch question.kind {
            case .info: break
            case .single, .scale: addChoices("", row: nil, several: false)
            case .multiple: addChoices("", row: nil, several: true)
            case .number: add("", .number(decimals: question.decimals))
            case .date: add("", .date)
            case .text: add("", .text(length: question.maxLength))
            case .ranking: for choice in question.choices { add("_\(choice.code)", .rank, code: choice) }
            case .grid: for row in question.rows { addChoices("_\(row.code)", row: row, several: false) }
            case .gridMultiple: for row in question.rows { addChoices("_\(row.code)", row: row, several: true) }
            case .gridNumber:
                for row in question.rows { add("_\(row.code)", .number(decimals: question.decimals), row: row) }
            }
            for row in question.rows where question.kind.isGrid && row.hasText {
                let length = Variable.Kind.text(length: QuestionReader.longestOther)
                add("_\(row.code)t", length, code: row, isOther: true)
            }
        }
        return found
    }
}

extension Questionnaire {
    /// How many `variables()` gives, without making them.
    package var variableCount: Int {
        questions.reduce(0) { sum, question in
            let rows = question.kind.isGrid ? question.rows.count : 1
            let columns =
                switch question.kind {
                case .info: 0
                case .single, .scale, .grid, .number, .date, .text, .gridNumber: 1
                case .multiple, .gridMultiple, .ranking: question.choices.count
                }
            return sum + rows * columns + question.others.count
        }
    }
}

extension Question {
    fileprivate func values(of kind: Variable.Kind, isOther: Bool) -> [Choice] {
        guard kind == .code, !isOther else { return [] }
        guard self.kind == .scale else { return choices }
        return steps.map { step in
            var label = Words(String(step))
            if step == steps.first, let low = lowLabel { label = Words(String(step)).joined(with: [low], []) }
            if step == steps.last, let high = highLabel { label = Words(String(step)).joined(with: [high], []) }
            return choices.first { $0.code == step } ?? Choice(step, label)
        } + choices.filter { !steps.contains($0.code) }
    }
}

extension Words {
    /// With others behind it, in each language that one of them has: `Vraag – Rij – Antwoord`.
    func joined(with others: [Words], _ languages: [String]) -> Words {
        if others.isEmpty { return self }
        let all = [self] + others
        let keys = Set(all.flatMap(\.texts.keys))
        return Words(
            Dictionary(uniqueKeysWithValues: keys.map { key in (key, all.map { $0(key) }.joined(separator: " – ")) }))
    }
}
