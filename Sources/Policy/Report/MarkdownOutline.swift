import Core

/// Makes the Markdown that a person typed fit into a larger document: its headings come below the chapter's, and
/// pictures from elsewhere become links, because no document of ours fetches from another site.
package enum MarkdownOutline {
    /// - Parameter level: of the text's highest heading in the document, 1 to 6.
    package static func placed(_ text: String, level: Int) -> String {
        let lines = withoutPictures(text.replacing("\r\n", with: "\n")).split(
            separator: "\n", omittingEmptySubsequences: false)
        let used = Set(headings(lines).map(\.level)).sorted()
        var result = lines.map(String.init)
        for heading in headings(lines) {
            let place = used.firstIndex(of: heading.level) ?? 0
            result[heading.line] = String(repeating: "#", count: min(6, level + place)) + " " + heading.text
        }
        return result.joined(separator: "\n")
    }

    /// The headings that begin with a `#`, outside blocks of code.
    private static func headings(_ lines: [Substring]) -> [(line: Int, level: Int, text: String)] {
        var found: [(line: Int, level: Int, text: String)] = []
        var isFenced = false
        for (index, line) in lines.enumerated() {
            if line.trimmed.hasPrefix("```") || line.trimmed.hasPrefix("~~~") { isFenced.toggle() }
            let marks = line.prefix { $0 == "#" }.count
            guard !isFenced, (1...6).contains(marks), line.dropFirst(marks).first == " " else { continue }
            found.append((index, marks, line.dropFirst(marks).trimmed))
        }
        return found
    }

    /// No `![` is left, not even where taking one away would bring two signs together.
    private static func withoutPictures(_ text: String) -> String {
        var result = ""
        var marks = ""
        for character in text {
            if character == "!" {
                marks.append(character)
                continue
            }
            if character != "[" { result += marks }
            marks = ""
            result.append(character)
        }
        return result + marks
    }
}
