/// The content of value and impact: the sum of 2025, the assumptions with their sources, and how to count locally.
package struct ValueContent: ContentFile {
    package static let name = "value"
    package let id: String
    package let version: Int
    package let title: LocalText
    package let source: SourceNote
    package let intro: LocalText
    package let caution: LocalText
    package let formula: String
    package let published: Published
    package let population: Population
    package let assumptions: [Assumption]
    package let outcomes: [Outcome]
    package let bandwidth: Explained
    package let oneAtATime: OneAtATime
    package let methods: [Method]
    package let local: [Local]
    package let impact: [Impact]

    enum CodingKeys: String, CodingKey {
        case id, version, title, source, intro, caution, formula, published, assumptions, outcomes, bandwidth, methods
        case local, impact
        case population = "population-15-plus"
        case oneAtATime = "one-at-a-time"
    }

    /// The sum as it was printed, and our check.
    package struct Published: Decodable, Sendable {
        package let year: Int
        package let volunteers: Int
        package let hoursPerWeek: Double
        package let weeksPerYear: Double
        package let rate: Double
        package let hours: Int
        package let value: Int
        package let printedValue: String
        package let printedInText: LocalText
        package let check: LocalText
        package let remark: LocalText
        package let source: SourceNote

        enum CodingKeys: String, CodingKey {
            case year, volunteers, rate, hours, value, check, remark, source
            case hoursPerWeek = "hours-per-week"
            case weeksPerYear = "weeks-per-year"
            case printedValue = "printed-value"
            case printedInText = "printed-in-text"
        }

        package var factors: ValueFactors {
            ValueFactors(
                volunteers: volunteers * 100, hours: ValueFactors.hundredths(hoursPerWeek),
                weeks: ValueFactors.hundredths(weeksPerYear), rate: ValueFactors.hundredths(rate))
        }
    }

    package struct Population: Decodable, Sendable {
        package let value: Int
        /// Out of all these inhabitants.
        package let of: Int
        package let why: LocalText
        package let source: SourceNote
    }

    package struct Level: Decodable, Sendable {
        package let value: Double
        package let why: LocalText
        package let source: SourceNote
    }

    package struct Assumption: Decodable, Sendable {
        package let id: ValueFactor
        package let name: LocalText
        package let unit: String
        package let low: Level
        package let middle: Level
        package let high: Level

        package subscript(_ level: ValueLevel) -> Level {
            switch level {
            case .low: low
            case .middle: middle
            case .high: high
            }
        }
    }

    package struct Outcome: Decodable, Sendable {
        package let id: String
        package let level: ValueLevel
        package let hours: Int
        package let value: Int
        package let text: LocalText
    }

    package struct Explained: Decodable, Sendable {
        package let explanation: LocalText
        package let source: SourceNote
    }

    package struct OneAtATime: Decodable, Sendable {
        package let explanation: LocalText
        package let items: [Item]
        package let source: SourceNote

        package struct Item: Decodable, Sendable {
            package let id: String
            package let assumption: ValueFactor
            package let text: LocalText
            package let value: Int
            package let difference: Int

            enum CodingKeys: String, CodingKey {
                case id, assumption, text, value
                case difference = "difference-pct"
            }
        }
    }

    package struct Method: Decodable, Sendable {
        package let id: String
        package let name: LocalText
        package let text: LocalText
        package let rates: [ValueLevel]
        package let source: SourceNote
    }

    package struct Local: Decodable, Sendable {
        package let id: String
        package let assumption: ValueFactor
        package let first: LocalText
        package let otherwise: LocalText
        package let shares: Shares?
        package let indicator: String?
        package let warning: LocalText?

        package struct Shares: Decodable, Sendable {
            package let low: Double
            package let middle: Double
            package let high: Double
        }
    }

    package struct Impact: Decodable, Sendable {
        package let id: String
        package let name: LocalText
        package let text: LocalText
        package let needs: LocalText
        package let seenBy: [String]
        package let source: SourceNote

        enum CodingKeys: String, CodingKey {
            case id, name, text, needs, source
            case seenBy = "seen-by"
        }
    }
}
