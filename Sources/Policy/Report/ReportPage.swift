package import Core
package import Web

/// Draws the blocks of a document on a page, and numbers its tables and pictures as it goes.
package struct ReportPage {
    let t: Texts
    private var tables = 0
    private var pictures = 0

    package init(t: Texts) { self.t = t }

    package mutating func markup(_ blocks: [ReportBlock]) -> HTML {
        var markup = HTML.empty
        for block in blocks { markup += one(block) }
        return markup
    }

    private mutating func one(_ block: ReportBlock) -> HTML {
        switch block {
        case .heading(let text, let level): return level <= 3 ? "<h3>\(text)</h3>" : "<h4>\(text)</h4>"
        case .paragraph(let text): return "<p>\(text)</p>"
        case .markdown(let text): return HTML(markdown: text)
        case .list(let items): return "<ul>\(items, { "<li>\($0)</li>" })</ul>"
        case .table(let caption, let columns, let rows):
            tables += 1
            return Table(
                t("Tabel \(tables). \(caption)"), columns, rows: rows.map { row in row.map { "\($0)" } }
            ).markup
        case .picture(let drawing, let caption, let description):
            pictures += 1
            return """
                <figure>\(drawing)<figcaption class="small">\(t("Figuur \(pictures). \(caption)"))\
                <span class="hidden"> \(description)</span></figcaption></figure>
                """
        case .source(let note): return note.markup(t)
        }
    }
}
