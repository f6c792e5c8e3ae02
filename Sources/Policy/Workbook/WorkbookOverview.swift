import Core

/// Policy laid beside execution, with the figures of 2011: what the pages and the documents show.
struct WorkbookOverview: Sendable {
    struct Line: Sendable {
        let id: String
        let name: String
        let isOwn: Bool
        let answer: WorkbookAnswer
        let survey: WorkbookSurvey.Line?
    }

    struct Part: Sendable {
        let function: WorkbookContent.Function
        let sheet: WorkbookSheet
        let lines: [Line]

        var answered: Int { lines.filter(\.answer.isAnswered).count }
        var inPolicy: Int { lines.filter { $0.answer.inPolicy == .yes }.count }
        var happens: Int { lines.filter(\.answer.happens).count }
        var budget: Int { lines.compactMap(\.answer.budget).reduce(0, +) }

        /// The elements that the survey asked about: only those can be laid beside its figures.
        var compared: [Line] { lines.filter { $0.survey != nil } }
        /// How many of them municipalities had in their policy in 2011, on average, in tenths.
        func policyThen(base: Int) -> Int { Self.tenths(compared.compactMap(\.survey).map(\.inPolicy.n), base) }
        /// How many were carried out by the rule of the report: all that nobody said was not.
        func executionThen(base: Int) -> Int {
            Self.tenths(compared.compactMap(\.survey).map { base - $0.notExecuted.n }, base)
        }

        private static func tenths(_ counts: [Int], _ base: Int) -> Int {
            base == 0 ? 0 : (counts.reduce(0, +) * 20 + base) / (base * 2)
        }
    }

    let parts: [Part]
    let content: WorkbookContent
    var survey: WorkbookSurvey { content.survey }

    init(_ content: WorkbookContent, _ sheets: [String: WorkbookSheet], t: Texts) {
        self.content = content
        parts = content.functions.map { function in
            let sheet = sheets[function.id] ?? .empty(function.id)
            let listed = function.elements.map {
                Line(
                    id: $0.id, name: t($0.name), isOwn: false, answer: sheet.answer($0.id), survey: $0.survey)
            }
            let own = sheet.ownElements.map {
                Line(id: $0.id, name: $0.name, isOwn: true, answer: sheet.answer($0.id), survey: nil)
            }
            return Part(function: function, sheet: sheet, lines: listed + own)
        }
    }

    var lines: [Line] { parts.flatMap(\.lines) }
    var answered: Int { parts.reduce(0) { $0 + $1.answered } }
    var total: Int { parts.reduce(0) { $0 + $1.lines.count } }
    var budget: Int { parts.reduce(0) { $0 + $1.budget } }
    var first: [Line] { lines.filter { $0.answer.priority == .first } }
    var paperOnly: [Line] { lines.filter { $0.answer.gap == .paperOnly } }
    var withoutPolicy: [Line] { lines.filter { $0.answer.gap == .doneWithoutPolicy } }

    /// The share of elements in the policy, in whole per cent of those with an answer to that; for beside the target.
    var policyShare: Int? {
        let known = lines.filter { $0.answer.inPolicy != nil }
        if known.isEmpty { return nil }
        return WorkbookSurvey.Line.percent(known.filter { $0.answer.inPolicy == .yes }.count, of: known.count)
    }
}

extension WorkbookContent {
    /// Who carries it out, in words: `De vrijwilligerscentrale of het steunpunt, De gemeente zelf`.
    func carriers(_ answer: WorkbookAnswer, _ t: Texts) -> String {
        options("carried-out-by").filter { option in answer.carriers.contains { $0.rawValue == option.id } }
            .map { t($0.text) }.joined(separator: ", ")
    }

    func inPolicy(_ answer: WorkbookAnswer, _ t: Texts) -> String {
        answer.inPolicy.flatMap { words($0.rawValue, of: "in-policy") }.map { t($0) } ?? ""
    }

    func priority(_ answer: WorkbookAnswer, _ t: Texts) -> String {
        answer.priority.flatMap { words($0.rawValue, of: "priority") }.map { t($0) } ?? ""
    }
}
