extension JSONValue {
    /// Compact JSON, safe inside a `<script>` element.
    package var text: String { String(decoding: bytes(), as: UTF8.self) }

    /// JSON with line ends and two blanks a level, for people.
    package var prettyText: String { String(decoding: bytes(pretty: true), as: UTF8.self) }

    /// The same as UTF-8 bytes.
    package func bytes(pretty: Bool = false) -> [UInt8] {
        var writer = JSONWriter(isPretty: pretty)
        writer.write(self, level: 0)
        return writer.output
    }
}

/// Writes JSON that may stand in HTML and in JavaScript as it is.
///
/// Every `<` becomes `\u003C`, so that no string closes a script element or opens anything in it (HTML Standard,
/// "Restrictions for contents of script elements"). U+2028 and U+2029 end lines in older JavaScript.
struct JSONWriter {
    private(set) var output: [UInt8] = []
    private let isPretty: Bool

    init(isPretty: Bool) {
        self.isPretty = isPretty
    }

    mutating func write(_ value: JSONValue, level: Int) {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .int(let value): append(String(value))
        case .double(let value): append(value.isFinite ? value.description : "null")
        case .string(let value): write(value)
        case .array(let elements): write(elements, level: level)
        case .object(let object): write(object.members, level: level)
        }
    }

    private mutating func write(_ elements: [JSONValue], level: Int) {
        output.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            newline(level + 1)
            write(element, level: level + 1)
        }
        if !elements.isEmpty { newline(level) }
        output.append(UInt8(ascii: "]"))
    }

    private mutating func write(_ members: [JSONObject.Member], level: Int) {
        output.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            newline(level + 1)
            write(member.key)
            output.append(UInt8(ascii: ":"))
            if isPretty { output.append(0x20) }
            write(member.value, level: level + 1)
        }
        if !members.isEmpty { newline(level) }
        output.append(UInt8(ascii: "}"))
    }

    private mutating func newline(_ level: Int) {
        guard isPretty else { return }
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: 2 * level))
    }

    private mutating func write(_ string: String) {
        var string = string
        output.append(UInt8(ascii: "\""))
        string.withUTF8 { escape($0) }
        output.append(UInt8(ascii: "\""))
    }

    /// Copies runs that need nothing in one go: nearly all text is such a run.
    private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = 0
        while index < bytes.count {
            guard let replacement = replacement(in: bytes, at: index) else {
                index += 1
                continue
            }
            output.append(contentsOf: bytes[start..<index])
            append(replacement.text)
            index += replacement.length
            start = index
        }
        output.append(contentsOf: bytes[start..<index])
    }

    private func replacement(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (text: String, length: Int)? {
        let byte = bytes[index]
        switch byte {
        case 0x22: return ("\\\"", 1)
        case 0x5C: return ("\\\\", 1)
        case 0x0A: return ("\\n", 1)
        case 0x0D: return ("\\r", 1)
        case 0x09: return ("\\t", 1)
        case ..<0x20, 0x7F: return ("\\u00" + padded(hexadecimal: byte), 1)
        case UInt8(ascii: "<"): return ("\\u003C", 1)
        case 0xE2:
            guard index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return nil }
            if bytes[index + 2] == 0xA8 { return ("\\u2028", 3) }
            return bytes[index + 2] == 0xA9 ? ("\\u2029", 3) : nil
        default: return nil
        }
    }

    private func padded(hexadecimal byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count < 2 ? "0" + digits : digits
    }

    private mutating func append(_ text: String) {
        output.append(contentsOf: text.utf8)
    }
}
