/// The type test as data: its statements, how they count, the four types, what to talk about.
package struct TypeTestContent: ContentFile {
    package static let name = "type-test"

    package struct Help: Decodable, Sendable {
        package let id: String
        package let question: LocalText
        package let text: LocalText
        package let source: SourceNote
    }

    /// A viewpoint or a role: something to choose.
    package struct Choice: Decodable, Sendable {
        package let id: String
        package let text: LocalText
        package let source: SourceNote
    }

    package struct Statement: Decodable, Sendable {
        package let id: String
        package let number: Int
        package let axis: String
        /// The statement as a short question for an agenda.
        package let agenda: LocalText
        package let statement: LocalText
        package let a: LocalText
        package let b: LocalText
        package let explanation: LocalText
        package let source: SourceNote
    }

    package struct Side: Decodable, Sendable {
        package let pole: String
        package let from: Int
        package let to: Int
    }

    package struct Axis: Decodable, Sendable {
        package let id: String
        package let name: LocalText
        package let statements: [Int]
        package let parity: String
        package let low: Side
        package let high: Side
        package let source: SourceNote
    }

    package struct Pole: Decodable, Sendable {
        package let id: String
        package let name: LocalText
        package let text: LocalText
        package let attention: LocalText
        package let source: SourceNote
    }

    package struct Border: Decodable, Sendable {
        package let counts: [Int]
        package let explanation: LocalText
        package let source: SourceNote
    }

    package struct Missing: Decodable, Sendable {
        package let rule: String
        package let explanation: LocalText
        package let source: SourceNote
    }

    package struct Group: Decodable, Sendable {
        package let centre: String
        package let borderAt: Double
        package let smallestGroup: Int
        package let mostDivided: String
        package let explanation: LocalText
        package let source: SourceNote

        private enum CodingKeys: String, CodingKey {
            case centre, explanation, source
            case borderAt = "border-at"
            case smallestGroup = "smallest-group"
            case mostDivided = "most-divided"
        }
    }

    package struct Scoring: Decodable, Sendable {
        package let countedAnswer: String
        package let statementsPerAxis: Int
        package let axes: [Axis]
        package let poles: [Pole]
        package let border: Border
        package let missing: Missing
        package let group: Group

        private enum CodingKeys: String, CodingKey {
            case axes, poles, border, missing, group
            case countedAnswer = "counted-answer"
            case statementsPerAxis = "statements-per-axis"
        }
    }

    package struct Point: Decodable, Sendable {
        package let id: String
        package let text: LocalText
    }

    package struct Kind: Decodable, Sendable {
        package let id: String
        package let numeral: String
        package let name: LocalText
        package let scope: String
        package let steering: String
        package let description: LocalText
        package let strengths: [Point]
        package let risks: [Point]
        package let chances: [Point]
        package let source: SourceNote
    }

    package struct Talk: Decodable, Sendable {
        package let id: String
        package let question: LocalText
        package let help: LocalText
        package let source: SourceNote
    }

    package let id: String
    package let version: Int
    package let title: LocalText
    package let source: SourceNote
    package let intro: LocalText
    package let help: [Help]
    package let viewpoints: [Choice]
    package let roles: [Choice]
    package let statements: [Statement]
    package let scoring: Scoring
    package let types: [Kind]
    package let discussion: [Talk]
    package let closing: LocalText
}
