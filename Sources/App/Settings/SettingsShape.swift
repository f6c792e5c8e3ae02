/// A look at a settings file before the YAML reader sees it: what settings never need is refused, so that no file can
/// make the reader work without end (aliases that stand for aliases) or dive without end (lists in lists in lists).
enum SettingsShape {
    private static let mostBytes = 262_144
    private static let deepestIndent = 40
    private static let deepestBrackets = 4

    struct Refusal: Equatable {
        let line: Int
        let text: String
    }

    static func refusal(of text: String) -> Refusal? {
        guard text.utf8.count <= mostBytes else { return Refusal(line: 1, text: "the file is too large.") }
        var depth = 0
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let indent = line.prefix { $0 == " " || $0 == "\t" }
            if indent.contains("\t") { return Refusal(line: number, text: "indent with spaces, not with tabs.") }
            if indent.count > deepestIndent || nesting(of: line.dropFirst(indent.count)) > 2 {
                return Refusal(line: number, text: "this stands too deep.")
            }
            if let text = refusal(of: line, depth: &depth) { return Refusal(line: number, text: text) }
        }
        return nil
    }

    /// How many `- ` and `? ` a line starts with: each is a level deeper.
    private static func nesting(of line: Substring) -> Int {
        var count = 0
        var rest = line
        while let first = rest.first, first == "-" || first == "?", rest.dropFirst().first.map({ $0 == " " }) ?? true {
            count += 1
            rest = rest.dropFirst().drop { $0 == " " }
        }
        return count
    }

    private static func refusal(of line: Substring, depth: inout Int) -> String? {
        var quote: Character?
        var before: Character = "\n"
        var lastVisible: Character?
        var escaped = false
        for character in line {
            defer {
                before = character
                if character != " " { lastVisible = character }
            }
            if let open = quote {
                if escaped {
                    escaped = false
                } else if open == "\"", character == "\\" {
                    escaped = true
                } else if character == open {
                    quote = nil
                }
                continue
            }
            let startsWord = lastVisible.map { "[{,:-?".contains($0) } ?? true
            switch character {
            case "#" where before == " " || before == "\n": return nil
            case "\"", "'": if startsWord { quote = character }
            case "&", "*", "!":
                if startsWord { return "put text that starts with '\(character)' in quotes." }
            case "[", "{":
                depth += 1
                if depth > deepestBrackets { return "too many brackets in each other." }
            case "]", "}": depth = max(0, depth - 1)
            default: break
            }
        }
        return nil
    }
}
