import Community

/// The workbook of the five basic functions: what to ask, and what was found in 2011.
package struct WorkbookContent: ContentFile {
    package static let name = "workbook"
    package let id: String
    package let version: Int
    let title: LocalText
    let source: SourceNote
    let intro: LocalText
    /// What is asked of every element.
    let answers: [Answer]
    let survey: WorkbookSurvey
    let functions: [Function]

    enum CodingKeys: String, CodingKey {
        case id, version, title, source, intro, answers, functions
        case survey = "survey-2011"
    }

    struct Option: Decodable, Sendable, Hashable {
        let id: String
        let text: LocalText
    }

    struct Answer: Decodable, Sendable {
        enum Kind: String, Decodable, Sendable { case one, several, text, amount }
        let id: String
        let question: LocalText
        let kind: Kind
        let options: [Option]?
        let source: SourceNote
    }

    struct Function: Decodable, Sendable {
        let id: String
        let number: Int
        let name: LocalText
        let definition: LocalText
        let explanation: LocalText
        let questions: [Question]
        let elements: [Element]
        let execution: [OpenQuestion]
        let money: [OpenQuestion]
        let source: SourceNote
    }

    struct Question: Decodable, Sendable {
        enum Kind: String, Decodable, Sendable { case several, text }
        let id: String
        let number: Int
        let question: LocalText
        let explanation: LocalText?
        let kind: Kind
        let options: [Option]?
        /// Whether people may add what is not in the list.
        let ownOptions: Bool
        let source: SourceNote

        enum CodingKeys: String, CodingKey {
            case id, number, question, explanation, kind, options, source
            case ownOptions = "own-options"
        }
    }

    struct OpenQuestion: Decodable, Sendable {
        let id: String
        let question: LocalText
        let source: SourceNote
    }

    /// A piece of policy: what a municipality can choose to do.
    struct Element: Decodable, Sendable {
        let id: String
        let name: LocalText
        let explanation: LocalText
        /// Other functions it serves.
        let alsoIn: [String]?
        /// Indicators that could show that it happens.
        let seenBy: [String]?
        let survey: WorkbookSurvey.Line?
        let source: SourceNote

        enum CodingKeys: String, CodingKey {
            case id, name, explanation, source
            case alsoIn = "also-in"
            case seenBy = "seen-by"
            case survey = "survey-2011"
        }
    }

    func function(_ id: String) -> Function? { functions.first { $0.id == id } }

    func options(_ answer: String) -> [Option] { answers.first { $0.id == answer }?.options ?? [] }

    /// The words of an option of an answer, such as `carried-out-by-centre`.
    func words(_ option: String, of answer: String) -> LocalText? {
        options(answer).first { $0.id == option }?.text
    }

    package var problems: [String] {
        var found = repeated(functions.map(\.id), in: "functions")
        found += repeated(functions.flatMap(\.elements).map(\.id), in: "elements")
        found += repeated(
            functions.flatMap { $0.questions.map(\.id) + $0.execution.map(\.id) + $0.money.map(\.id) }, in: "questions")
        if functions.map(\.number) != Array(1...max(1, functions.count)) {
            found.append("functions: the numbers are not 1, 2, 3 …")
        }
        for function in functions where BasicFunction(rawValue: function.id) == nil {
            found.append("functions › \(function.id): is not one of the five basic functions")
        }
        for question in functions.flatMap(\.questions) {
            found += repeated((question.options ?? []).map(\.id), in: question.id)
            if question.kind == .several, (question.options ?? []).isEmpty {
                found.append("\(question.id): has no options")
            }
        }
        let ids = Set(functions.map(\.id))
        for element in functions.flatMap(\.elements) {
            for other in element.alsoIn ?? [] where !ids.contains(other) {
                found.append("\(element.id) › also-in: there is no function \(other)")
            }
            found += (element.survey?.problems(base: survey.base) ?? []).map { "\(element.id) › \($0)" }
        }
        for option in WorkbookAnswer.known where words(option.option, of: option.answer) == nil {
            found.append("answers › \(option.answer): the option \(option.option) is missing")
        }
        return found + survey.problems
    }
}
