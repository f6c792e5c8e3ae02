package import Core

/// The scan on integral and future-proof policy: questions, scales, and the rules that give a route.
package struct IntegralScan: ContentFile {
    package static let name = "scan-integral"

    package struct Scale: Decodable, Sendable {
        package let id: String
        package let name: LocalText
        package let explanation: LocalText
        package let aspects: [String]
        package let source: SourceNote
    }

    package struct Aspect: Decodable, Sendable {
        package let id: String
        package let name: LocalText
        package let explanation: LocalText
        package let source: SourceNote
    }

    package struct Item: Decodable, Sendable {
        package let id: String
        package let aspect: String
        package let question: LocalText
        package let explanation: LocalText
        package let evidence: LocalText
        package let seenBy: [String]
        package let source: SourceNote

        enum CodingKeys: String, CodingKey {
            case id, aspect, question, explanation, evidence, source
            case seenBy = "seen-by"
        }
    }

    package struct Ingredient: Decodable, Sendable {
        package let id: String
        package let name: LocalText
        package let explanation: LocalText
        package let aspects: [String]
        package let source: SourceNote
    }

    package struct Smoc: Decodable, Sendable {
        package struct Part: Decodable, Sendable {
            package let id: String
            package let name: LocalText
            package let basicFunction: String
            package let text: LocalText

            enum CodingKeys: String, CodingKey {
                case id, name, text
                case basicFunction = "basic-function"
            }
        }

        package let explanation: LocalText
        package let parts: [Part]
        package let source: SourceNote
    }

    package let id: String
    package let version: Int
    package let title: LocalText
    package let source: SourceNote
    package let intro: LocalText
    package let answers: ScanAnswers
    package let scales: [Scale]
    package let aspects: [Aspect]
    package let items: [Item]
    package let facts: [ScanFact]
    package let scoring: ScanScoring
    package let routeRules: ScanRouteRules
    package let routes: [ScanRoute]
    package let ingredients: [Ingredient]
    package let smoc: Smoc
    package let warnings: [ScanWarning]

    enum CodingKeys: String, CodingKey {
        case id, version, title, source, intro, answers, scales, aspects, items, facts, scoring, routes, ingredients
        case smoc, warnings
        case routeRules = "route-rules"
    }

    package func aspect(_ id: String) -> Aspect? { aspects.first { $0.id == id } }
    package func items(of aspect: String) -> [Item] { items.filter { $0.aspect == aspect } }
    package func route(_ id: String) -> ScanRoute? { routes.first { $0.id == id } }
}

/// A question about what is, not about how it goes: it is not scored.
package struct ScanFact: Decodable, Sendable {
    package enum Kind: String, Decodable, Sendable { case date, one, several, text, amount }

    package struct Option: Decodable, Sendable {
        package let id: String
        package let text: LocalText
    }

    package let id: String
    package let kind: Kind
    package let question: LocalText
    package let explanation: LocalText
    package let options: [Option]?
    package let source: SourceNote

    /// What was filled in, in the reader's words.
    package func text(_ values: [String], _ t: Texts) -> String {
        switch kind {
        case .date: values.first.flatMap(Day.init(iso:)).map(t.date) ?? ""
        case .one, .several:
            (options ?? []).filter { values.contains($0.id) }.map { t($0.text) }.joined(separator: " · ")
        case .text, .amount: values.first ?? ""
        }
    }
}
