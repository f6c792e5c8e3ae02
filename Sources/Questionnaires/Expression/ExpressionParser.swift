import Core

/// Reads a condition by recursive descent: `or` binds least, then `and`, then `not`.
struct ExpressionParser {
    private typealias Token = ExpressionLexer.Token

    /// Words with a meaning; a question cannot be called so.
    static let keywords: Set<String> = [
        "and", "en", "or", "of", "not", "niet", "has", "heeft", "answered", "beantwoord", "count", "aantal",
    ]
    /// Brackets and `not` within each other.
    private static let deepest = 32

    private let tokens: [(token: ExpressionLexer.Token, offset: Int)]
    private let end: Int
    private var index = 0

    static func parse(_ source: String) throws(ExpressionFault) -> Expression.Node {
        var parser = ExpressionParser(tokens: try ExpressionLexer.tokens(of: source), end: source.utf8.count)
        let node = try parser.any(depth: 0)
        guard parser.token == nil else { throw parser.fault(Text("Hier hoort “and” of “or”, of niets meer.")) }
        return node
    }

    private init(tokens: [(token: ExpressionLexer.Token, offset: Int)], end: Int) {
        self.tokens = tokens
        self.end = end
    }

    private var token: Token? { index < tokens.count ? tokens[index].token : nil }

    private func fault(_ text: Text) -> ExpressionFault {
        ExpressionFault(text: text, offset: index < tokens.count ? tokens[index].offset : end)
    }

    private mutating func take(_ words: [String]) -> Bool {
        guard case .word(let word) = token, words.contains(word.lowercased()) else { return false }
        index += 1
        return true
    }

    private mutating func any(depth: Int) throws(ExpressionFault) -> Expression.Node {
        var nodes = [try all(depth: depth)]
        while take(["or", "of"]) { nodes.append(try all(depth: depth)) }
        return nodes.count == 1 ? nodes[0] : .any(nodes)
    }

    private mutating func all(depth: Int) throws(ExpressionFault) -> Expression.Node {
        var nodes = [try factor(depth: depth)]
        while take(["and", "en"]) { nodes.append(try factor(depth: depth)) }
        return nodes.count == 1 ? nodes[0] : .all(nodes)
    }

    private mutating func factor(depth: Int) throws(ExpressionFault) -> Expression.Node {
        guard depth < Self.deepest else { throw fault(Text("Hier staan te veel haakjes in elkaar.")) }
        if take(["not", "niet"]) { return .not(try factor(depth: depth + 1)) }
        if token == .open {
            index += 1
            let node = try any(depth: depth + 1)
            try expectClose()
            return node
        }
        if take(["answered", "beantwoord"]) { return .answered(try bracketedReference()) }
        if take(["count", "aantal"]) {
            let reference = try bracketedReference()
            let comparison = try comparison()
            guard case .number(let number) = token else { throw fault(Text("Hier hoort een getal.")) }
            index += 1
            return .count(reference, comparison, number)
        }
        let reference = try reference()
        if take(["has", "heeft"]) { return .has(reference, try codes()) }
        let comparison = try comparison()
        switch token {
        case .number(let number):
            index += 1
            return .compare(reference, comparison, .number(number))
        case .text(let text):
            index += 1
            return .compare(reference, comparison, .text(text))
        default: throw fault(Text("Hier hoort een getal of een tekst tussen aanhalingstekens."))
        }
    }

    private mutating func comparison() throws(ExpressionFault) -> Expression.Operator {
        guard case .comparison(let comparison) = token else {
            throw fault(Text("Hier hoort een vergelijking: ==, !=, <, <=, >, >= of has."))
        }
        index += 1
        return comparison
    }

    private mutating func bracketedReference() throws(ExpressionFault) -> Expression.Reference {
        guard token == .open else { throw fault(Text("Hier hoort een haakje openen.")) }
        index += 1
        let reference = try reference()
        try expectClose()
        return reference
    }

    private mutating func reference() throws(ExpressionFault) -> Expression.Reference {
        guard case .word(let id) = token, !Self.keywords.contains(id.lowercased()) else {
            throw fault(Text("Hier hoort de naam van een vraag, zoals V03."))
        }
        index += 1
        guard token == .dot else { return Expression.Reference(question: id, row: nil) }
        index += 1
        return Expression.Reference(question: id, row: try code())
    }

    private mutating func codes() throws(ExpressionFault) -> [Int] {
        guard token == .open else { return [try code()] }
        index += 1
        var codes = [try code()]
        while token == .comma {
            index += 1
            codes.append(try code())
        }
        try expectClose()
        return codes
    }

    private mutating func code() throws(ExpressionFault) -> Int {
        guard case .number(let number) = token, number == number.rounded(), abs(number) < 1_000_000_000 else {
            throw fault(Text("Hier hoort een code: een heel getal."))
        }
        index += 1
        return Int(number)
    }

    private mutating func expectClose() throws(ExpressionFault) {
        guard token == .close else { throw fault(Text("Hier hoort een haakje sluiten.")) }
        index += 1
    }
}
