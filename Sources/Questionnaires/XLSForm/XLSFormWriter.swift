import Core

/// Writes the sheets of an XLSForm.
struct XLSFormWriter {
    private(set) var losses: [Text] = []
    private let questionnaire: Questionnaire
    private var lists: [[Choice]: String] = [:]
    private var survey: [[String: String]] = []
    private var choices: [[String: String]] = []
    private let condition: XLSFormCondition
    private var first: String { questionnaire.languages.first ?? "nl" }

    init(_ questionnaire: Questionnaire) {
        self.questionnaire = questionnaire
        condition = XLSFormCondition(questionnaire)
    }

    mutating func write() -> [String: [[String]]] {
        if let intro = questionnaire.intro { add("note", "intro", texts("label", intro)) }
        if questionnaire.thanks != nil { losses.append(Text("De tekst na afloop gaat niet mee.")) }
        for block in questionnaire.blocks { write(block) }
        let labels = questionnaire.languages.map { XLSFormLanguage.column("label", $0) }
        let hints = questionnaire.languages.map { XLSFormLanguage.column("hint", $0) }
        let settings = [
            ["form_title", "form_id", "version", "default_language"],
            [
                questionnaire.title(first), questionnaire.id, String(questionnaire.version),
                String(XLSFormLanguage.column("", first).dropFirst(2)),
            ],
        ]
        return [
            "survey": table(
                ["type", "name"] + labels + hints
                    + ["required", "relevant", "constraint", "appearance", "parameters"], survey),
            "choices": table(["list_name", "name"] + labels + ["exclusive", "missing"], choices),
            "settings": settings,
        ]
    }

    private mutating func write(_ block: Questionnaire.Block) {
        var row = texts("label", block.title)
        row["appearance"] = "field-list"
        row["relevant"] = translated(block.showIf)
        add("begin_group", block.id, row)
        if let intro = block.intro { add("note", "\(block.id)_intro", texts("label", intro)) }
        for question in block.questions { write(question) }
        add("end_group", "", [:])
    }

    private mutating func write(_ question: Question) {
        var row = texts("label", question.text)
        row.merge(texts("hint", question.hint)) { $1 }
        row["relevant"] = translated(question.showIf)
        if question.unit != nil { losses.append(Text("\(question.id): de eenheid bij het getal gaat niet mee.")) }
        if question.kind.isGrid { return writeGrid(question, row) }
        if question.isRequired { row["required"] = "yes" }
        switch question.kind {
        case .single: add("select_one \(list(question.choices))", question.id, row)
        case .multiple:
            row["constraint"] = exclusive(question)
            add("select_multiple \(list(question.choices))", question.id, row)
        case .ranking: add("rank \(list(question.choices))", question.id, row)
        case .scale:
            let steps = question.steps
            row["parameters"] = "start=\(steps.first ?? 1) end=\(steps.last ?? 5) step=1"
            add("range", question.id, row)
            if question.lowLabel != nil || question.highLabel != nil || !question.choices.isEmpty {
                losses.append(Text("\(question.id): de woorden bij de schaal gaan niet mee."))
            }
        case .number:
            row["constraint"] = bounds(question)
            add(question.decimals == 0 ? "integer" : "decimal", question.id, row)
        case .date: add("date", question.id, row)
        case .text:
            row["constraint"] = "string-length(.) <= \(question.maxLength)"
            add("text", question.id, row)
        case .info: add("note", question.id, row)
        case .grid, .gridMultiple, .gridNumber: break
        }
        for other in question.others { writeOther(question, other, name: question.id) }
    }

    private mutating func writeGrid(_ question: Question, _ head: [String: String]) {
        var head = head
        head["appearance"] = question.kind == .gridNumber ? "field-list" : "table-list"
        add("begin_group", question.id, head)
        for line in question.rows {
            var row = texts("label", line.label)
            if question.isRequired { row["required"] = "yes" }
            let name = "\(question.id)_\(line.code)"
            switch question.kind {
            case .grid: add("select_one \(list(question.choices))", name, row)
            case .gridMultiple:
                row["constraint"] = exclusive(question)
                add("select_multiple \(list(question.choices))", name, row)
            default:
                row["constraint"] = bounds(question)
                add(question.decimals == 0 ? "integer" : "decimal", name, row)
            }
        }
        add("end_group", "", [:])
        for other in question.others {
            writeOther(question, other, name: other.row.map { "\(question.id)_\($0)" } ?? question.id)
        }
    }

    private mutating func writeOther(_ question: Question, _ other: (key: String, row: Int?, code: Int), name: String) {
        if question.kind.isGrid, other.row == nil {
            guard let line = question.rows.first(where: { $0.code == other.code }) else { return }
            return add("text", "\(other.key)t", texts("label", line.label))
        }
        guard let choice = question.choices.first(where: { $0.code == other.code }) else { return }
        var row = texts("label", choice.label)
        row["relevant"] = "selected(${\(name)}, '\(other.code)')"
        add("text", "\(other.key)t", row)
    }

    private func exclusive(_ question: Question) -> String? {
        let alone = question.choices.filter(\.isExclusive)
        if alone.isEmpty { return nil }
        return alone.map { "not(selected(., '\($0.code)') and count-selected(.) > 1)" }.joined(separator: " and ")
    }

    private func bounds(_ question: Question) -> String? {
        let low = question.lowest.map { ". >= \(JSONWriting.digits($0))" }
        let high = question.highest.map { ". <= \(JSONWriting.digits($0))" }
        let parts = [low, high].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " and ")
    }

    private mutating func translated(_ source: String?) -> String? {
        guard let source else { return nil }
        guard let expression = try? Expression(source) else {
            losses.append(Text("De voorwaarde “\(source)” gaat niet mee."))
            return nil
        }
        return condition.write(expression.root)
    }

    private mutating func list(_ list: [Choice]) -> String {
        if let name = lists[list] { return name }
        let name = "lijst\(lists.count + 1)"
        lists[list] = name
        for choice in list {
            var row = texts("label", choice.label)
            row["list_name"] = name
            row["name"] = String(choice.code)
            if choice.isExclusive { row["exclusive"] = "yes" }
            if choice.isMissing { row["missing"] = "yes" }
            choices.append(row)
        }
        return name
    }

    private mutating func add(_ type: String, _ name: String, _ row: [String: String]) {
        var row = row
        row["type"] = type
        row["name"] = name
        survey.append(row)
    }

    /// In every language; `{V01}` is written as `${V01}`.
    private func texts(_ head: String, _ words: Words?) -> [String: String] {
        guard let words else { return [:] }
        var found: [String: String] = [:]
        for language in questionnaire.languages {
            var text = words.only(language, first: first)
            for reference in Set(Questionnaire.references(in: text)).sorted() {
                let name = reference.replacing(".", with: "_")
                text = text.replacing("{\(reference)}", with: "${\(name)}")
            }
            if !text.isEmpty { found[XLSFormLanguage.column(head, language)] = text }
        }
        return found
    }

    private func table(_ columns: [String], _ rows: [[String: String]]) -> [[String]] {
        [columns] + rows.map { row in columns.map { row[$0] ?? "" } }
    }
}
