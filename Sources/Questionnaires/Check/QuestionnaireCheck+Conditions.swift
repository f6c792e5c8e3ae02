import Core

extension QuestionnaireCheck {
    /// Conditions of pages and questions: readable, about what came before, and possible.
    mutating func checkConditions() {
        var place: [String: Int] = [:]
        for (index, question) in questionnaire.questions.enumerated() where place[question.id] == nil {
            place[question.id] = index
        }
        var number = 0
        var reachability = Reachability(questionnaire)
        for block in questionnaire.blocks {
            let isPossible = check(block.showIf, at: block.id, before: number, place, &reachability)
            for question in block.questions {
                let isOwnPossible = check(question.showIf, at: question.id, before: number, place, &reachability)
                if isPossible, isOwnPossible, !reachability.canReach(question.id) {
                    add(question.id, Text("Niemand kan bij deze vraag komen: de voorwaarden spreken elkaar tegen."))
                }
                number += 1
            }
        }
        checkCycles()
        checkPiping(place)
    }

    /// Whether the condition by itself can hold.
    private mutating func check(
        _ condition: String?, at id: String, before number: Int, _ place: [String: Int],
        _ reachability: inout Reachability
    ) -> Bool {
        guard let condition else { return true }
        let expression: Expression
        do {
            expression = try Expression(condition)
        } catch {
            add(id, Text("De voorwaarde “\(condition)” klopt niet."))
            add(id, error.text)
            return false
        }
        let count = problems.count
        for reference in expression.references {
            guard let question = questionnaire.question(reference.question), let index = place[question.id] else {
                add(id, Text("De voorwaarde noemt “\(reference.question)”, maar zo’n vraag is er niet."))
                continue
            }
            if question.id == id {
                add(id, Text("De voorwaarde kijkt naar de vraag zelf."))
            } else if index >= number {
                add(id, Text("De voorwaarde kijkt naar \(question.id), maar die vraag komt later."))
            }
            if let row = reference.row, !question.rows.contains(where: { $0.code == row }) {
                add(id, Text("De voorwaarde noemt regel \(row) van \(question.id), maar die regel is er niet."))
            }
            if question.kind == .info { add(id, Text("\(question.id) is geen vraag: er valt niets te antwoorden.")) }
        }
        checkValues(expression.root, at: id)
        guard problems.count == count else { return false }
        if reachability.canHold(expression.root) { return true }
        add(id, Text("Deze voorwaarde kan nooit gelden: “\(condition)”."))
        return false
    }

    /// Codes that are no answer, and comparisons that the kind of question cannot meet.
    private mutating func checkValues(_ node: Expression.Node, at id: String) {
        switch node {
        case .all(let nodes), .any(let nodes): for node in nodes { checkValues(node, at: id) }
        case .not(let node): checkValues(node, at: id)
        case .answered, .count: break
        case .has(let reference, let codes):
            guard let question = questionnaire.question(reference.question) else { return }
            for code in codes where !question.allowedCodes.contains(code) { addUnknown(code, question, at: id) }
        case .compare(let reference, _, let value):
            guard let question = questionnaire.question(reference.question) else { return }
            switch (question.kind, value) {
            case (.number, .number), (.gridNumber, .number), (.text, .text), (.info, _): break
            case (.date, .text(let text)):
                if Day(iso: text) == nil { add(id, Text("Schrijf een dag in een voorwaarde als '2026-12-31'.")) }
            case (.multiple, .number), (.gridMultiple, .number), (.ranking, .number):
                advise(
                    id, Text("\(question.id) kan meer antwoorden hebben. Gebruik “has” in plaats van een vergelijking.")
                )
            case (.single, .number(let number)), (.grid, .number(let number)), (.scale, .number(let number)):
                if number == number.rounded(), abs(number) < 1e9 {
                    let code = Int(number)
                    if !question.allowedCodes.contains(code) { addUnknown(code, question, at: id) }
                }
            default: add(id, Text("De voorwaarde vergelijkt \(question.id) met iets van een andere soort."))
            }
        }
    }

    private mutating func addUnknown(_ code: Int, _ question: Question, at id: String) {
        add(id, Text("De voorwaarde noemt antwoord \(code) van \(question.id), maar dat antwoord is er niet."))
    }

    /// Questions that wait for each other: A is asked when B, and B when A.
    private mutating func checkCycles() {
        var looksAt: [String: [String]] = [:]
        for block in questionnaire.blocks {
            let page = block.showIf.flatMap { try? Expression($0).questions } ?? []
            for question in block.questions {
                looksAt[question.id] = page + (question.showIf.flatMap { try? Expression($0).questions } ?? [])
            }
        }
        var done: Set<String> = []
        for question in questionnaire.questions {
            var path: [String] = []
            var cycle: [String] = []
            Self.walk(question.id, looksAt, &path, &done, &cycle)
            if cycle.count > 1 {
                let names = cycle.joined(separator: ", ")
                add(cycle[0], Text("Deze vragen wachten op elkaar: \(names)."))
            }
        }
    }

    private static func walk(
        _ id: String, _ looksAt: [String: [String]], _ path: inout [String], _ done: inout Set<String>,
        _ cycle: inout [String]
    ) {
        if let start = path.firstIndex(of: id) {
            if cycle.isEmpty { cycle = Array(path[start...]) }
            return
        }
        guard !done.contains(id) else { return }
        path.append(id)
        for next in looksAt[id] ?? [] { walk(next, looksAt, &path, &done, &cycle) }
        path.removeLast()
        done.insert(id)
    }

    /// `{V01}` in a text: the question has to be there, and before.
    private mutating func checkPiping(_ place: [String: Int]) {
        var number = 0
        for block in questionnaire.blocks {
            checkPiping([block.title, block.intro], at: block.id, before: number, place)
            for question in block.questions {
                checkPiping([question.text, question.hint], at: question.id, before: number, place)
                number += 1
            }
        }
    }

    private mutating func checkPiping(_ texts: [Words?], at id: String, before number: Int, _ place: [String: Int]) {
        var named: [String] = []
        for text in texts.compactMap({ $0 }).flatMap({ $0.texts.sorted { $0.key < $1.key }.map(\.value) }) {
            for reference in Questionnaire.references(in: text) {
                let name = String(reference.prefix { $0 != "." })
                if named.contains(name) { continue }
                named.append(name)
                guard let index = place[name] else {
                    advise(id, Text("De tekst noemt {\(name)}, maar zo’n vraag is er niet."))
                    continue
                }
                if index >= number { advise(id, Text("De tekst noemt {\(name)}, maar die vraag komt niet eerder.")) }
            }
        }
    }
}
