import Core
import Questionnaires

/// The simple conditions that are put together from three fields: a question, how, and a value.
struct SimpleCondition: Sendable, Hashable {
    enum How: String, Sendable, CaseIterable {
        case isValue = "is", isNot = "is-niet", more = "meer", less = "minder", atLeast = "minstens"
        case atMost = "hoogstens", answered = "beantwoord", notAnswered = "niet-beantwoord"

        var label: Text {
            switch self {
            case .isValue: Text("is")
            case .isNot: Text("is niet")
            case .more: Text("is meer dan")
            case .less: Text("is minder dan")
            case .atLeast: Text("is ten minste")
            case .atMost: Text("is hoogstens")
            case .answered: Text("is beantwoord")
            case .notAnswered: Text("is niet beantwoord")
            }
        }

        var needsValue: Bool { self != .answered && self != .notAnswered }
    }

    /// `V03`, or `V12.3` for a row of a grid.
    var reference: String
    var how: How
    /// A code, the words of an answer, a number, a text, or a day.
    var value: String

    init(reference: String, how: How, value: String) {
        self.reference = reference
        self.how = how
        self.value = value
    }

    /// The condition, when it is one of the simple ones.
    init?(_ expression: Expression) {
        var node = expression.root
        var isNot = false
        if case .not(let inner) = node {
            node = inner
            isNot = true
        }
        switch node {
        case .answered(let reference):
            self.init(reference: reference.description, how: isNot ? .notAnswered : .answered, value: "")
        case .has(let reference, let codes) where codes.count == 1:
            self.init(reference: reference.description, how: isNot ? .isNot : .isValue, value: String(codes[0]))
        case .compare(let reference, let comparison, let value) where !isNot:
            let how: How =
                switch comparison {
                case .equal: .isValue
                case .unequal: .isNot
                case .more: .more
                case .less: .less
                case .atLeast: .atLeast
                case .atMost: .atMost
                }
            let text =
                switch value {
                case .number(let number): number == number.rounded() ? String(Int(number)) : String(number)
                case .text(let text): text
                }
            self.init(reference: reference.description, how: how, value: text)
        default: return nil
        }
    }

    /// As a condition on this questionnaire, or what is not right about it.
    func expression(in questionnaire: Questionnaire) -> Result<Expression, Problem> {
        let parts = reference.split(separator: ".")
        guard let id = parts.first, let question = questionnaire.question(String(id)) else {
            return .failure(Problem(Text("Kies een vraag.")))
        }
        let target = Expression.Reference(question: question.id, row: parts.count > 1 ? Int(parts[1]) : nil)
        switch how {
        case .answered: return .success(Expression(.answered(target)))
        case .notAnswered: return .success(Expression(.not(.answered(target))))
        case .isValue, .isNot, .more, .less, .atLeast, .atMost: break
        }
        let comparison: Expression.Operator =
            switch how {
            case .isNot: .unequal
            case .more: .more
            case .less: .less
            case .atLeast: .atLeast
            case .atMost: .atMost
            case .isValue, .answered, .notAnswered: .equal
            }
        switch question.kind {
        case .single, .multiple, .ranking, .grid, .gridMultiple, .scale:
            guard let code = code(of: question) else {
                return .failure(Problem(Text("Vul een antwoord in dat bij die vraag staat, of de code ervan.")))
            }
            let isOne = question.kind == .single || question.kind == .scale || question.kind == .grid
            if isOne { return .success(Expression(.compare(target, comparison, .number(Double(code))))) }
            switch how {
            case .isValue: return .success(Expression(.has(target, [code])))
            case .isNot: return .success(Expression(.not(.has(target, [code]))))
            default: return .failure(Problem(Text("Bij meer antwoorden kan dat niet. Kies “is” of “is niet”.")))
            }
        case .number, .gridNumber:
            guard let number = Double(value.replacing(",", with: ".")), abs(number) < 1e15 else {
                return .failure(Problem(Text("Vul een getal in.")))
            }
            return .success(Expression(.compare(target, comparison, .number(number))))
        case .date:
            guard Day(iso: value) != nil else {
                return .failure(Problem(Text("Vul een datum in zoals 2026-11-21.")))
            }
            return .success(Expression(.compare(target, comparison, .text(value))))
        case .text:
            if value.isEmpty || value.contains("'") || value.contains("\"") {
                return .failure(Problem(Text("Vul een tekst in zonder aanhalingstekens.")))
            }
            return .success(Expression(.compare(target, comparison, .text(value))))
        case .info: return .failure(Problem(Text("Kies een vraag.")))
        }
    }

    struct Problem: Error, Sendable, Hashable {
        let text: Text
        init(_ text: Text) { self.text = text }
    }

    private func code(of question: Question) -> Int? {
        if let code = Int(value), question.allowedCodes.contains(code) { return code }
        let wanted = TextFolding.fold(value)
        return question.choices.first { choice in
            choice.label.texts.values.contains { TextFolding.fold($0) == wanted }
        }?.code
    }
}
