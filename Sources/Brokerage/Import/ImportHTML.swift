import Core

/// Text that was written for a web page, as people read it.
///
/// Platforms often store an entity twice over (`&amp;nbsp;`), so entities are read twice. Names that are not in the
/// table stay as they stand.
enum ImportHTML {
    static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C }) else { return text }
        let once = decoded(withoutTags(text))
        return decoded(once)
    }

    /// Tags go; those that end a line in a browser end one here.
    private static func withoutTags(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "<") {
            result += rest[..<open]
            let inside = rest[rest.index(after: open)...]
            let bound = inside.prefix(400)
            guard let first = inside.first, first == "/" || first == "!" || (first.isASCII && first.isLetter),
                let close = bound.firstIndex(of: ">")
            else {
                result.append("<")
                rest = inside
                continue
            }
            let name = bound[..<close].drop { $0 == "/" }.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
                .lowercased()
            switch name {
            case "br", "div", "tr": result.append("\n")
            case "p", "ul", "ol", "h1", "h2", "h3", "h4", "table": result += "\n\n"
            case "li": result += first == "/" ? "" : "\n- "
            default: break
            }
            rest = inside[inside.index(after: close)...]
        }
        return result + rest
    }

    private static func decoded(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            let inside = rest[rest.index(after: start)...]
            // No entity that we read is longer than this.
            guard let end = inside.prefix(12).firstIndex(of: ";"), let character = character(inside[..<end]) else {
                result.append("&")
                rest = inside
                continue
            }
            result += character
            rest = inside[inside.index(after: end)...]
        }
        return result + rest
    }

    private static func character(_ name: Substring) -> String? {
        guard name.first == "#" else { return named[String(name)] }
        let digits = name.dropFirst()
        let number = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let number, number >= 32 || number == 10, let scalar = Unicode.Scalar(number) else { return nil }
        return String(Character(scalar))
    }

    private static let named: [String: String] = {
        var table = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ensp": " ", "emsp": " ",
            "shy": "", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„", "laquo": "«",
            "raquo": "»", "ndash": "–", "mdash": "—", "hellip": "…", "bull": "•", "middot": "·", "euro": "€",
            "pound": "£", "copy": "©", "reg": "®", "trade": "™", "deg": "°", "sect": "§", "times": "×", "frac12": "½",
            "szlig": "ß", "aelig": "æ", "AElig": "Æ", "oslash": "ø", "Oslash": "Ø", "aring": "å", "Aring": "Å",
            "ccedil": "ç", "Ccedil": "Ç", "ntilde": "ñ", "Ntilde": "Ñ", "iexcl": "¡", "iquest": "¿",
        ]
        let accented = [
            "a": "àáâä", "e": "èéêë", "i": "ìíîï", "o": "òóôö", "u": "ùúûü", "A": "ÀÁÂÄ", "E": "ÈÉÊË", "I": "ÌÍÎÏ",
            "O": "ÒÓÔÖ", "U": "ÙÚÛÜ",
        ]
        for (letter, characters) in accented {
            for (accent, character) in zip(["grave", "acute", "circ", "uml"], characters) {
                table[letter + accent] = String(character)
            }
        }
        return table
    }()
}
