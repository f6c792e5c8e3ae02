package import Core

/// A warning that depends on a fact: policy that is old, or was made without the field.
package struct ScanWarning: Decodable, Sendable {
    package struct Condition: Decodable, Sendable {
        package let fact: String
        package let olderThanMonths: Int?
        package let isOneOf: [String]?
        package let isEmpty: Bool?

        enum CodingKeys: String, CodingKey {
            case fact
            case olderThanMonths = "older-than-months"
            case isOneOf = "is"
            case isEmpty = "is-empty"
        }

        /// - Parameters:
        ///   - values: what was filled in, by fact.
        ///   - day: on which the age is counted.
        package func holds(_ values: [String: [String]], on day: Day) -> Bool {
            let given = values[fact] ?? []
            if isEmpty == true { return given.isEmpty }
            if let isOneOf { return given.contains(where: isOneOf.contains) }
            guard let olderThanMonths, let since = given.first.flatMap(Day.init(iso:)) else { return false }
            return since.adding(months: olderThanMonths) < day
        }
    }

    package let id: String
    package let when: Condition
    package let text: LocalText
    package let source: SourceNote

    func problems(facts: [ScanFact]) -> [String] {
        let place = "warnings › \(id)"
        guard let fact = facts.first(where: { $0.id == when.fact }) else {
            return ["\(place): there is no fact \(when.fact)"]
        }
        var problems: [String] = []
        let ways = [when.olderThanMonths != nil, when.isOneOf != nil, when.isEmpty == true].filter { $0 }.count
        if ways != 1 { problems.append("\(place): needs one of older-than-months, is and is-empty") }
        if when.olderThanMonths != nil, fact.kind != .date { problems.append("\(place): \(fact.id) is not a date") }
        let known = Set((fact.options ?? []).map(\.id))
        for option in when.isOneOf ?? [] where !known.contains(option) {
            problems.append("\(place): there is no option \(option)")
        }
        return problems
    }
}

extension Day {
    /// The same day of the month so many months later, or the last day of a month that is too short for it.
    fileprivate func adding(months: Int) -> Day {
        let (_, _, date) = parts
        let first = firstOfMonth(adding: months)
        return min(first + (date - 1), first.firstOfMonth(adding: 1) - 1)
    }
}
