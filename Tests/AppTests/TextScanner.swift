/// Finds the keys of texts in Swift source: the string literals directly inside `t(…)`, `Text(…)` and `plural(…)`.
///
/// An interpolation becomes `%1`, `%2` and so on, as `Text` does when the program runs. Comments are left out.
struct TextScanner {
    /// The functions whose literals are texts for people.
    static let heads: Set<String> = ["t", "Text", "plural"]

    static func keys(in source: String) -> [String] {
        var scanner = TextScanner(source: Array(source.utf8))
        scanner.readCode(insideLiteral: false)
        return scanner.keys
    }

    private let source: [UInt8]
    var index = 0
    private var keys: [String] = []
    /// Just after the `)` of a text call, where `t(language)("…")` goes on.
    private var endOfTextCall = -1

    private init(source: [UInt8]) { self.source = source }

    /// Reads code up to its end, or inside a literal up to the `)` that closes the interpolation.
    mutating func readCode(insideLiteral: Bool) {
        // For each bracket that is open, whether it is that of a text call.
        var open: [Bool] = []
        while let byte = byte(0) {
            switch byte {
            case UInt8(ascii: "/") where self.byte(1) == UInt8(ascii: "/"): skipLine()
            case UInt8(ascii: "/") where self.byte(1) == UInt8(ascii: "*"): skipBlock()
            case UInt8(ascii: "\""), UInt8(ascii: "#"):
                guard let hashes = hashesBeforeQuote() else {
                    index += 1
                    continue
                }
                let key = readLiteral(hashes: hashes)
                if open.last == true, !key.isEmpty { keys.append(key) }
            case UInt8(ascii: "("):
                open.append(isTextCall())
                index += 1
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                open.append(false)
                index += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                index += 1
                guard let wasText = open.popLast() else {
                    if insideLiteral { return }
                    continue
                }
                if wasText { endOfTextCall = index }
            default: index += 1
            }
        }
    }

    func byte(_ offset: Int) -> UInt8? {
        index + offset < source.count ? source[index + offset] : nil
    }

    func starts(with bytes: [UInt8]) -> Bool { source[index...].starts(with: bytes) }

    private mutating func skipLine() {
        while let byte = byte(0), byte != UInt8(ascii: "\n") { index += 1 }
    }

    /// Block comments may stand inside each other.
    private mutating func skipBlock() {
        var depth = 0
        repeat {
            if starts(with: Array("/*".utf8)) {
                depth += 1
                index += 2
            } else if starts(with: Array("*/".utf8)) {
                depth -= 1
                index += 2
            } else {
                index += 1
            }
        } while depth > 0 && index < source.count
    }

    /// The number of `#` before the quote that stands here, nil when no literal starts here.
    private func hashesBeforeQuote() -> Int? {
        var count = 0
        while byte(count) == UInt8(ascii: "#") { count += 1 }
        return byte(count) == UInt8(ascii: "\"") ? count : nil
    }

    /// Whether the `(` that stands here belongs to a call that takes a text.
    private func isTextCall() -> Bool {
        if index == endOfTextCall { return true }
        let name = word(before: index)
        guard Self.heads.contains(String(decoding: source[name], as: UTF8.self)) else { return false }
        let declaration = word(before: name.lowerBound > 0 ? name.lowerBound - 1 : 0)
        return String(decoding: source[declaration], as: UTF8.self) != "func"
    }

    private func word(before end: Int) -> Range<Int> {
        var start = end
        while start > 0, isWord(source[start - 1]) { start -= 1 }
        return start..<end
    }

    private func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: byte >= 0x80
        }
    }
}
