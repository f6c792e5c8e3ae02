import Core

/// Reads the XPath of `relevant` as far as our conditions go: `${a} = 'x'`, `selected(${a}, 'x')`,
/// `count-selected(${a}) > 1`, `${a} != ''`, `and`, `or`, `not(…)`, `date('…')`, `true()` left out.
struct XLSFormConditionReader {
    /// Not in our language.
    struct Unknown: Error {}

    private enum Token: Hashable {
        case name(String), word(String), text(String), number(Double), sign(String)
    }

    /// What a name of the form stands for: the question, and the codes of the words it can be answered with.
    struct Target {
        let reference: Expression.Reference
        let codes: [String: Int]
        let isChoice: Bool
    }

    private var tokens: [Token] = []
    private var index = 0
    private let targets: [String: Target]

    static func read(_ source: String, _ targets: [String: Target]) throws(Unknown) -> Expression.Node {
        guard source.utf8.count <= ExpressionLexer.longest else { throw Unknown() }
        var reader = XLSFormConditionReader(targets: targets)
        try reader.scan(Array(source.unicodeScalars))
        let node = try reader.any(0)
        guard reader.index == reader.tokens.count else { throw Unknown() }
        return node
    }

    private init(targets: [String: Target]) { self.targets = targets }

    private mutating func scan(_ source: [Unicode.Scalar]) throws(Unknown) {
        var index = 0
        func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(source[range])) }
        func end(from start: Int, while isPart: (Unicode.Scalar) -> Bool) -> Int {
            source[start...].firstIndex { !isPart($0) } ?? source.count
        }
        while index < source.count {
            let scalar = source[index]
            let start = index
            switch scalar {
            case " ", "\n", "\t", "\r", "\u{A0}": index += 1
            case "$":
                guard index + 1 < source.count, source[index + 1] == "{",
                    let close = source[index...].firstIndex(of: "}")
                else { throw Unknown() }
                tokens.append(.name(text(index + 2..<close).trimmed))
                index = close + 1
            case "'", "\"":
                guard let close = source[(index + 1)...].firstIndex(of: scalar) else { throw Unknown() }
                tokens.append(.text(text(index + 1..<close)))
                index = close + 1
            case "0"..."9":
                index = end(from: index) { $0 == "." || ("0"..."9").contains($0) }
                guard let number = Double(text(start..<index)), number < 1e15 else { throw Unknown() }
                tokens.append(.number(number))
            case "a"..."z", "A"..."Z":
                index = end(from: index) { $0 == "-" || $0.properties.isAlphabetic }
                tokens.append(.word(text(start..<index).lowercased()))
            case "!", "<", ">", "=":
                index = end(from: index) { $0 == "=" }
                if index == start { index += 1 }
                index = index < source.count && source[index] == "=" ? index + 1 : index
                tokens.append(.sign(text(start..<index)))
            case "(", ")", ",", "-":
                tokens.append(.sign(String(Character(scalar))))
                index += 1
            default: throw Unknown()
            }
        }
    }

    private var token: Token? { index < tokens.count ? tokens[index] : nil }

    private mutating func take(_ token: Token) -> Bool {
        guard self.token == token else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ sign: String) throws(Unknown) {
        guard take(.sign(sign)) else { throw Unknown() }
    }

    private mutating func any(_ depth: Int) throws(Unknown) -> Expression.Node {
        var nodes = [try all(depth)]
        while take(.word("or")) { nodes.append(try all(depth)) }
        return nodes.count == 1 ? nodes[0] : .any(nodes)
    }

    private mutating func all(_ depth: Int) throws(Unknown) -> Expression.Node {
        var nodes = [try factor(depth)]
        while take(.word("and")) { nodes.append(try factor(depth)) }
        return nodes.count == 1 ? nodes[0] : .all(nodes)
    }

    private mutating func factor(_ depth: Int) throws(Unknown) -> Expression.Node {
        guard depth < 24 else { throw Unknown() }
        if take(.sign("(")) {
            let node = try any(depth + 1)
            try expect(")")
            return node
        }
        if take(.word("not")) {
            try expect("(")
            let node = try any(depth + 1)
            try expect(")")
            return .not(node)
        }
        if take(.word("selected")) {
            try expect("(")
            let target = try target()
            try expect(",")
            guard let code = code(try literal(), target) else { throw Unknown() }
            try expect(")")
            return .has(target.reference, [code])
        }
        if take(.word("count-selected")) {
            try expect("(")
            let target = try target()
            try expect(")")
            let comparison = try comparison()
            guard case .number(let number) = try literal() else { throw Unknown() }
            return .count(target.reference, comparison, number)
        }
        let target = try target()
        let comparison = try comparison()
        let value = try literal()
        if value == .text("") {
            switch comparison {
            case .equal: return .not(.answered(target.reference))
            case .unequal: return .answered(target.reference)
            default: throw Unknown()
            }
        }
        guard target.isChoice else { return .compare(target.reference, comparison, value) }
        guard let code = code(value, target) else { throw Unknown() }
        return .compare(target.reference, comparison, .number(Double(code)))
    }

    private mutating func target() throws(Unknown) -> Target {
        guard case .name(let name) = token, let target = targets[name] else { throw Unknown() }
        index += 1
        return target
    }

    private mutating func comparison() throws(Unknown) -> Expression.Operator {
        guard case .sign(let sign) = token, let found = Expression.Operator(rawValue: sign == "=" ? "==" : sign) else {
            throw Unknown()
        }
        index += 1
        return found
    }

    private mutating func literal() throws(Unknown) -> Expression.Value {
        if take(.word("date")) {
            try expect("(")
            let value = try literal()
            try expect(")")
            return value
        }
        let isNegative = take(.sign("-"))
        switch token {
        case .number(let number):
            index += 1
            return .number(isNegative ? -number : number)
        case .text(let text) where !isNegative && !text.contains("'"):
            index += 1
            return .text(text)
        default: throw Unknown()
        }
    }

    private func code(_ value: Expression.Value, _ target: Target) -> Int? {
        switch value {
        case .text(let text): target.codes[text]
        case .number(let number): target.codes[JSONWriting.digits(number)]
        }
    }
}
