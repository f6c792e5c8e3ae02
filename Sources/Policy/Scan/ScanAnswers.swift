package import Core

/// The answers that every question of a scan offers, and what each is worth.
package struct ScanAnswers: Decodable, Sendable {
    package struct Option: Decodable, Sendable {
        package let id: String
        /// Nothing for an answer that says nothing about how it stands: unknown, or does not apply.
        package let value: Int?
        package let text: LocalText
    }

    package let source: SourceNote
    package let options: [Option]

    /// The answer of whoever does not know: the question stays open.
    package static let unknown = "answer-unknown"
    /// The answer that takes a question away.
    package static let notApplicable = "answer-not-applicable"

    package func option(_ id: String?) -> Option? { options.first { $0.id == id } }

    package var highest: Int { options.compactMap(\.value).max() ?? 0 }

    /// The sentence for an answer; a dash when there is none.
    package func text(_ id: String?, _ t: Texts) -> String { option(id).map { t($0.text) } ?? "–" }

    /// What is wrong with the list: the program has to know what an answer without a value means.
    func problems() -> [String] {
        let values = options.compactMap(\.value)
        var problems: [String] = []
        if values.sorted() != Array(0...max(0, highest)) {
            problems.append("answers: the values must run from 0 up, each once")
        }
        for option in options where option.value == nil && ![Self.unknown, Self.notApplicable].contains(option.id) {
            problems.append("answers: \(option.id) has no value, and is not \(Self.unknown) or \(Self.notApplicable)")
        }
        for option in options where option.value != nil && [Self.unknown, Self.notApplicable].contains(option.id) {
            problems.append("answers: \(option.id) may not have a value")
        }
        return problems
    }
}
