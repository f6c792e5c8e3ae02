import Core

/// A way forward that the scan can advise.
package struct ScanRoute: Decodable, Sendable {
    package struct Step: Decodable, Sendable {
        package let id: String
        package let text: LocalText
    }

    package let id: String
    package let name: LocalText
    package let text: LocalText
    package let firstSteps: [Step]
    package let skills: LocalText
    package let source: SourceNote

    enum CodingKeys: String, CodingKey {
        case id, name, text, skills, source
        case firstSteps = "first-steps"
    }
}

/// The rules that lead from the levels of the aspects to one route: the first that fits.
package struct ScanRouteRules: Decodable, Sendable {
    package struct Condition: Decodable, Sendable {
        package let aspects: [String]
        package let level: [String]

        /// The aspects that make it true.
        package func hits(_ levels: [String: String]) -> [String] {
            aspects.filter { level.contains(levels[$0] ?? ScanScoring.unknownLevel) }
        }
    }

    package struct Rule: Decodable, Sendable {
        package let id: String
        package let number: Int
        package let ifAny: Condition?
        package let otherwise: Bool?
        package let route: String
        package let reason: LocalText
        package let source: SourceNote

        enum CodingKeys: String, CodingKey {
            case id, number, otherwise, route, reason, source
            case ifAny = "if-any"
        }

        package func fits(_ levels: [String: String]) -> Bool {
            ifAny.map { !$0.hits(levels).isEmpty } ?? (otherwise == true)
        }
    }

    package let order: String
    package let explanation: LocalText
    package let rules: [Rule]
    package let source: SourceNote

    /// - Parameter levels: by aspect; one that is missing counts as unknown.
    package func rule(for levels: [String: String]) -> Rule? { rules.first { $0.fits(levels) } }

    func problems(aspects: Set<String>, levels: Set<String>, routes: [ScanRoute]) -> [String] {
        var problems: [String] = []
        if order != "first-that-fits" { problems.append("route-rules: order is not a known way") }
        if rules.map(\.number) != Array(1...max(1, rules.count)) {
            problems.append("route-rules: the numbers run from 1 up, in order")
        }
        for rule in rules {
            let place = "route-rules › \(rule.id)"
            if (rule.ifAny == nil) != (rule.otherwise == true) {
                problems.append("\(place): needs either if-any or otherwise")
            }
            if !routes.contains(where: { $0.id == rule.route }) {
                problems.append("\(place): there is no route \(rule.route)")
            }
            for id in rule.ifAny?.aspects ?? [] where !aspects.contains(id) {
                problems.append("\(place): there is no aspect \(id)")
            }
            for id in rule.ifAny?.level ?? [] where !levels.contains(id) {
                problems.append("\(place): there is no level \(id)")
            }
        }
        if rules.last?.otherwise != true { problems.append("route-rules: the last rule must be otherwise") }
        if rules.dropLast().contains(where: { $0.otherwise == true }) {
            problems.append("route-rules: only the last rule may be otherwise")
        }
        return problems
    }
}
