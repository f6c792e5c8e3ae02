/// Reads JSON (RFC 8259) into a tree. For what this module wrote itself and for files that look like it.
struct JSONReading {
    /// Where the text stops being JSON, in bytes.
    struct Fault: Error {
        let offset: Int
    }

    /// Nothing this module writes goes deeper.
    private static let deepest = 24

    private let bytes: [UInt8]
    private var index = 0

    /// - Throws: `Fault` for anything that is not one JSON value.
    static func read(_ text: String) throws(Fault) -> Tree {
        var reading = JSONReading(bytes: Array(text.utf8))
        let tree = try reading.value(depth: 0)
        reading.skipSpace()
        guard reading.index == reading.bytes.count else { throw reading.fault }
        return tree
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var fault: Fault { Fault(offset: index) }
    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func value(depth: Int) throws(Fault) -> Tree {
        guard depth < Self.deepest else { throw fault }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return Tree(.map(try members(depth: depth)))
        case UInt8(ascii: "["): return Tree(.list(try elements(depth: depth)))
        case UInt8(ascii: "\""): return Tree(.string(try string()))
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return Tree(.number(try number()))
        }
    }

    private mutating func members(depth: Int) throws(Fault) -> [(key: String, value: Tree)] {
        var found: [(key: String, value: Tree)] = []
        var keys: Set<String> = []
        try sequence(to: UInt8(ascii: "}")) { (reading) throws(Fault) in
            let key = try reading.string()
            guard keys.insert(key).inserted else { throw reading.fault }
            reading.skipSpace()
            guard reading.next == UInt8(ascii: ":") else { throw reading.fault }
            reading.index += 1
            found.append((key, try reading.value(depth: depth + 1)))
        }
        return found
    }

    private mutating func elements(depth: Int) throws(Fault) -> [Tree] {
        var found: [Tree] = []
        try sequence(to: UInt8(ascii: "]")) { (reading) throws(Fault) in
            found.append(try reading.value(depth: depth + 1))
        }
        return found
    }

    /// Goes through what stands between commas, up to and with `end`.
    private mutating func sequence(to end: UInt8, each: (inout JSONReading) throws(Fault) -> Void) throws(Fault) {
        index += 1
        skipSpace()
        if next == end {
            index += 1
            return
        }
        while true {
            skipSpace()
            try each(&self)
            skipSpace()
            guard let byte = next, byte == end || byte == UInt8(ascii: ",") else { throw fault }
            index += 1
            if byte == end { return }
        }
    }

    private mutating func word(_ word: String, _ value: Tree.Value) throws(Fault) -> Tree {
        guard bytes[index...].starts(with: word.utf8) else { throw fault }
        index += word.utf8.count
        return Tree(value)
    }

    private mutating func number() throws(Fault) -> Double {
        let start = index
        if let small = smallNumber() { return small }
        while let byte = next,
            (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
        { index += 1 }
        guard start < index, bytes[start] == 0x2D || (0x30...0x39).contains(bytes[start]),
            let number = Double(String(decoding: bytes[start..<index], as: UTF8.self)), number.isFinite
        else {
            index = start
            throw fault
        }
        return number
    }

    /// A whole number of a few digits, as almost every code is.
    private mutating func smallNumber() -> Double? {
        var value = 0
        var end = index
        while end < bytes.count, end - index < 9, (0x30...0x39).contains(bytes[end]) {
            value = value * 10 + Int(bytes[end] - 0x30)
            end += 1
        }
        guard end > index, end < bytes.count, [0x2C, 0x5D, 0x7D].contains(bytes[end]) else { return nil }
        index = end
        return Double(value)
    }

    private mutating func string() throws(Fault) -> String {
        guard next == UInt8(ascii: "\"") else { throw fault }
        index += 1
        var start = index
        var text: [UInt8] = []
        while let byte = next {
            if byte == UInt8(ascii: "\"") {
                defer { index += 1 }
                if text.isEmpty { return String(decoding: bytes[start..<index], as: UTF8.self) }
                text += bytes[start..<index]
                return String(decoding: text, as: UTF8.self)
            }
            guard byte >= 0x20 else { throw fault }
            guard byte == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            text += bytes[start..<index]
            text += try escaped()
            start = index
        }
        throw fault
    }

    private mutating func escaped() throws(Fault) -> [UInt8] {
        index += 1
        guard let byte = next else { throw fault }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(try scalar()).utf8)
        default: throw fault
        }
    }

    /// After `\u`: one scalar, of two halves when the first is the high half of a pair.
    private mutating func scalar() throws(Fault) -> Unicode.Scalar {
        let high = try fourDigits()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard (0xD800..<0xDC00).contains(high), next == UInt8(ascii: "\\") else { throw fault }
        index += 1
        guard next == UInt8(ascii: "u") else { throw fault }
        index += 1
        let low = try fourDigits()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw fault }
        return scalar
    }

    private mutating func fourDigits() throws(Fault) -> UInt32 {
        guard index + 4 <= bytes.count else { throw fault }
        let digits = bytes[index..<index + 4]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault }
        index += 4
        return number
    }
}
