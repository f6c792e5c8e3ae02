import Core

/// Turns a tree into a questionnaire and writes down everything that is not right on the way.
struct TreeReading {
    /// More of anything is no questionnaire but an attack or a mistake.
    enum Limit {
        static let blocks = 200
        static let questions = 1_000
        static let choices = 500
        static let variables = 20_000
        static let languages = 20
        /// In bytes.
        static let text = 20_000
        static let file = 2_000_000
        static let nodes = 200_000
    }

    var problems: [QuestionnaireProblem] = []
    private var lists: [String: [Choice]] = [:]
    private var languages: [String] = ["nl"]
    private var first: String { languages.first ?? "nl" }
    private var place = ""

    mutating func questionnaire(_ tree: Tree) -> Questionnaire? {
        guard tree.map != nil else {
            add(Text("Het bestand is geen vragenlijst: het begint niet met onderdelen zoals “id:” en “title:”."), tree)
            return nil
        }
        known(
            [
                "schema", "id", "version", "languages", "title", "intro", "thanks", "source", "lists", "blocks",
                "questions",
            ], tree)
        if let schema = tree["schema"], schema.integer != 1 {
            add(Text("“schema” is niet 1. Dit programma leest alleen vorm 1."), schema)
        }
        readLanguages(tree["languages"])
        for (name, list) in tree["lists"]?.map ?? [] {
            place = name
            lists[name] = choices(list)
        }
        place = ""
        var result = Questionnaire(
            id: string(tree, "id") ?? "", version: integer(tree, "version") ?? 1, languages: languages,
            title: words(tree["title"]) ?? Words(""))
        result.intro = words(tree["intro"])
        result.thanks = words(tree["thanks"])
        result.source = string(tree, "source")
        for block in elements(tree["blocks"], most: Limit.blocks) { result.blocks.append(self.block(block)) }
        place = ""
        let loose = elements(tree["questions"], most: Limit.questions).map { question($0) }
        if !loose.isEmpty { result.blocks.append(.init("b1", questions: loose)) }
        if result.questions.count > Limit.questions { add(Text("Een vragenlijst heeft hooguit 1000 vragen."), tree) }
        if result.variableCount > Limit.variables {
            add(Text("Deze vragen geven te veel kolommen: hooguit 20.000."), tree)
        }
        return result
    }

    private mutating func block(_ tree: Tree) -> Questionnaire.Block {
        place = identifier(tree)
        known(["id", "title", "intro", "show_if", "questions"], tree)
        var block = Questionnaire.Block(place, questions: [])
        block.title = words(tree["title"])
        block.intro = words(tree["intro"])
        block.showIf = string(tree, "show_if")
        block.questions = elements(tree["questions"], most: Limit.questions).map { question($0) }
        return block
    }

    private mutating func question(_ tree: Tree) -> Question {
        place = identifier(tree)
        known(
            [
                "id", "type", "text", "hint", "required", "show_if", "choices", "columns", "rows", "lowest", "highest",
                "low_label", "high_label", "decimals", "unit", "max_length",
            ], tree)
        let name = tree["type"]?.string ?? "single"
        let kind = Question.Kind(rawValue: name)
        if kind == nil { add(Text("“\(name)” is geen soort vraag."), tree["type"] ?? tree) }
        var question = Question(place, kind ?? .info, words(tree["text"]) ?? Words(""))
        question.hint = words(tree["hint"])
        question.isRequired = flag(tree, "required")
        question.showIf = string(tree, "show_if")
        if let found = tree["columns"] ?? tree["choices"] { question.choices = choices(found) }
        if let found = tree["rows"] { question.rows = choices(found) }
        question.lowest = double(tree, "lowest")
        question.highest = double(tree, "highest")
        question.lowLabel = words(tree["low_label"])
        question.highLabel = words(tree["high_label"])
        question.decimals = integer(tree, "decimals") ?? 0
        question.unit = words(tree["unit"])
        question.maxLength = integer(tree, "max_length") ?? question.maxLength
        return question
    }

    /// A list in place, or the name of one under `lists`.
    private mutating func choices(_ tree: Tree) -> [Choice] {
        if let name = tree.string {
            if lists[name] == nil { add(Text("Er is geen lijst “\(name)”."), tree) }
            return lists[name] ?? []
        }
        return elements(tree, most: Limit.choices).enumerated().map { choice($0.element, number: $0.offset + 1) }
    }

    /// `{code: 1, nl: "Ja", en: "Yes"}`, `{code: 1, label: …}`, or the line `"1 = Ja"` of `ChoiceLines`.
    private mutating func choice(_ tree: Tree, number: Int) -> Choice {
        if let line = tree.string { return ChoiceLines.choice(line, number: number) }
        var choice = Choice(tree["code"]?.integer ?? -1, words(tree["label"]) ?? Words([:]))
        if tree["code"]?.integer == nil { add(Text("Een antwoord heeft geen code (een heel getal)."), tree) }
        for (key, value) in tree.map ?? [] {
            switch key {
            case "code", "label": break
            case "missing": choice.isMissing = flag(tree, key)
            case "exclusive": choice.isExclusive = flag(tree, key)
            case "other": choice.hasText = flag(tree, key)
            default:
                if languages.contains(key), let text = value.string {
                    choice.label.set(checked(text, value), in: key, first: first)
                } else {
                    add(Text("Het woord “\(key)” hoort hier niet."), value)
                }
            }
        }
        return choice
    }

    /// The name of a page or question: it stands in addresses and names of fields.
    private mutating func identifier(_ tree: Tree) -> String {
        let id = tree["id"]?.string ?? ""
        place = id
        if !Questionnaire.isIdentifier(id) {
            add(Text("“\(id)” is geen goede naam: gebruik letters, cijfers, _ en -, hooguit 40."), tree["id"] ?? tree)
        }
        return id
    }

    private mutating func readLanguages(_ tree: Tree?) {
        guard let tree else { return }
        let found = elements(tree, most: Limit.languages).compactMap(\.string)
        if found.isEmpty { return add(Text("Noem ten minste één taal, zoals “nl”."), tree) }
        for language in found where !Self.isLanguage(language) {
            add(Text("“\(language)” is geen code van een taal, zoals “nl” of “en”."), tree)
        }
        languages = found
    }

    /// A text, or a map from language to text. `nil` when there is none.
    private mutating func words(_ tree: Tree?) -> Words? {
        guard let tree else { return nil }
        if let text = tree.string { return text.isEmpty ? nil : Words(checked(text, tree)) }
        guard let map = tree.map else {
            add(Text("Hier hoort een tekst."), tree)
            return nil
        }
        var words = Words([:])
        for (language, value) in map {
            guard languages.contains(language) else {
                add(Text("De taal “\(language)” staat niet bij de talen van de vragenlijst."), value)
                continue
            }
            guard let text = value.string else { continue }
            words.set(checked(text, value), in: language, first: first)
        }
        return words.isEmpty ? nil : words
    }
}

// MARK: - Small values

extension TreeReading {
    /// Two or three small letters, and what BCP 47 may put behind a dash: `nl`, `tr`, `pt-BR`.
    static func isLanguage(_ code: String) -> Bool {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...3).contains(first.utf8.count), code.utf8.count <= 12 else { return false }
        return first.utf8.allSatisfy { (0x61...0x7A).contains($0) }
            && parts.dropFirst().allSatisfy { part in
                !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            }
    }

    private mutating func add(_ text: Text, _ tree: Tree) {
        problems.append(QuestionnaireProblem(place, text, line: tree.line > 0 ? tree.line : nil))
    }

    private mutating func known(_ keys: [String], _ tree: Tree) {
        guard let map = tree.map else { return add(Text("Hier horen onderdelen te staan, zoals “id:”."), tree) }
        for (key, value) in map where !keys.contains(key) { add(Text("Het woord “\(key)” hoort hier niet."), value) }
    }

    private mutating func elements(_ tree: Tree?, most: Int) -> [Tree] {
        guard let tree else { return [] }
        guard let list = tree.list else {
            add(Text("Hier hoort een lijst."), tree)
            return []
        }
        if list.count > most { add(Text("Deze lijst is te lang: hooguit \(most)."), tree) }
        return Array(list.prefix(most))
    }

    private mutating func string(_ tree: Tree, _ key: String) -> String? {
        guard let found = tree[key] else { return nil }
        guard let text = found.string else {
            add(Text("Bij “\(key)” hoort een tekst."), found)
            return nil
        }
        return text.isEmpty ? nil : checked(text, found)
    }

    private mutating func integer(_ tree: Tree, _ key: String) -> Int? {
        guard let found = tree[key] else { return nil }
        if found.integer == nil { add(Text("Bij “\(key)” hoort een heel getal."), found) }
        return found.integer
    }

    private mutating func double(_ tree: Tree, _ key: String) -> Double? {
        guard let found = tree[key] else { return nil }
        if found.double == nil { add(Text("Bij “\(key)” hoort een getal."), found) }
        return found.double
    }

    private mutating func flag(_ tree: Tree, _ key: String) -> Bool {
        guard let found = tree[key] else { return false }
        if found.bool == nil { add(Text("Bij “\(key)” hoort true of false."), found) }
        return found.bool ?? false
    }

    private mutating func checked(_ text: String, _ tree: Tree) -> String {
        if text.utf8.count > Limit.text { add(Text("Deze tekst is te lang."), tree) }
        return text
    }
}
