import Core

/// Cuts the text of a condition into words.
struct ExpressionLexer {
    enum Token: Hashable {
        /// A keyword or the id of a question.
        case word(String)
        case number(Double)
        case text(String)
        case comparison(Expression.Operator)
        case open, close, comma, dot
    }

    /// No condition of a questionnaire is longer, in bytes.
    static let longest = 4_000

    private let bytes: [UInt8]
    private var index = 0

    static func tokens(of source: String) throws(ExpressionFault) -> [(token: Token, offset: Int)] {
        guard source.utf8.count <= longest else {
            throw ExpressionFault(text: Text("Deze voorwaarde is te lang."), offset: longest)
        }
        var lexer = ExpressionLexer(bytes: Array(source.utf8))
        var found: [(token: Token, offset: Int)] = []
        while let byte = lexer.next {
            let start = lexer.index
            if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
                lexer.index += 1
            } else {
                found.append((try lexer.token(byte), start))
            }
        }
        return found
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func token(_ byte: UInt8) throws(ExpressionFault) -> Token {
        switch byte {
        case UInt8(ascii: "("): return single(.open)
        case UInt8(ascii: ")"): return single(.close)
        case UInt8(ascii: ","): return single(.comma)
        case UInt8(ascii: "."): return single(.dot)
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return try text(byte)
        case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"): return try comparison(byte)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return word()
        default: throw ExpressionFault(text: Text("Dit teken hoort niet in een voorwaarde."), offset: index)
        }
    }

    private mutating func single(_ token: Token) -> Token {
        index += 1
        return token
    }

    private mutating func word() -> Token {
        let start = index
        while let byte = next, Self.isDigit(byte) || byte == 0x5F || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) {
            index += 1
        }
        return .word(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    /// A point belongs to the number when digits follow it.
    private mutating func number() throws(ExpressionFault) -> Token {
        let start = index
        index += 1
        while let byte = next, Self.isDigit(byte) { index += 1 }
        if next == 0x2E, index + 1 < bytes.count, Self.isDigit(bytes[index + 1]) {
            index += 1
            while let byte = next, Self.isDigit(byte) { index += 1 }
        }
        guard let number = Double(String(decoding: bytes[start..<index], as: UTF8.self)), abs(number) < 1e15 else {
            throw ExpressionFault(text: Text("Dit is geen getal."), offset: start)
        }
        return .number(number == 0 ? 0 : number)
    }

    private mutating func text(_ quote: UInt8) throws(ExpressionFault) -> Token {
        let start = index
        guard let end = bytes[(start + 1)...].firstIndex(of: quote) else {
            throw ExpressionFault(
                text: Text("Hier begint een tekst zonder aanhalingsteken aan het eind."), offset: start)
        }
        index = end + 1
        let text = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
        // Both quotes in one text could not be written back.
        guard !text.contains("'") else {
            throw ExpressionFault(text: Text("Zet geen aanhalingsteken in een tekst."), offset: start)
        }
        return .text(text)
    }

    private mutating func comparison(_ byte: UInt8) throws(ExpressionFault) -> Token {
        let start = index
        index += 1
        if next == UInt8(ascii: "=") {
            index += 1
            switch byte {
            case UInt8(ascii: "!"): return .comparison(.unequal)
            case UInt8(ascii: "<"): return .comparison(.atMost)
            case UInt8(ascii: ">"): return .comparison(.atLeast)
            default: return .comparison(.equal)
            }
        }
        switch byte {
        case UInt8(ascii: "="): return .comparison(.equal)
        case UInt8(ascii: "<"):
            if next == UInt8(ascii: ">") {
                index += 1
                return .comparison(.unequal)
            }
            return .comparison(.less)
        case UInt8(ascii: ">"): return .comparison(.more)
        default: throw ExpressionFault(text: Text("Achter ! hoort een =."), offset: start)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
