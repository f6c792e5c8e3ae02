/// Writes a tree as JSON in one way only: keys sorted by their bytes, no space, numbers as short as they can be. Two
/// equal trees give equal bytes, so a hash of them means something (after RFC 8785, for what this module holds).
enum JSONWriting {
    static func write(_ tree: Tree) -> String {
        var text = ""
        append(tree, to: &text)
        return text
    }

    /// A number as it is written: `3`, `3.5`, never `3.0`.
    static func digits(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }

    private static func append(_ tree: Tree, to text: inout String) {
        switch tree.value {
        case .null: text += "null"
        case .bool(let bool): text += bool ? "true" : "false"
        case .number(let number): text += digits(number)
        case .string(let string): appendQuoted(string, to: &text)
        case .list(let list):
            text += "["
            for (index, element) in list.enumerated() {
                if index > 0 { text += "," }
                append(element, to: &text)
            }
            text += "]"
        case .map(let map):
            text += "{"
            for (index, entry) in map.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }).enumerated() {
                if index > 0 { text += "," }
                appendQuoted(entry.key, to: &text)
                text += ":"
                append(entry.value, to: &text)
            }
            text += "}"
        }
    }

    /// Between quotes. `<` is escaped, so that the text can stand in a script element.
    static func appendQuoted(_ string: String, to text: inout String) {
        if string.utf8.allSatisfy(isPlain) {
            text += "\""
            text += string
            text += "\""
            return
        }
        let hex = Array("0123456789abcdef".unicodeScalars)
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "<", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{0}"..<"\u{20}":
                text += "\\u"
                for shift in [12, 8, 4, 0] {
                    text.unicodeScalars.append(hex[Int(scalar.value >> UInt32(shift)) & 15])
                }
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    /// Whether a byte never begins something that is escaped. Most texts hold no other, and those are written at once.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x3C, 0x5C, 0x7F, 0xC2, 0xE2, 0xEF: false
        default: byte >= 0x20
        }
    }
}
