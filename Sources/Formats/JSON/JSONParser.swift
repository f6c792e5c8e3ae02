extension JSONValue {
    /// Reads a whole text as JSON, strictly (RFC 8259, and no key twice as RFC 7493 asks).
    ///
    /// A number without fraction and exponent is an ``int(_:)`` when it fits, else a ``double(_:)``.
    package init(parsing text: String, maximumDepth: Int = 64, maximumBytes: Int = 4_000_000) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), maximumDepth: maximumDepth, maximumBytes: maximumBytes)
    }

    package init(parsing bytes: [UInt8], maximumDepth: Int = 64, maximumBytes: Int = 4_000_000) throws(JSONError) {
        guard bytes.count <= maximumBytes else {
            throw JSONError(offset: maximumBytes, kind: .tooLong(limit: maximumBytes))
        }
        var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth)
        self = try parser.document()
    }
}

struct JSONParser {
    let bytes: [UInt8]
    let maximumDepth: Int
    var index = 0

    init(bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    mutating func document() throws(JSONError) -> JSONValue {
        let value = try parseValue(depth: 0)
        skipBlanks()
        guard index == bytes.count else { throw JSONError(offset: index, kind: .trailingText) }
        return value
    }

    func failure(_ kind: JSONError.Kind) -> JSONError { JSONError(offset: index, kind: kind) }

    /// For a byte that should have been another, or is missing.
    func unexpected() -> JSONError {
        failure(index < bytes.count ? .unexpectedByte(bytes[index]) : .unexpectedEnd)
    }

    mutating func skipBlanks() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    private mutating func parseValue(depth: Int) throws(JSONError) -> JSONValue {
        skipBlanks()
        guard index < bytes.count else { throw failure(.unexpectedEnd) }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try parseObject(depth: depth + 1)
        case UInt8(ascii: "["): return try parseArray(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", .null)
        default: return try parseNumber()
        }
    }

    private mutating func parseWord(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for byte in word.utf8 {
            guard index < bytes.count, bytes[index] == byte else { throw unexpected() }
            index += 1
        }
        return value
    }

    private mutating func parseArray(depth: Int) throws(JSONError) -> JSONValue {
        try enter(depth)
        var elements: [JSONValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try parseValue(depth: depth))
            skipBlanks()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw unexpected() }
        }
    }

    private mutating func parseObject(depth: Int) throws(JSONError) -> JSONValue {
        try enter(depth)
        var members: [JSONObject.Member] = []
        var keys: Set<String> = []
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object(JSONObject()) }
        while true {
            skipBlanks()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw unexpected() }
            let start = index
            let key = try parseString()
            guard keys.insert(key).inserted else { throw JSONError(offset: start, kind: .duplicateKey(key)) }
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw unexpected() }
            members.append(JSONObject.Member(key: key, value: try parseValue(depth: depth)))
            skipBlanks()
            if take(UInt8(ascii: "}")) { return .object(JSONObject(unique: members)) }
            guard take(UInt8(ascii: ",")) else { throw unexpected() }
        }
    }

    /// Steps over the bracket that opens a level.
    private mutating func enter(_ depth: Int) throws(JSONError) {
        guard depth <= maximumDepth else { throw failure(.tooDeep(limit: maximumDepth)) }
        index += 1
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }
}
