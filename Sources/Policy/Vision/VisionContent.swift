import Core

/// The vision workshop: two sliders with what each side brings, ways of directing, principles and themes.
package struct VisionContent: ContentFile {
    package static let name = "vision"

    package struct Line: Decodable, Sendable {
        package let id: String
        package let text: LocalText
    }

    package struct Dimension: Decodable, Sendable {
        package struct Slider: Decodable, Sendable {
            package let from: Int
            package let to: Int
            package let low: String
            package let high: String
        }

        package struct Pole: Decodable, Sendable {
            package let id: String
            package let name: LocalText
            package let text: LocalText
            package let gains: [Line]
            package let losses: [Line]
            package let source: SourceNote
        }

        package struct Consequence: Decodable, Sendable {
            package let id: String
            package let name: LocalText
            package let low: LocalText
            package let high: LocalText
            package let source: SourceNote
        }

        package let id: String
        package let name: LocalText
        package let question: LocalText
        package let slider: Slider
        package let low: Pole
        package let high: Pole
        package let consequences: [Consequence]
        package let between: LocalText
        package let source: SourceNote

        package var range: ClosedRange<Int> { slider.from...max(slider.from, slider.to) }
        package var middle: Int { (slider.from + slider.to) / 2 }
    }

    /// A way of directing.
    package struct Way: Decodable, Sendable {
        package let id: String
        package let name: LocalText
        package let meaning: LocalText
        package let question: LocalText
        package let examples: [Line]
        package let source: SourceNote
    }

    package struct Principle: Decodable, Sendable {
        package let id: String
        package let text: LocalText
        package let explanation: LocalText
        package let source: SourceNote
    }

    package struct Theme: Decodable, Sendable {
        package let id: String
        package let kind: String
        package let name: LocalText
        package let question: LocalText
        package let options: [Line]
        package let explanation: LocalText
        package let source: SourceNote
    }

    package let id: String
    package let version: Int
    package let title: LocalText
    package let source: SourceNote
    package let intro: LocalText
    package let dimensions: [Dimension]
    package let ways: [Way]
    package let ownPrinciples: [Principle]
    package let principles2025: [Principle]
    package let themes: [Theme]

    enum CodingKeys: String, CodingKey {
        case id, version, title, source, intro, dimensions
        case ways = "five-s"
        case ownPrinciples = "principles"
        case principles2025 = "principles-2025"
        case themes = "checklist"
    }

    /// Both lists, the one of 2025 last.
    package var principles: [Principle] { ownPrinciples + principles2025 }

    package func dimension(_ id: String) -> Dimension? { dimensions.first { $0.id == id } }

    package var problems: [String] {
        var problems = repeated(dimensions.map(\.id), in: "dimensions") + repeated(ways.map(\.id), in: "five-s")
        problems += repeated(principles.map(\.id), in: "principles") + repeated(themes.map(\.id), in: "checklist")
        if Set(dimensions.map(\.id)) != ["scope", "steering"] {
            problems.append("dimensions: must be scope and steering")
        }
        for dimension in dimensions {
            let place = "dimensions › \(dimension.id)"
            if dimension.slider.from != 0 || dimension.slider.to != 10 {
                problems.append("\(place): the slider runs from 0 to 10")
            }
            if dimension.slider.low != dimension.low.id || dimension.slider.high != dimension.high.id {
                problems.append("\(place): the slider names other poles than there are")
            }
            problems += repeated(dimension.consequences.map(\.id), in: place)
            if dimension.consequences.isEmpty { problems.append("\(place): has no consequences") }
        }
        if ways.count != 5 { problems.append("five-s: there must be five") }
        if principles2025.count != 7 { problems.append("principles-2025: there must be seven") }
        for theme in themes {
            if theme.options.isEmpty { problems.append("checklist › \(theme.id): has no options") }
            if !["content", "organisation"].contains(theme.kind) {
                problems.append("checklist › \(theme.id): kind is content or organisation")
            }
            problems += repeated(theme.options.map(\.id), in: "checklist › \(theme.id)")
        }
        return problems
    }
}
