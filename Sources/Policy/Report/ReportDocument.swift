import Core
import Web

/// A document of chapters that are put together from the parts: it prints with a cover and contents, and leaves as
/// Markdown.
struct ReportDocument: Sendable {
    struct Chapter: Sendable {
        let title: String
        let blocks: [ReportBlock]
        /// Comes after the numbered chapters, with a letter.
        var isAnnex = false
    }

    let title: String
    let place: String
    /// The line under the title: what state it is in, and of which day.
    let state: String
    let chapters: [Chapter]

    func markup(_ t: Texts) -> HTML {
        var page = ReportPage(t: t)
        var body = HTML.empty
        for (index, chapter) in chapters.enumerated() {
            body += """
                <section class="chapter\(if: chapter.isAnnex, " annex")" id="deel-\(index + 1)"><h2>\(heading(index, t))</h2>\(page.markup(chapter.blocks))</section>
                """
        }
        return cover + contents(t, hasSources: !page.sources.isEmpty) + body + sources(page.sources, t)
    }

    /// `3. Doelen` or `Bijlage A. Partijen`.
    private func heading(_ index: Int, _ t: Texts) -> String {
        let chapter = chapters[index]
        guard chapter.isAnnex else { return "\(index + 1). \(chapter.title)" }
        let letter = Self.letter(chapters[..<index].count { $0.isAnnex })
        return t("Bijlage \(letter). \(chapter.title)")
    }

    /// `A` for the first annex.
    static func letter(_ place: Int) -> String {
        String(UnicodeScalar(UInt8(ascii: "A") + UInt8(clamping: min(25, max(0, place)))))
    }

    private var cover: HTML {
        """
        <header class="cover">\(Mark.svg(size: 96))<p class="cover-place">\(place)</p><h1>\(title)</h1><p class="lead">\(state)</p></header>
        """
    }

    private func contents(_ t: Texts, hasSources: Bool) -> HTML {
        var items = HTML.empty
        for (index, chapter) in chapters.enumerated() {
            let title = chapter.isAnnex ? heading(index, t) : chapter.title
            items +=
                "<li\(if: chapter.isAnnex, " class=\"unnumbered\"")><a href=\"#deel-\(index + 1)\">\(title)</a></li>"
        }
        return """
            <nav class="contents" aria-labelledby="inhoudsopgave"><h2 id="inhoudsopgave">\(t("Inhoud"))</h2><ol>\(items)\
            \(if: hasSources, "<li class=\"unnumbered\"><a href=\"#bronnen\">\(t("Bronnen"))</a></li>")</ol></nav>
            """
    }

    private func sources(_ notes: [SourceNote], _ t: Texts) -> HTML {
        if notes.isEmpty { return .empty }
        return """
            <section class="chapter" id="bronnen"><h2>\(t("Bronnen"))</h2><ul>\(notes, { note in
                "<li\(attribute: "lang", t.typed)>\(note.document), \(note.section)</li>"
            })</ul></section>
            """
    }

    /// The chapters alone, with headings of the first level: what the converter to a word processor takes.
    func chapterMarkdown(_ t: Texts) -> String {
        var report = ReportMarkdown(t: t, up: 1)
        var parts: [String] = []
        var notes: [SourceNote] = []
        for (index, chapter) in chapters.enumerated() {
            parts.append("# " + ReportMarkdown.escape(heading(index, t)))
            if !chapter.blocks.isEmpty { parts.append(report.text(chapter.blocks)) }
            for case .source(let note) in chapter.blocks where !notes.contains(note) { notes.append(note) }
        }
        if !notes.isEmpty {
            parts.append("# " + t("Bronnen"))
            parts.append(
                notes.map { "- " + ReportMarkdown.escape("\($0.document), \($0.section)") }.joined(separator: "\n"))
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// With the title above it, for a file of its own.
    func markdown(_ t: Texts) -> String {
        [
            ReportMarkdown.escape(title) + "\n===", ReportMarkdown.escape(place), ReportMarkdown.escape(state),
            chapterMarkdown(t),
        ].joined(separator: "\n\n")
    }
}
