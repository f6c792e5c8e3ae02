/// Reads XML 1.0 as a row of events, strictly and with bounds, for files from outside.
///
/// UTF-8 only; no document type, so no entities but the five of the language; tags must match. Prefixes are taken off:
/// callers go by the local name, which is enough for the formats read here.
struct XMLReader {
    enum Event: Equatable {
        case open(name: String, attributes: [Attribute])
        case close(name: String)
        case text(String)
    }

    struct Attribute: Equatable {
        /// As it stands, with its prefix.
        var name: String
        var value: String
    }

    enum Failure: Error, Equatable {
        case malformed(offset: Int)
        case encoding
        case documentType
        case tooDeep(limit: Int)
    }

    private let bytes: [UInt8]
    private var index = 0
    /// The names that are open, as they stand.
    private var open: [String] = []
    private var hasRoot = false
    /// An element without content closes right after it opened.
    private var pending: String?
    private let maximumDepth: Int
    private static let maximumAttributes = 200
    private static let maximumName = 200

    init(_ bytes: [UInt8], maximumDepth: Int = 64) throws(Failure) {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .encoding }
        self.bytes = bytes
        self.maximumDepth = maximumDepth
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    /// The next event; nothing at the end of a whole document.
    mutating func next() throws(Failure) -> Event? {
        if let name = pending {
            pending = nil
            return .close(name: Self.local(name))
        }
        while index < bytes.count {
            if bytes[index] != 0x3C {
                let text = try text(upTo: 0x3C)
                if !open.isEmpty { return .text(text) }
                guard text.utf8.allSatisfy(Self.isBlank) else { throw malformed() }
            } else if follows("<!--") {
                try skip(past: "-->")
            } else if follows("<?") {
                try skipInstruction()
            } else if follows("<![CDATA[") {
                guard !open.isEmpty else { throw malformed() }
                let start = index + 9
                try skip(past: "]]>")
                return .text(String(decoding: bytes[start..<(index - 3)], as: UTF8.self))
            } else if follows("<!") {
                throw .documentType
            } else if follows("</") {
                return try closing()
            } else {
                return try opening()
            }
        }
        guard open.isEmpty, hasRoot else { throw malformed() }
        return nil
    }

    /// Skips to the end of the element that was just opened.
    mutating func skipElement() throws(Failure) {
        var depth = 1
        while depth > 0 {
            switch try next() {
            case .open: depth += 1
            case .close: depth -= 1
            case .text: continue
            case nil: throw malformed()
            }
        }
    }

    static func local(_ name: String) -> String {
        name.utf8.firstIndex(of: 0x3A).map { String(name[name.utf8.index(after: $0)...]) } ?? name
    }

    private func malformed() -> Failure { .malformed(offset: index) }

    private mutating func opening() throws(Failure) -> Event {
        guard !open.isEmpty || !hasRoot else { throw malformed() }
        index += 1
        let name = try name()
        var attributes: [Attribute] = []
        while true {
            let hadBlank = skipBlanks()
            guard index < bytes.count else { throw malformed() }
            if bytes[index] == 0x3E {
                index += 1
                break
            }
            if bytes[index] == 0x2F {
                index += 1
                guard index < bytes.count, bytes[index] == 0x3E else { throw malformed() }
                index += 1
                hasRoot = true
                pending = name
                return .open(name: Self.local(name), attributes: attributes)
            }
            guard hadBlank, attributes.count < Self.maximumAttributes else { throw malformed() }
            let attribute = try attribute()
            guard !attributes.contains(where: { $0.name == attribute.name }) else { throw malformed() }
            attributes.append(attribute)
        }
        guard open.count < maximumDepth else { throw .tooDeep(limit: maximumDepth) }
        hasRoot = true
        open.append(name)
        return .open(name: Self.local(name), attributes: attributes)
    }

    private mutating func closing() throws(Failure) -> Event {
        index += 2
        let name = try name()
        _ = skipBlanks()
        guard index < bytes.count, bytes[index] == 0x3E, open.popLast() == name else { throw malformed() }
        index += 1
        return .close(name: Self.local(name))
    }

    private mutating func attribute() throws(Failure) -> Attribute {
        let name = try name()
        _ = skipBlanks()
        guard index < bytes.count, bytes[index] == 0x3D else { throw malformed() }
        index += 1
        _ = skipBlanks()
        guard index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x27 else { throw malformed() }
        let quote = bytes[index]
        index += 1
        let value = try text(upTo: quote)
        guard index < bytes.count else { throw malformed() }
        index += 1
        return Attribute(name: name, value: value)
    }

    private mutating func name() throws(Failure) -> String {
        let start = index
        while index < bytes.count, Self.isName(bytes[index]) { index += 1 }
        guard index > start, index - start <= Self.maximumName, !(0x30...0x39).contains(bytes[start]),
            bytes[start] != 0x2D, bytes[start] != 0x2E, bytes[start] != 0x3A, bytes[index - 1] != 0x3A
        else { throw malformed() }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// Text with its references resolved; the stop itself is left.
    private mutating func text(upTo stop: UInt8) throws(Failure) -> String {
        var output: [UInt8] = []
        var start = index
        while index < bytes.count, bytes[index] != stop {
            let byte = bytes[index]
            if byte == 0x3C { throw malformed() }
            guard byte >= 0x20 || Self.isBlank(byte) else { throw malformed() }
            if byte == 0x26 {
                output += bytes[start..<index]
                output += try reference()
                start = index
            } else {
                index += 1
            }
        }
        // Nearly all text has no references: one copy then.
        if output.isEmpty { return String(decoding: bytes[start..<index], as: UTF8.self) }
        output += bytes[start..<index]
        return String(decoding: output, as: UTF8.self)
    }

    private mutating func reference() throws(Failure) -> [UInt8] {
        let start = index + 1
        guard let end = bytes[start...].prefix(12).firstIndex(of: 0x3B) else { throw malformed() }
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        index = end + 1
        switch name {
        case "amp": return [0x26]
        case "lt": return [0x3C]
        case "gt": return [0x3E]
        case "quot": return [0x22]
        case "apos": return [0x27]
        default:
            let digits = name.dropFirst(name.hasPrefix("#x") ? 2 : 1)
            guard name.hasPrefix("#"), digits.allSatisfy({ $0.isHexDigit }),
                let code = UInt32(digits, radix: name.hasPrefix("#x") ? 16 : 10),
                let scalar = Unicode.Scalar(code), code >= 0x20 || [9, 10, 13].contains(code)
            else { throw malformed() }
            return Array(String(Character(scalar)).utf8)
        }
    }

    /// The declaration must not name another encoding than UTF-8.
    private mutating func skipInstruction() throws(Failure) {
        let start = index
        try skip(past: "?>")
        let words = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
        guard words.hasPrefix("<?xml "), let mark = words.firstRange(of: "encoding") else { return }
        let value = words[mark.upperBound...].drop { $0 == "=" || $0 == " " || $0 == "\"" || $0 == "'" }
        guard value.hasPrefix("utf-8") || value.hasPrefix("us-ascii") else { throw .encoding }
    }

    private mutating func skip(past mark: StaticString) throws(Failure) {
        let pattern = mark.withUTF8Buffer { Array($0) }
        while index + pattern.count <= bytes.count {
            if bytes[index] == pattern[0], bytes[index..<(index + pattern.count)].elementsEqual(pattern) {
                index += pattern.count
                return
            }
            index += 1
        }
        throw malformed()
    }

    private func follows(_ mark: StaticString) -> Bool {
        mark.withUTF8Buffer { index + $0.count <= bytes.count && bytes[index..<(index + $0.count)].elementsEqual($0) }
    }

    private mutating func skipBlanks() -> Bool {
        let start = index
        while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
        return index > start
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x2D, 0x2E, 0x80...: true
        default: false
        }
    }
}
