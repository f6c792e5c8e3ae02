import Core

/// What the style sheet says of drawings, for a picture that leaves the site: in a document nobody reads our variables,
/// and there is no dark page. One source, so that a picture has the colours of the page and of the municipality.
package struct PictureStyle: Sendable {
    /// Rules of plain CSS for shapes and letters, without variables.
    package let css: String

    /// That of this site.
    package static let standard = PictureStyle(
        tokens: Assets.text("css/tokens.css") ?? "", sheet: Assets.text("css/inzet.css") ?? "")

    /// - Parameters:
    ///   - tokens: the sheet with the colours, of which the first `:root` counts: that of the light page.
    ///   - sheet: the sheet with the rules.
    package init(tokens: String, sheet: String) {
        let root = Self.rules(tokens).first { $0.selector == ":root" }?.body ?? ""
        let colours = Dictionary(Self.declarations(root)) { _, last in last }
        css = Self.rules(sheet).compactMap { rule -> String? in
            let selectors = rule.selector.split(separator: ",").map(\.trimmed).filter(Self.isPlain)
            let said = Self.declarations(rule.body).compactMap { name, value -> String? in
                guard Self.drawing.contains(name), let plain = Self.plain(value, colours) else { return nil }
                return "\(name):\(plain)"
            }
            guard !selectors.isEmpty, said.contains(where: { $0.hasPrefix("fill") || $0.hasPrefix("stroke") }) else {
                return nil
            }
            return selectors.joined(separator: ",") + "{" + said.joined(separator: ";") + "}"
        }.joined(separator: "\n")
    }

    /// Properties of shapes and letters; all others are about pages.
    private static let drawing: Set<String> = [
        "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin",
        "stroke-linecap", "stroke-opacity", "paint-order", "font-weight",
    ]

    /// Classes and elements below each other: nothing that depends on a pointer or on what else is on a page.
    private static func isPlain(_ selector: String) -> Bool {
        !selector.isEmpty
            && selector.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: " "): true
                case UInt8(ascii: "-"), UInt8(ascii: "_"): true
                default: false
                }
            }
    }

    private static func declarations(_ body: String) -> [(String, String)] {
        body.split(separator: ";").compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1).map(\.trimmed)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
    }

    /// The rules outside `@media` and its like, and outside rules within rules.
    private static func rules(_ sheet: String) -> [(selector: String, body: String)] {
        var found: [(selector: String, body: String)] = []
        var open: [(selector: String, body: String)] = []
        var text = ""
        for character in uncommented(sheet) {
            switch character {
            case "{":
                open.append((text.trimmed, ""))
                text = ""
            case "}":
                guard var rule = open.popLast() else { return found }
                rule.body = text
                if open.isEmpty, !rule.selector.hasPrefix("@") { found.append(rule) }
                text = ""
            default: text.append(character)
            }
        }
        return found
    }

    private static func uncommented(_ sheet: String) -> String {
        var text = ""
        var rest = sheet[...]
        while let start = rest.firstRange(of: "/*") {
            text += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstRange(of: "*/") else { return text }
            rest = rest[end.upperBound...]
        }
        return text + rest
    }

    // MARK: Values

    /// The value with its variables filled in and its colours mixed; `nil` when something in it is not known.
    private static func plain(_ value: String, _ colours: [String: String]) -> String? {
        var text = value
        // The innermost comes last. Each turn takes one away; a variable that names itself is given up.
        for _ in 0..<16 {
            guard let start = text.ranges(of: "var(").last else { break }
            guard let end = text[start.upperBound...].firstIndex(of: ")") else { return nil }
            let parts = text[start.upperBound..<end].split(separator: ",", maxSplits: 1).map(\.trimmed)
            guard let name = parts.first, let found = colours[name] ?? parts.dropFirst().first else { return nil }
            text.replaceSubrange(start.lowerBound...end, with: found)
        }
        if text.hasPrefix("color-mix(") { return mixed(text) }
        let isSafe = text.utf8.allSatisfy { byte in
            byte < 0x80 && !"(){}<>\"'\\@&;".utf8.contains(byte)
        }
        return isSafe ? text : nil
    }

    /// `color-mix(in srgb, #aaaaaa 30%, #bbbbbb)` as one colour (CSS Color 5, "color-mix").
    private static func mixed(_ text: String) -> String? {
        let parts = text.dropFirst("color-mix(".count).dropLast().split(separator: ",").map(\.trimmed)
        guard parts.count == 3, parts[0] == "in srgb" else { return nil }
        let first = parts[1].split(separator: " ")
        guard first.count == 2, first[1].hasSuffix("%"), let share = Double(first[1].dropLast()),
            (0...100).contains(share), let one = channels(first[0]), let other = channels(parts[2][...])
        else { return nil }
        return "#"
            + zip(one, other).map { one, other in
                let value = Int((Double(one) * share + Double(other) * (100 - share)) / 100 + 0.5)
                return (value < 16 ? "0" : "") + String(value, radix: 16)
            }.joined()
    }

    private static func channels(_ colour: Substring) -> [Int]? {
        guard colour.utf8.count == 7, colour.first == "#", let value = Int(colour.dropFirst(), radix: 16) else {
            return nil
        }
        return [value >> 16 & 0xFF, value >> 8 & 0xFF, value & 0xFF]
    }
}
