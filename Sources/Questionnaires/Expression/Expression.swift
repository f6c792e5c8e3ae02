import Core
import Synchronization

/// A condition on answers: `V03 == 1 and (V05 has 2 or V07 >= 3) and not answered(V09)`.
///
/// It always ends and always has an outcome: there are no loops, no calls that can fail, and a condition on a question
/// that was not answered does not hold (so `not (V03 == 1)` holds for someone who skipped V03, and `V03 != 1` does
/// not). An answer that says nothing, such as "weet niet", is not larger or smaller than anything.
///
///     V03 == 1          the answer with code 1; also != < <= > >=, and texts and days between quotes
///     V05 has 2         among several answers; V05 has (2, 3): any of these
///     V12.3 has 1       row 3 of a grid; without a row: any row
///     answered(V01)     something was answered
///     count(V05) >= 2   this many answers were chosen, or rows filled in
///     and  or  not      and in Dutch: en  of  niet  heeft  beantwoord  aantal
package struct Expression: Sendable, Hashable {
    /// A question, or one row of a grid.
    package struct Reference: Sendable, Hashable {
        package let question: String
        package let row: Int?

        package init(question: String, row: Int?) {
            self.question = question
            self.row = row
        }

        package var description: String { row.map { "\(question).\($0)" } ?? question }
    }

    package enum Operator: String, Sendable, CaseIterable {
        case equal = "==", unequal = "!=", less = "<", atMost = "<=", more = ">", atLeast = ">="

        func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
            switch self {
            case .equal: left == right
            case .unequal: left != right
            case .less: left < right
            case .atMost: left <= right
            case .more: left > right
            case .atLeast: left >= right
            }
        }
    }

    package enum Value: Sendable, Hashable {
        case number(Double)
        case text(String)
    }

    package indirect enum Node: Sendable, Hashable {
        case all([Node]), any([Node]), not(Node)
        case compare(Reference, Operator, Value)
        case has(Reference, [Int])
        case answered(Reference)
        case count(Reference, Operator, Double)
    }

    /// As it was written.
    package let source: String
    package let root: Node

    /// - Throws: `ExpressionFault` with the place and what is expected there.
    package init(_ source: String) throws(ExpressionFault) {
        self.source = source
        root = try ExpressionParser.parse(source)
    }

    /// The condition of that text, read once and remembered; `nil` for what is no condition.
    package static func known(_ source: String) -> Expression? {
        if let found = memory.withLock({ $0.value(for: source) }) { return found.expression }
        let expression = try? Expression(source)
        memory.withLock { $0.insert(Remembered(expression: expression), for: source) }
        return expression
    }

    private struct Remembered: Sendable { let expression: Expression? }
    private static let memory = Mutex(RecentMap<String, Remembered>(room: 2_000))

    package init(_ root: Node) {
        self.root = root
        source = Self.write(root)
    }

    /// The ids of the questions it looks at, each once, in order of appearance.
    package var questions: [String] {
        var found: [String] = []
        for reference in references where !found.contains(reference.question) { found.append(reference.question) }
        return found
    }

    /// All that is referred to, in order of appearance.
    package var references: [Reference] { Self.references(root) }

    private static func references(_ node: Node) -> [Reference] {
        switch node {
        case .all(let nodes), .any(let nodes): nodes.flatMap(references)
        case .not(let node): references(node)
        case .compare(let reference, _, _), .has(let reference, _), .answered(let reference),
            .count(let reference, _, _):
            [reference]
        }
    }

    /// The text of a node, which reads back as that node.
    package static func write(_ node: Node) -> String {
        switch node {
        case .all(let nodes): nodes.map(bracketed).joined(separator: " and ")
        case .any(let nodes): nodes.map(bracketed).joined(separator: " or ")
        case .not(let inner):
            switch inner {
            case .answered, .not: "not " + write(inner)
            default: "not (" + write(inner) + ")"
            }
        case .compare(let reference, let comparison, let value):
            "\(reference.description) \(comparison.rawValue) \(write(value))"
        case .has(let reference, let codes):
            codes.count == 1
                ? "\(reference.description) has \(codes[0])"
                : "\(reference.description) has (" + codes.map(String.init).joined(separator: ", ") + ")"
        case .answered(let reference): "answered(\(reference.description))"
        case .count(let reference, let comparison, let number):
            "count(\(reference.description)) \(comparison.rawValue) \(JSONWriting.digits(number))"
        }
    }

    private static func bracketed(_ node: Node) -> String {
        switch node {
        case .all, .any: "(" + write(node) + ")"
        default: write(node)
        }
    }

    private static func write(_ value: Value) -> String {
        switch value {
        case .number(let number): JSONWriting.digits(number)
        case .text(let text): "'" + text + "'"
        }
    }
}
