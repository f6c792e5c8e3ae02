/// Writes XML 1.0: values are escaped, and characters that XML does not allow are left out.
///
/// Source of the allowed characters: XML 1.0 (fifth edition), production 2 "Char".
struct XMLWriter {
    private(set) var output: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)

    mutating func open(_ name: StaticString, _ attributes: [(StaticString, String)] = []) {
        start(name, attributes)
        append(">\n")
    }

    mutating func close(_ name: StaticString) {
        append("</\(name)>\n")
    }

    /// An element without content.
    mutating func empty(_ name: StaticString, _ attributes: [(StaticString, String)]) {
        start(name, attributes)
        append("/>\n")
    }

    /// An element with text.
    mutating func element(_ name: StaticString, _ text: String, _ attributes: [(StaticString, String)] = []) {
        start(name, attributes)
        append(">")
        escape(text, isAttribute: false)
        append("</\(name)>\n")
    }

    private mutating func start(_ name: StaticString, _ attributes: [(StaticString, String)]) {
        append("<\(name)")
        for (key, value) in attributes {
            append(" \(key)=\"")
            escape(value, isAttribute: true)
            append("\"")
        }
    }

    private mutating func escape(_ text: String, isAttribute: Bool) {
        append(XML.escaped(text, isAttribute: isAttribute))
    }

    private mutating func append(_ text: String) {
        output.append(contentsOf: text.utf8)
    }
}

package enum XML {
    /// A text as it stands in XML 1.0: what would be markup escaped, what is not allowed left out.
    package static func escaped(_ text: String, isAttribute: Bool = false) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            // Only `]]>` needs this, but it costs nothing.
            case ">": output += "&gt;"
            case "\"" where isAttribute: output += "&quot;"
            // A parser turns these into a blank or another line end unless they are references.
            case "\t" where isAttribute, "\n" where isAttribute, "\r": output += "&#\(scalar.value);"
            case _ where isAllowed(scalar): output.unicodeScalars.append(scalar)
            default: continue
            }
        }
        return output
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
