import Core

/// Reads the sheets of an XLSForm.
struct XLSFormReader {
    var losses: [Text] = []
    let survey: XLSFormTable
    let lists: [String: [(word: String, choice: Choice)]]
    /// Of each list the codes of its words.
    let codes: [String: [String: Int]]
    let languages: [String]
    private let settings: [String: String]
    var names: XLSFormNames
    var targets: [String: XLSFormConditionReader.Target] = [:]
    var result: Questionnaire
    private var conditions: [String?] = []
    var isInBlock = false
    private var questionCount = 0
    /// Of the texts of rows and answers: a question has its own copy of a list, so a small file can make a large
    /// questionnaire.
    private var size = 0
    private static let deepest = 16
    /// In bytes. A file keeps a list once, so this may be more than a file.
    private static let largest = 4 * TreeReading.Limit.file

    init(_ sheets: [String: [[String]]]) throws(QuestionnaireFault) {
        let sheets = Dictionary(
            sheets.map { ($0.key.trimmed.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
        guard let rows = sheets["survey"], let survey = XLSFormTable(rows), survey.has("type"), survey.has("name")
        else {
            throw QuestionnaireFault([
                QuestionnaireProblem("", Text("Er is geen blad “survey” met de kolommen “type” en “name”."))
            ])
        }
        self.survey = survey
        let settings = sheets["settings"].flatMap(XLSFormTable.init)?.rows.first ?? [:]
        self.settings = settings
        let choices = sheets["choices"].flatMap(XLSFormTable.init)
        let own = settings["default_language"].flatMap(XLSFormLanguage.code)
        languages = Self.languages(survey, first: own)
        lists = Self.lists(choices, languages)
        codes = lists.mapValues { list in
            Dictionary(list.map { ($0.word, $0.choice.code) }, uniquingKeysWith: { first, _ in first })
        }
        names = XLSFormNames(survey.rows.compactMap { $0["name"] })
        result = Questionnaire(id: "", languages: languages, title: Words(settings["form_title"] ?? "Vragenlijst"))
    }

    /// - Throws: at the row where the form becomes too large to be a questionnaire; the rest is not read.
    mutating func read() throws(QuestionnaireFault) -> Questionnaire {
        let id = settings["form_id"] ?? settings["id_string"] ?? ""
        let kept = id.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        result.id = kept.isEmpty ? "vragenlijst" : String(kept.prefix(60))
        result.version =
            settings["version"].flatMap { Int($0) }.flatMap { (1...1_000_000).contains($0) ? $0 : nil } ?? 1
        for language in survey.unknownLanguages {
            losses.append(Text("De taal “\(language)” is niet herkend en gaat niet mee."))
        }
        var index = 0
        while index < survey.rows.count {
            let row = index
            index = try read(at: row)
            if let reason = tooMuch { throw fault(reason, at: row) }
        }
        if !names.renamed.isEmpty {
            let list = names.renamed.prefix(20).map { "\($0.old) → \($0.new)" }.joined(separator: ", ")
            losses.append(Text("Deze namen zijn korter gemaakt: \(list)."))
        }
        return result
    }

    /// Why it is too large already; `nil` when it is not.
    private var tooMuch: Text? {
        if conditions.count > Self.deepest {
            return Text("Groepen staan hier te diep in elkaar: hooguit \(Self.deepest).")
        }
        if result.blocks.count > TreeReading.Limit.blocks {
            return Text("Een vragenlijst heeft hooguit \(TreeReading.Limit.blocks) bladzijden.")
        }
        if questionCount > TreeReading.Limit.questions { return Text("Een vragenlijst heeft hooguit 1000 vragen.") }
        return size > Self.largest ? Text("Dit bestand is te groot.") : nil
    }

    func fault(_ reason: Text, at row: Int) -> QuestionnaireFault {
        QuestionnaireFault([
            QuestionnaireProblem(survey.rows[row]["name"] ?? "", reason, line: survey.numbers[row])
        ])
    }

    /// One row, or a whole grid; gives the row to go on with.
    private mutating func read(at index: Int) throws(QuestionnaireFault) -> Int {
        let row = survey.rows[index]
        let type = (row["type"] ?? "").split(separator: " ").map(String.init)
        if type.isEmpty { return index + 1 }
        switch Self.fence(row) {
        case "begin group", "begin repeat":
            if let end = try readGrid(at: index) { return end }
            if Self.fence(row) == "begin repeat" {
                losses.append(Text("Een herhaling kan hier niet: de vragen staan er één keer in."))
            }
            open(row)
        case "end group", "end repeat": close()
        default: readQuestion(row, type)
        }
        return index + 1
    }

    private mutating func open(_ row: [String: String]) {
        conditions.append(condition(row))
        newBlock(row["name"], words("label", row))
    }

    private mutating func close() {
        _ = conditions.popLast()
        isInBlock = false
    }

    private mutating func newBlock(_ name: String?, _ title: Words?) {
        let kept = String((name ?? "").filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") })
        let isFree = !kept.isEmpty && !result.blocks.contains { $0.id.lowercased() == kept.lowercased() }
        var block = Questionnaire.Block(isFree ? kept : "b\(result.blocks.count + 1)", title: title, questions: [])
        let parts = conditions.compactMap { $0 }
        block.showIf = parts.count > 1 ? parts.map { "(\($0))" }.joined(separator: " and ") : parts.first
        // An outer group that goes on with groups of its own leaves no page behind.
        if let last = result.blocks.last, last.questions.isEmpty, last.intro == nil {
            if block.title == nil { block.title = last.title }
            result.blocks.removeLast()
        }
        result.blocks.append(block)
        isInBlock = true
    }

    mutating func add(_ question: Question) {
        if !isInBlock { newBlock(nil, nil) }
        result.blocks[result.blocks.count - 1].questions.append(question)
        questionCount += 1
        for choice in question.choices + question.rows {
            size += 16 + choice.label.texts.values.reduce(0) { $0 + $1.utf8.count }
        }
    }

    mutating func condition(_ row: [String: String]) -> String? {
        guard let source = row["relevant"], !source.isEmpty else { return nil }
        do {
            let node = try XLSFormConditionReader.read(source, targets)
            return Expression.write(node)
        } catch {
            let name = row["name"] ?? ""
            losses.append(Text("\(name): de voorwaarde “\(source)” kan hier niet en is weggelaten."))
            return nil
        }
    }

    func words(_ head: String, _ row: [String: String]) -> Words? {
        var words = Words([:])
        let first = languages.first ?? "nl"
        for (key, value) in row where !value.isEmpty {
            let value = piped(value)
            if key == head {
                if words.texts[""] == nil { words.set(value, in: first, first: first) }
            } else if key.hasPrefix(head + "::"), let code = XLSFormLanguage.code(String(key.dropFirst(head.count + 2)))
            {
                words.set(value, in: code, first: first)
            }
        }
        return words.isEmpty ? nil : words
    }

    /// `${name}` becomes `{V01}`.
    private func piped(_ text: String) -> String {
        guard text.contains("${") else { return text }
        var result = ""
        var rest = text[...]
        while let range = rest.firstRange(of: "${"), let close = rest[range.upperBound...].firstIndex(of: "}") {
            let name = rest[range.upperBound..<close].trimmed
            let target = targets[name]?.reference.description ?? name
            result += rest[..<range.lowerBound] + "{" + target + "}"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
