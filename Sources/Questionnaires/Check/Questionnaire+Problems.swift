import Core

extension Questionnaire {
    /// Everything that is wrong, the fatal things first: names, codes, texts, conditions that look at what is not
    /// there or comes later, questions nobody can get to, translations that are missing.
    package func problems() -> [QuestionnaireProblem] {
        var check = QuestionnaireCheck(self)
        check.checkWhole()
        for block in blocks { check.check(block) }
        check.checkConditions()
        check.checkTranslations()
        return check.problems.filter(\.isFatal) + check.problems.filter { !$0.isFatal }
    }
}

/// Looks through one questionnaire; see `Questionnaire.problems()`.
struct QuestionnaireCheck {
    let questionnaire: Questionnaire
    private(set) var problems: [QuestionnaireProblem] = []
    private var ids: Set<String> = []
    private var blocks: Set<String> = []

    init(_ questionnaire: Questionnaire) { self.questionnaire = questionnaire }

    mutating func add(_ place: String, _ text: Text) {
        problems.append(QuestionnaireProblem(place, text))
    }

    mutating func advise(_ place: String, _ text: Text) {
        problems.append(QuestionnaireProblem(place, text, isFatal: false))
    }

    mutating func checkWhole() {
        let isName = !questionnaire.id.isEmpty && questionnaire.id.utf8.count <= 60
        let letters = questionnaire.id.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")
        }
        if !isName || !letters {
            add("", Text("De naam van de vragenlijst is niet goed: gebruik letters, cijfers en streepjes, hooguit 60."))
        }
        if questionnaire.version < 1 { add("", Text("De versie begint bij 1.")) }
        if questionnaire.title.isEmpty { add("", Text("De vragenlijst heeft geen titel.")) }
        if questionnaire.languages.isEmpty { add("", Text("De vragenlijst heeft geen taal.")) }
        if Set(questionnaire.languages).count < questionnaire.languages.count {
            add("", Text("Er staat een taal twee keer bij de talen."))
        }
        for language in questionnaire.languages where !TreeReading.isLanguage(language) {
            add("", Text("“\(language)” is geen code van een taal, zoals “nl” of “en”."))
        }
        if !questionnaire.questions.contains(where: { $0.kind != .info }) {
            add("", Text("Er staat nog geen vraag in."))
        }
        if questionnaire.variableCount > TreeReading.Limit.variables {
            add("", Text("Deze vragen geven te veel kolommen: hooguit 20.000."))
        }
    }

    mutating func check(_ block: Questionnaire.Block) {
        if block.id.isEmpty { add("", Text("Een pagina heeft geen naam.")) }
        if !blocks.insert(block.id.lowercased()).inserted {
            add(block.id, Text("Twee pagina’s heten “\(block.id)”."))
        }
        if block.questions.isEmpty, block.intro?.isEmpty ?? true {
            advise(block.id, Text("Op deze pagina staat niets. Niemand krijgt haar te zien."))
        }
        for question in block.questions { check(question) }
    }

    private mutating func check(_ question: Question) {
        let id = question.id
        if !Self.isName(id) {
            add(
                id,
                Text("“\(id)” is geen goede naam: begin met een letter, dan letters, cijfers of _, hooguit 8 tekens."))
        } else if Self.reserved.contains(id.lowercased()) {
            add(id, Text("“\(id)” kan geen naam zijn: het woord heeft al een betekenis."))
        }
        if !ids.insert(id.lowercased()).inserted { add(id, Text("Twee vragen heten “\(id)”.")) }
        if question.text.isEmpty { add(id, Text("Deze vraag heeft geen tekst.")) }
        checkAnswers(question)
        if question.kind == .scale || question.kind == .number || question.kind == .gridNumber { checkBounds(question) }
        if question.kind == .text, !(1...20_000).contains(question.maxLength) {
            add(id, Text("De lengte van een tekst ligt tussen 1 en 20.000 tekens."))
        }
        let longest = question.longestSuffix
        if Self.isName(id), id.utf8.count + longest > VariableNames.longest {
            let room = max(1, VariableNames.longest - longest)
            advise(
                id, Text("In het databestand worden namen korter gemaakt. Een naam van \(room) tekens voorkomt dat."))
        }
    }

    private mutating func checkAnswers(_ question: Question) {
        let id = question.id
        if question.kind.hasChoices {
            let least = question.kind == .multiple || question.kind == .gridMultiple ? 1 : 2
            if question.choices.count < least {
                add(id, Text("Deze vraag heeft te weinig antwoorden om uit te kiezen."))
            }
        }
        if question.kind == .single || question.kind == .grid, question.choices.count > 250 {
            add(
                id,
                Text("Deze vraag heeft meer dan 250 antwoorden. Maak er een open vraag van, of voeg antwoorden samen."))
        }
        if question.kind.isGrid, question.rows.isEmpty { add(id, Text("Dit rooster heeft geen regels.")) }
        for list in [question.choices, question.rows] {
            var codes: Set<Int> = []
            for choice in list {
                if !codes.insert(choice.code).inserted { add(id, Text("Code \(choice.code) staat er twee keer.")) }
                if !(-999...99_999).contains(choice.code) {
                    add(id, Text("Code \(choice.code) ligt niet tussen -999 en 99999."))
                }
                if choice.label.isEmpty { add(id, Text("Bij code \(choice.code) staat geen tekst.")) }
            }
            if Set(list.map(\.label)).count < list.count {
                advise(id, Text("Twee antwoorden of regels heten hetzelfde."))
            }
        }
        if question.rows.contains(where: { $0.code < 0 }) { add(id, Text("Een regel heeft een code onder 0.")) }
        if question.kind == .ranking, question.choices.contains(where: \.hasText) {
            advise(id, Text("Bij een volgorde kan niemand iets achter “anders” schrijven."))
        }
        if question.choices.count(where: \.isMissing) > 3 {
            advise(id, Text("SPSS kent hooguit drie antwoorden die niets zeggen. De andere tellen daar gewoon mee."))
        }
    }

    private mutating func checkBounds(_ question: Question) {
        let id = question.id
        if let lowest = question.lowest, let highest = question.highest, lowest >= highest {
            add(id, Text("Het laagste getal is niet lager dan het hoogste."))
        } else if question.kind == .scale {
            guard let lowest = question.lowest, let highest = question.highest, question.steps.count >= 2,
                lowest == lowest.rounded(), highest == highest.rounded()
            else { return add(id, Text("Een schaal heeft een laagste en een hoogste stap nodig, in hele getallen.")) }
            if question.steps.count > 21 { add(id, Text("Een schaal heeft hooguit 21 stappen.")) }
            if question.lowLabel == nil || question.highLabel == nil {
                advise(id, Text("Zet woorden bij beide einden van de schaal: dan weet iedereen wat hoog is."))
            }
        }
        if !(0...6).contains(question.decimals) { add(id, Text("Een getal heeft 0 tot 6 cijfers achter de komma.")) }
    }
}

extension QuestionnaireCheck {
    /// Words of SPSS (Command Syntax Reference, "Variable Names") and of conditions.
    static let reserved: Set<String> = ExpressionParser.keywords.union([
        "all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with",
    ])

    private static func isName(_ id: String) -> Bool {
        guard let first = id.first, id.utf8.count <= VariableNames.longest else { return false }
        return first.isASCII && first.isLetter
            && id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }
}

extension Question {
    /// How many characters the longest of its variables adds to its id.
    fileprivate var longestSuffix: Int {
        func digits(_ list: [Choice]) -> Int { list.map { String($0.code).utf8.count }.max() ?? 0 }
        let other = choices.contains(where: \.hasText) && kind != .ranking ? 1 : 0
        switch kind {
        case .info, .number, .date, .text: return 0
        case .single, .scale: return other == 0 ? 0 : 2 + digits(choices.filter(\.hasText))
        case .multiple: return 1 + digits(choices) + other
        case .ranking: return 1 + digits(choices)
        case .grid: return 1 + digits(rows) + (other == 0 ? 0 : 2 + digits(choices.filter(\.hasText)))
        case .gridMultiple: return 2 + digits(rows) + digits(choices) + other
        case .gridNumber: return 1 + digits(rows)
        }
    }
}
