import Core
import Questionnaires
import Web

extension QuestionForm {
    /// The form with the question in it.
    func filled(on page: String) -> FormState {
        func digits(_ number: Double?) -> String {
            number.map { (Int64(exactly: $0).map { String($0) } ?? String($0)).replacing(".", with: ",") } ?? ""
        }
        let first = questionnaire.languages.first ?? "nl"
        func text(_ words: Words?) -> String { words?.only(first, first: first) ?? "" }
        var values: [String: String] = [
            Name.id: question.id, Name.kind: kind.rawValue, Name.text: text(question.text),
            Name.hint: text(question.hint),
            Name.choices: ChoiceLines.write(question.choices, language: first, first: first),
            Name.rows: ChoiceLines.write(question.rows, language: first, first: first),
            Name.lowest: digits(question.lowest), Name.highest: digits(question.highest),
            Name.low: text(question.lowLabel), Name.high: text(question.highLabel),
            Name.decimals: String(question.decimals), Name.unit: text(question.unit),
            Name.length: String(question.maxLength), Name.page: page, Name.state: Self.state(of: question),
            Name.when: When.always.rawValue, Name.formula: question.showIf ?? "",
        ]
        if question.isRequired { values[Name.required] = "ja" }
        if let source = question.showIf {
            values[Name.when] = When.formula.rawValue
            if let simple = (try? Expression(source)).flatMap(SimpleCondition.init) {
                values[Name.when] = When.simple.rawValue
                values[Name.which] = simple.reference
                values[Name.how] = simple.how.rawValue
                values[Name.value] = simple.value
            }
        }
        return form.filled(values)
    }

    /// The question as it was filled in; what is wrong is added to `state`.
    func read(_ state: inout FormState) -> Question {
        let first = questionnaire.languages.first ?? "nl"
        var result = question
        result.id = state[Name.id]
        result.kind = kind
        result.text.set(Self.lines(state[Name.text]), in: first, first: first)
        func words(_ name: String, _ old: Words?) -> Words? {
            guard form.fields.contains(where: { $0.name == name }) else { return nil }
            var words = old ?? Words([:])
            words.set(Self.lines(state[name]), in: first, first: first)
            return words.isEmpty || state[name].isEmpty ? nil : words
        }
        result.hint = words(Name.hint, question.hint)
        result.lowLabel = words(Name.low, question.lowLabel)
        result.highLabel = words(Name.high, question.highLabel)
        result.unit = words(Name.unit, question.unit)
        result.isRequired = kind != .info && state.isOn(Name.required)
        let takesChoices = kind.hasChoices || kind == .scale
        result.choices =
            takesChoices
            ? ChoiceLines.read(state[Name.choices], keeping: question.choices, language: first, first: first) : []
        result.rows =
            kind.isGrid ? ChoiceLines.read(state[Name.rows], keeping: question.rows, language: first, first: first) : []
        result.lowest = Self.double(state[Name.lowest], kind)
        result.highest = Self.double(state[Name.highest], kind)
        result.decimals = kind == .number || kind == .gridNumber ? state.int(Name.decimals) ?? 0 : 0
        result.maxLength = kind == .text ? state.int(Name.length) ?? Question.standardLength : Question.standardLength
        result.showIf = condition(&state)
        check(result, &state)
        return result
    }

    private func condition(_ state: inout FormState) -> String? {
        switch When(rawValue: state[Name.when]) ?? .always {
        case .always: return nil
        case .formula:
            let source = state[Name.formula]
            do throws(ExpressionFault) {
                return try Expression(source).source
            } catch {
                let place = error.offset + 1
                state.addError(Name.formula, error.text)
                if !source.isEmpty { state.addError(Name.when, Text("De formule klopt niet bij teken \(place).")) }
                return source
            }
        case .simple:
            guard let how = SimpleCondition.How(rawValue: state[Name.how]) else {
                state.addError(Name.how, Text("Maak een keuze."))
                return nil
            }
            let simple = SimpleCondition(reference: state[Name.which], how: how, value: state[Name.value])
            switch simple.expression(in: questionnaire) {
            case .success(let expression): return expression.source
            case .failure(let problem):
                state.addError(simple.reference.isEmpty ? Name.which : Name.value, problem.text)
                return question.showIf
            }
        }
    }

    private func check(_ result: Question, _ state: inout FormState) {
        if result.id != question.id {
            let isTaken = questionnaire.questions.contains {
                $0.id.lowercased() == result.id.lowercased() && $0.id != question.id
            }
            if isTaken { state.addError(Name.id, Text("Er is al een vraag met deze naam.")) }
        }
        var alone = Questionnaire(
            id: "x", languages: [questionnaire.languages.first ?? "nl"], title: Words("x"),
            blocks: [.init("b", questions: [result])])
        alone.blocks[0].questions[0].showIf = nil
        for problem in alone.problems() where problem.isFatal && problem.place == result.id {
            state.addError(field(of: problem.text), problem.text)
        }
    }

    /// The field a problem is about: by what there is to choose wrong in it.
    private func field(of problem: Text) -> String {
        let key = problem.key
        if key.hasPrefix("“%1”") { return Name.id }
        if key.contains("tekst.") && !key.contains("code") { return Name.text }
        if key.contains("schaal") || key.contains("laagste") { return Name.lowest }
        if key.contains("rooster") || key.contains("regel") { return kind.isGrid ? Name.rows : Name.choices }
        return kind.hasChoices || kind == .scale ? Name.choices : Name.text
    }

    private static func double(_ text: String, _ kind: Question.Kind) -> Double? {
        guard kind == .number || kind == .gridNumber || kind == .scale else { return nil }
        return Double(text.replacing(",", with: ".")).flatMap { $0.isFinite && abs($0) < 1e15 ? $0 : nil }
    }

    static func lines(_ text: String) -> String { text.replacing("\r\n", with: "\n") }
}
