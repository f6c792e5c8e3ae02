import Core
import Questionnaires

/// One column of the files of a survey, with everything a codebook tells of it.
struct ExportColumn: Sendable {
    enum Source: Sendable {
        /// What was asked.
        case variable(Variable)
        case number, channel, state, stratum, language, weight
    }

    enum Kind: Sendable, Equatable {
        case code
        case number(decimals: Int)
        case text
        case day
    }

    struct Label: Sendable {
        let code: Int
        let label: String
        let isMissing: Bool
    }

    let source: Source
    /// Good in SPSS, and the same in every file.
    var name = ""
    /// The choice and the row in front: what tells columns of one question apart must survive a cut.
    let label: String
    /// The choice alone, for a set of answers.
    let short: String
    let kind: Kind
    let labels: [Label]
    /// The question as it was asked.
    let question: String
    let hint: String
    var codes: ExportCodes = .standard
    /// Whether a record has one of these codes.
    var usesCodes = false
    /// Of the longest text, in bytes of UTF-8.
    var bytes = 1

    init(
        _ source: Source, label: String, short: String? = nil, kind: Kind, labels: [Label] = [], question: String = "",
        hint: String = ""
    ) {
        self.source = source
        self.label = label
        self.short = short ?? label
        self.kind = kind
        self.labels = labels
        self.question = question
        self.hint = hint
    }

    /// A column of a question.
    init(_ variable: Variable, of question: Question?, language: String, t: Texts) {
        let asked = question?.text(language) ?? variable.label(language)
        let row = variable.row.flatMap { code in question?.rows.first { $0.code == code } }?.label(language)
        let isNamedRow = variable.isOther && variable.row == nil && question?.kind.isGrid == true
        let answers = isNamedRow ? question?.rows : question?.choices
        let choice = variable.code.flatMap { code in answers?.first { $0.code == code } }?.label(language)
        let parts = [choice, row, asked].compactMap(\.self).filter { !$0.isEmpty }
        let kind: Kind
        var labels = variable.values.map { Label(code: $0.code, label: $0.label(language), isMissing: $0.isMissing) }
        switch variable.kind {
        case .code: kind = .code
        case .rank: kind = .code
        case .tick:
            kind = .code
            labels = [
                Label(code: 0, label: t("Nee"), isMissing: false), Label(code: 1, label: t("Ja"), isMissing: false),
            ]
        case .number(let decimals): kind = .number(decimals: decimals)
        case .date: kind = .day
        case .text: kind = .text
        }
        let label =
            variable.isOther ? t("Anders, namelijk: \(parts.joined(separator: " – "))") : parts.joined(separator: " – ")
        self.init(
            .variable(variable), label: label, short: choice ?? row ?? asked, kind: kind, labels: labels,
            question: asked, hint: question?.hint?(language) ?? "")
        name = variable.name
    }
}

/// One cell of a file.
enum ExportValue: Sendable, Equatable {
    /// The question was not put to this respondent.
    case notShown
    /// It was, and nothing was filled in.
    case left
    /// There is nothing to tell, such as a place in an order that was not given.
    case none
    case number(Double)
    case text(String)
    case day(Day)
}
