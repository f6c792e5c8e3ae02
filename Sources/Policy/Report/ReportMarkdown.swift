package import Core
import Web

/// Writes the blocks of a document as Markdown: the pictures become their figures. For a word processor the pictures
/// are put back above them.
package struct ReportMarkdown {
    let t: Texts
    /// So many levels the headings go up: 1 when a chapter is a heading of the first level.
    private let up: Int
    private var tables = 0
    private var pictures = 0

    /// - Parameter up: so many levels the headings go up; 1 when the chapters are headings of the first level.
    package init(t: Texts, up: Int = 0) {
        self.t = t
        self.up = up
    }

    package mutating func text(_ blocks: [ReportBlock]) -> String {
        var parts: [String] = []
        for block in blocks { parts.append(one(block)) }
        return parts.joined(separator: "\n\n")
    }

    private mutating func one(_ block: ReportBlock) -> String {
        switch block {
        case .heading(let text, let level):
            return String(repeating: "#", count: min(6, max(1, level - up))) + " " + Self.escape(text)
        case .paragraph(let text): return Self.escape(text)
        case .markdown(let text): return MarkdownOutline.placed(text, level: 3 - up)
        case .list(let items): return items.map { "- " + Self.escape($0) }.joined(separator: "\n")
        case .table(let caption, let columns, let rows):
            tables += 1
            return table(t("Tabel \(tables). \(caption)"), columns, rows)
        case .picture(_, let caption, let description, let figures):
            pictures += 1
            if let figures, !figures.rows.isEmpty {
                return table(t("Figuur \(pictures). \(caption)"), figures.columns, figures.rows)
            }
            return Self.escape(t("Figuur \(pictures). \(caption)")) + "\n\n" + Self.escape(description)
        case .source(let note): return "*" + Self.escape(note.line(t)) + "*"
        }
    }

    private func table(_ caption: String, _ columns: [Table.Column], _ rows: [[String]]) -> String {
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
        let head = line(columns.map { Self.cell($0.title) })
        let rule = line(columns.map { $0.isNumber ? "---:" : ":---" })
        let body = rows.map { line($0.map(Self.cell)) }
        return ([head, rule] + body).joined(separator: "\n") + "\n\n: " + Self.escape(caption)
    }

    private static func cell(_ text: String) -> String { escape(text.replacing("\n", with: " ")) }

    /// Takes away what means something in Markdown: what a person typed stays what it was.
    static func escape(_ text: String) -> String {
        var safe = ""
        for character in text {
            if "\\`*_{}[]<>()#+-.!|~$^@\"'".contains(character), !character.isLetter {
                if "-.()!\"'@".contains(character) {
                    safe.append(character)
                } else {
                    safe.append("\\")
                    safe.append(character)
                }
            } else {
                safe.append(character)
            }
        }
        // A number or a dash at the start would begin a list.
        guard let first = safe.first else { return safe }
        if first == "-" { return "\\" + safe }
        if first.isNumber, let dot = safe.firstIndex(where: { !$0.isNumber }), safe[dot] == "." || safe[dot] == ")" {
            safe.insert("\\", at: dot)
        }
        return safe
    }
}
