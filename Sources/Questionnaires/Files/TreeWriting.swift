/// Turns a questionnaire into a tree, leaving out what says nothing.
struct TreeWriting {
    /// Lists of answers that are written once and named, with their names; for people.
    var lists: [[Choice]: String] = [:]
    private let questionnaire: Questionnaire
    private var first: String { questionnaire.languages.first ?? "nl" }

    init(_ questionnaire: Questionnaire) { self.questionnaire = questionnaire }

    func tree() -> Tree {
        var map: [(key: String, value: Tree)] = [
            ("schema", .number(questionnaire.schema)), ("id", .text(questionnaire.id)),
            ("version", .number(questionnaire.version)),
            ("languages", Tree(.list(questionnaire.languages.map(Tree.text)))),
        ]
        add("title", questionnaire.title, to: &map)
        add("intro", questionnaire.intro, to: &map)
        add("thanks", questionnaire.thanks, to: &map)
        add("source", questionnaire.source, to: &map)
        if !lists.isEmpty {
            let named = lists.sorted { $0.value < $1.value }
            map.append(("lists", Tree(.map(named.map { ($0.value, Tree(.list($0.key.map(choice)))) }))))
        }
        map.append(("blocks", Tree(.list(questionnaire.blocks.map(block)))))
        return Tree(.map(map))
    }

    private func block(_ block: Questionnaire.Block) -> Tree {
        var map: [(key: String, value: Tree)] = [("id", .text(block.id))]
        add("title", block.title, to: &map)
        add("intro", block.intro, to: &map)
        add("show_if", block.showIf, to: &map)
        map.append(("questions", Tree(.list(block.questions.map(question)))))
        return Tree(.map(map))
    }

    private func question(_ question: Question) -> Tree {
        var map: [(key: String, value: Tree)] = [
            ("id", .text(question.id)), ("type", .text(question.kind.rawValue)),
        ]
        add("text", question.text, to: &map)
        add("hint", question.hint, to: &map)
        if question.isRequired { map.append(("required", Tree(.bool(true)))) }
        add("show_if", question.showIf, to: &map)
        add("rows", question.rows, to: &map)
        add(question.kind.isGrid ? "columns" : "choices", question.choices, to: &map)
        add("lowest", question.lowest, to: &map)
        add("highest", question.highest, to: &map)
        add("low_label", question.lowLabel, to: &map)
        add("high_label", question.highLabel, to: &map)
        if question.decimals != 0 { map.append(("decimals", .number(question.decimals))) }
        add("unit", question.unit, to: &map)
        if question.maxLength != Question.standardLength { map.append(("max_length", .number(question.maxLength))) }
        return Tree(.map(map))
    }

    private func choice(_ choice: Choice) -> Tree {
        var map: [(key: String, value: Tree)] = [("code", .number(choice.code))]
        map += ordered(choice.label.texts.mapKeys(first)).map { ($0.key, .text($0.value)) }
        if choice.isMissing { map.append(("missing", Tree(.bool(true)))) }
        if choice.isExclusive { map.append(("exclusive", Tree(.bool(true)))) }
        if choice.hasText { map.append(("other", Tree(.bool(true)))) }
        return Tree(.map(map))
    }
}

extension TreeWriting {
    private func add(_ key: String, _ words: Words?, to map: inout [(key: String, value: Tree)]) {
        guard let words, !words.isEmpty else { return }
        if words.texts.count == 1, let text = words.texts[""] ?? words.texts[first] {
            map.append((key, .text(text)))
        } else {
            map.append((key, Tree(.map(ordered(words.texts.mapKeys(first)).map { ($0.key, .text($0.value)) }))))
        }
    }

    private func add(_ key: String, _ text: String?, to map: inout [(key: String, value: Tree)]) {
        if let text, !text.isEmpty { map.append((key, .text(text))) }
    }

    private func add(_ key: String, _ number: Double?, to map: inout [(key: String, value: Tree)]) {
        if let number { map.append((key, .number(number))) }
    }

    private func add(_ key: String, _ choices: [Choice], to map: inout [(key: String, value: Tree)]) {
        if choices.isEmpty { return }
        map.append((key, lists[choices].map(Tree.text) ?? Tree(.list(choices.map(choice)))))
    }

    /// In the order of the questionnaire's languages.
    private func ordered(_ texts: [String: String]) -> [(key: String, value: String)] {
        let order = questionnaire.languages
        return texts.sorted {
            let left = order.firstIndex(of: $0.key) ?? order.count
            let right = order.firstIndex(of: $1.key) ?? order.count
            return left == right ? $0.key < $1.key : left < right
        }
    }
}

extension [String: String] {
    /// With the first language under its own name.
    fileprivate func mapKeys(_ first: String) -> [String: String] {
        var result = self
        if let text = result.removeValue(forKey: "") { result[first] = text }
        return result
    }
}

extension Question.Kind {
    /// One question for each of its rows.
    package var isGrid: Bool { self == .grid || self == .gridMultiple || self == .gridNumber }
    /// Answered by choosing from `choices`, by row or not.
    package var hasChoices: Bool {
        switch self {
        case .single, .multiple, .ranking, .grid, .gridMultiple: true
        case .scale, .number, .date, .text, .gridNumber, .info: false
        }
    }
}
