import Core

/// A text as its paragraphs: what stands between empty lines. A fenced block of code is one paragraph, also with empty
/// lines inside.
enum Paragraphs {
    static func split(_ text: String) -> [String] {
        var paragraphs: [String] = []
        var current: [Substring] = []
        var isFenced = false
        func close() {
            if !current.isEmpty { paragraphs.append(current.joined(separator: "\n")) }
            current = []
        }
        for line in normal(text).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.trimmed.hasPrefix("```") { isFenced.toggle() }
            if line.trimmed.isEmpty, !isFenced { close() } else { current.append(line) }
        }
        close()
        return paragraphs
    }

    static func join(_ paragraphs: [String]) -> String { paragraphs.joined(separator: "\n\n") }

    /// One kind of line end, and no spaces at the end of the text: what browsers change on their way is no change.
    static func normal(_ text: String) -> String {
        text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").trimmed
    }
}
