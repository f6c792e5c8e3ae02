/// The content of the yearly evaluation: questions with the parts that fill them, and the four conclusions.
package struct EvaluationContent: ContentFile {
    package static let name = "evaluation"
    package let id: String
    package let version: Int
    package let title: LocalText
    package let source: SourceNote
    package let intro: LocalText
    package let rhythm: Rhythm
    package let sections: [Section]
    package let conclusions: [Conclusion]
    package let reason: Reason

    package struct Rhythm: Decodable, Sendable {
        package let months: Int
        package let explanation: LocalText
        package let source: SourceNote
    }

    package struct Section: Decodable, Sendable {
        package let id: String
        package let name: LocalText
        package let questions: [Question]
    }

    package struct Question: Decodable, Sendable {
        package let id: String
        /// The answer goes to the next round as a point of attention.
        package let carries: Bool?
        package let question: LocalText
        package let explanation: LocalText
        package let filledFrom: [String]
        package let source: SourceNote

        enum CodingKeys: String, CodingKey {
            case id, carries, question, explanation, source
            case filledFrom = "filled-from"
        }
    }

    package struct Conclusion: Decodable, Sendable {
        package let id: String
        package let name: LocalText
        package let explanation: LocalText
        package let asks: LocalText
        package let nextCycle: Next
        package let source: SourceNote

        /// What happens to the goal in the next round.
        package enum Next: String, Decodable, Sendable {
            case drop, copy
            case copyAndAsk = "copy-and-ask"
            case copyWithNewTarget = "copy-with-new-target"
        }

        enum CodingKeys: String, CodingKey {
            case id, name, explanation, asks, source
            case nextCycle = "next-cycle"
        }
    }

    package struct Reason: Decodable, Sendable {
        package let needed: Bool
        package let question: LocalText
        package let source: SourceNote
    }

    package var questions: [Question] { sections.flatMap(\.questions) }
    package func conclusion(_ id: String) -> Conclusion? { conclusions.first { $0.id == id } }

    /// What a question may be filled from besides the parts of a round: the figures of surveys.
    static let elsewhere: Set<String> = ["surveys"]

    package var problems: [String] {
        var problems = repeated(sections.map(\.id), in: "sections") + repeated(questions.map(\.id), in: "questions")
        problems += repeated(conclusions.map(\.id), in: "conclusions")
        for question in questions {
            for name in question.filledFrom where PartName.kind(name) == nil && !Self.elsewhere.contains(name) {
                problems.append("\(question.id): there is no part \(name)")
            }
        }
        if sections.isEmpty { problems.append("sections: there are none") }
        if conclusions.count < 2 { problems.append("conclusions: there is nothing to choose") }
        if !(1...60).contains(rhythm.months) { problems.append("rhythm: 1 to 60 months") }
        return problems
    }
}
