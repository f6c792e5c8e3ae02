/// Which records a count is of, as a rule over their answers: what a reader knows of a published figure.
indirect enum Rule: Sendable, Hashable {
    /// One of these options is chosen; codes are in ascending order.
    case chosen(String, [Int])
    case shown(String)
    /// Any option is chosen, or a number is given.
    case answered(String)
    case all([Rule])
    case any([Rule])
    case not(Rule)

    static let everyone = Rule.all([])

    static func and(_ rules: [Rule]) -> Rule {
        let parts = rules.flatMap(\.parts)
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    /// What must hold together.
    var parts: [Rule] {
        if case .all(let rules) = self { return rules.flatMap(\.parts) }
        return [self]
    }

    /// The names of the columns it looks at, without order.
    var columns: Set<String> {
        switch self {
        case .chosen(let column, _), .shown(let column), .answered(let column): [column]
        case .all(let rules), .any(let rules): rules.reduce(into: []) { $0.formUnion($1.columns) }
        case .not(let rule): rule.columns
        }
    }
}
