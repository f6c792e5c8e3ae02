import Core
package import Web

/// The documents that gather from the parts.
package enum ReportKind: Sendable {
    case plan, evaluation, handover
}

/// A piece of a document that is put together from the parts: it prints as a page and leaves as Markdown.
package enum ReportBlock: Sendable {
    /// A heading below the chapter's own; level 3 or 4 on the page.
    case heading(String, level: Int = 3)
    case paragraph(String)
    /// Text that a person typed in Markdown.
    case markdown(String)
    case list([String])
    /// Numbered in the document: `Tabel 3`.
    case table(caption: String, columns: [Table.Column], rows: [[String]])
    /// Drawn on the server; the description says in words what it shows, for who cannot see it. Where no picture can
    /// go, as in Markdown, its figures stand in a table; without them the description. A file for a word processor has
    /// both.
    case picture(HTML, caption: String, description: String, figures: ReportFigures? = nil)
    /// From which document a fact comes.
    case source(SourceNote)
}

/// The numbers that a picture shows.
package struct ReportFigures: Sendable {
    package let columns: [Table.Column]
    package let rows: [[String]]

    package init(columns: [Table.Column], rows: [[String]]) {
        self.columns = columns
        self.rows = rows
    }
}
