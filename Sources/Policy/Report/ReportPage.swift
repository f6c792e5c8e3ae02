package import Core
package import Web

/// Draws the blocks of a document on a page, and numbers its tables and pictures as it goes.
package struct ReportPage {
    let t: Texts
    /// The level of the heading under which the blocks stand.
    private let chapter: Int
    private var level: Int
    private var tables = 0
    private var pictures = 0
    /// The documents that the blocks name, each once, in order.
    package private(set) var sources: [SourceNote] = []

    /// - Parameter chapter: the level of the heading under which the blocks stand; 2 for a chapter of a document.
    package init(t: Texts, chapter: Int = 2) {
        self.t = t
        self.chapter = chapter
        level = chapter
    }

    /// The blocks of one chapter. Headings follow each other without gaps, whatever level a block asked for.
    package mutating func markup(_ blocks: [ReportBlock]) -> HTML {
        level = chapter
        var markup = HTML.empty
        for block in blocks { markup += one(block) }
        return markup
    }

    private mutating func one(_ block: ReportBlock) -> HTML {
        switch block {
        case .heading(let text, let asked): return heading(text, asked)
        case .paragraph(let text): return "<p>\(text)</p>"
        case .markdown(let text): return HTML(markdown: text, headingsFrom: min(6, level + 1))
        case .list(let items): return "<ul>\(items, { "<li>\($0)</li>" })</ul>"
        case .table(let caption, let columns, let rows):
            tables += 1
            return Table(
                t("Tabel \(tables). \(caption)"), columns, rows: rows.map { row in row.map { "\($0)" } }
            ).markup
        case .picture(let drawing, let caption, let description, _):
            pictures += 1
            return """
                <figure>\(drawing)<figcaption class="small">\(t("Figuur \(pictures). \(caption)"))\
                <span class="visually-hidden"> \(description)</span></figcaption></figure>
                """
        case .source(let note):
            if !sources.contains(note) { sources.append(note) }
            return note.markup(t)
        }
    }

    private mutating func heading(_ text: String, _ asked: Int) -> HTML {
        level = max(chapter + 1, min(asked - 2 + chapter, level + 1, 6))
        return switch level {
        case ...3: "<h3>\(text)</h3>"
        case 4: "<h4>\(text)</h4>"
        case 5: "<h5>\(text)</h5>"
        default: "<h6>\(text)</h6>"
        }
    }
}
