/// Writes our conditions as the XPath of an XLSForm, and reads the part of it that we have.
struct XLSFormCondition {
    private let questionnaire: Questionnaire

    init(_ questionnaire: Questionnaire) { self.questionnaire = questionnaire }

    /// The same condition in XPath. A comparison with what was not answered does not hold here either, nor one of
    /// size with an answer such as "weet niet".
    func write(_ node: Expression.Node) -> String {
        switch node {
        case .all(let nodes): nodes.map { "(" + write($0) + ")" }.joined(separator: " and ")
        case .any(let nodes): nodes.map { "(" + write($0) + ")" }.joined(separator: " or ")
        case .not(let node): "not(" + write(node) + ")"
        case .answered(let reference): names(reference).map { "\($0) != ''" }.joined(separator: " or ")
        case .has(let reference, let codes):
            names(reference).flatMap { name in codes.map { "selected(\(name), '\($0)')" } }.joined(separator: " or ")
        case .count(let reference, let comparison, let number):
            names(reference).map { "count-selected(\($0))" }.joined(separator: " + ")
                + " \(sign(comparison)) \(JSONWriting.digits(number))"
        case .compare(let reference, let comparison, let value):
            names(reference).map { compare($0, reference, comparison, value) }.joined(separator: " or ")
        }
    }

    private func compare(
        _ name: String, _ reference: Expression.Reference, _ comparison: Expression.Operator, _ value: Expression.Value
    ) -> String {
        let question = questionnaire.question(reference.question)
        let literal: String
        switch value {
        case .number(let number):
            let digits = JSONWriting.digits(number)
            let isCode = question?.kind.hasChoices == true && (comparison == .equal || comparison == .unequal)
            literal = isCode ? "'\(digits)'" : digits
        case .text(let text): literal = question?.kind == .date ? "date('\(text)')" : "'\(text)'"
        }
        let plain = "\(name) \(sign(comparison)) \(literal)"
        if comparison == .equal { return plain }
        let missing = comparison == .unequal ? [] : question?.choices.filter(\.isMissing).map(\.code) ?? []
        let parts = ["\(name) != ''"] + missing.map { "\(name) != '\($0)'" } + [plain]
        return "(" + parts.joined(separator: " and ") + ")"
    }

    /// `${V01}`, `${V12_3}`; of a grid as a whole all rows.
    private func names(_ reference: Expression.Reference) -> [String] {
        if let row = reference.row { return ["${\(reference.question)_\(row)}"] }
        guard let question = questionnaire.question(reference.question), question.kind.isGrid else {
            return ["${\(reference.question)}"]
        }
        return question.rows.map { "${\(question.id)_\($0.code)}" }
    }

    private func sign(_ comparison: Expression.Operator) -> String {
        comparison == .equal ? "=" : comparison.rawValue
    }
}
