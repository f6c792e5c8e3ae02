import Core
import Web

/// The report as it reads: for makers while they write it, and for everyone once it is public.
struct ReportMarkup {
    let view: ReportView
    let t: Texts
    /// Under which the tables are found by a permanent link; `nil` in the editor.
    let tableBase: String?

    var body: HTML {
        var markup = HTML.empty
        if let report = view.report, !report.intro.isEmpty {
            markup +=
                "<div class=\"stack\"\(attribute: "lang", t.typed)>\(HTML(markdown: report.intro, headingsFrom: 2))</div>"
        }
        for block in view.blocks { markup += one(block) }
        return markup
    }

    func one(_ block: SurveyReport.Block) -> HTML {
        switch block.kind {
        case .text:
            return
                "<div class=\"stack\"\(attribute: "lang", t.typed)>\(HTML(markdown: block.text, headingsFrom: 2))</div>"
        case .quote:
            return view.quote(block.quote).map { "<blockquote\(attribute: "lang", t.typed)>\($0.text)</blockquote>" }
                ?? .empty
        case .table:
            guard let table = block.table.flatMap({ view.published[$0] }) else { return .empty }
            let tools: HTML =
                tableBase.map { base in
                    Part.button(t("CSV met puntkomma"), "\(base)/\(table.seq)/csv", quiet: true, compact: true)
                        + "<a href=\"#tabel-\(table.seq)\">\(t("Vaste link naar deze tabel"))</a>"
                } ?? .empty
            return "<div id=\"tabel-\(table.seq)\">\(table.figure(t, level: 2, tools: tools))</div>"
        }
    }
}
