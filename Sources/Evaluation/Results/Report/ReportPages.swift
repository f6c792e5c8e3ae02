import Core
import Web

/// Writing the report: text, tables and quotes in an order.
struct ReportPages {
    let visit: Visit
    let view: ReportView
    private var t: Texts { visit.t }
    private var path: String { ResultsSection.report.path(of: view.survey) }

    static let form = Form([
        Field("titel", Text("Titel van het rapport"), limit: 200, autocomplete: "off"),
        Field(
            "inleiding", Text("Samenvatting"), .area(rows: 6),
            hint: Text("Het belangrijkste eerst. Je kunt Markdown gebruiken."), required: false, limit: 10_000),
    ])

    static let textForm = Form([
        Field(
            "tekst", Text("Tekst"), .area(rows: 6), hint: Text("Een kop begint met #. Je kunt Markdown gebruiken."),
            limit: 20_000)
    ])

    var values: [String: String] {
        ["titel": view.report?.title ?? view.survey.title, "inleiding": view.report?.intro ?? ""]
    }

    /// - Parameters:
    ///   - text: what was typed in a new piece of text that is not right yet.
    ///   - refusal: why the report could not be published.
    func reply(_ state: FormState, text: FormState = FormState(), refusal: Text? = nil, status: Int = 200) -> Reply {
        let says: HTML =
            refusal.map {
                "<div class=\"summary-error\" role=\"alert\" tabindex=\"-1\" data-focus><h2>\(t("Publiceren kan zo niet"))</h2><p>\(t($0))</p></div>"
            } ?? .empty
        let blocks: HTML =
            view.blocks.isEmpty
            ? Part.empty(
                t("Er staat nog niets in het rapport"),
                t("Zet er hieronder een tabel, een stuk tekst of een citaat in. Je kunt de volgorde later veranderen."))
            : "<ol class=\"plain stack\">\(view.blocks, item)</ol>"
        return visit.resultsPage(
            view.survey, .report,
            intro: t("Kies tabellen, schrijf erbij wat ze betekenen, en publiceer het geheel."), status: status,
            """
            \(says)\(state_)<details class="card"\(flag: "open", view.report == nil || !state.isValid)><summary class="h3">\(t("Titel en samenvatting"))</summary>\(visit.errorSummary(Self.form, state))\
            \(visit.form(action: path, "\(visit.fields(Self.form, state))<button>\(t("Opslaan"))</button>"))</details>\
            \(blocks)\(adders(text))
            """)
    }

    /// Whether it is public, and the button that changes that.
    private var state_: HTML {
        guard let report = view.report else { return .empty }
        let read = Part.button(
            t("Lees het rapport"), report.publishedAt == nil ? path + "/lezen" : "/onderzoek/\(view.survey.number)",
            quiet: true)
        if report.publishedAt != nil {
            return """
                <section class="card row apart"><p>\(Part.chip(t("openbaar"), .good)) \(t("Wat je verandert, staat meteen online."))</p>\
                <div class="row">\(read)\(visit.buttonForm(action: path + "/intrekken", label: t("Trek het rapport in")))</div></section>
                """
        }
        let waiting = view.unpublished.count
        let note =
            waiting == 0
            ? t("Het rapport is nog niet openbaar.")
            : t.plural(
                waiting, "1 tabel erin is nog niet openbaar. Die gaat mee als je publiceert.",
                "\(waiting) tabellen erin zijn nog niet openbaar. Die gaan mee als je publiceert.")
        return """
            <section class="card row apart"><p>\(note)</p><div class="row">\(read)\(visit.buttonForm(action: path + "/publiceren", label: t("Publiceer het rapport"), classes: ""))</div></section>
            """
    }

    private func item(_ block: SurveyReport.Block) -> HTML {
        let action = path + "/blokken/\(block.id)"
        let buttons: HTML = """
            <div class="row no-print">\(visit.buttonForm(action: action + "/omhoog", label: t("Omhoog")))\(visit.buttonForm(action: action + "/omlaag", label: t("Omlaag")))\(visit.buttonForm(action: action + "/weg", label: t("Haal weg")))</div>
            """
        return "<li class=\"card stack\">\(shown(block, action))\(buttons)</li>"
    }

    private func shown(_ block: SurveyReport.Block, _ action: String) -> HTML {
        switch block.kind {
        case .text:
            let form = Self.textForm.filled(["tekst": block.text])
            let field: HTML = """
                <div class="field"><label for="tekst-\(block.id)">\(t("Tekst"))</label><textarea id="tekst-\(block.id)" name="tekst" rows="6" maxlength="20000">\n\(form["tekst"])</textarea></div>
                """
            return """
                \(HTML(markdown: block.text, headingsFrom: 2))<details><summary>\(t("Verander deze tekst"))</summary>\(visit.form(action: action, "\(field)<button>\(t("Opslaan"))</button>"))</details>
                """
        case .quote:
            return "<blockquote>\(view.quote(block.quote)?.text ?? "")</blockquote>"
        case .table:
            guard let table = view.table(block.table) else { return "<p>\(t("Deze tabel is er niet meer."))</p>" }
            let link: HTML = "<a href=\"\(table.path(view.survey))\">\(table.title)</a>"
            guard let published = view.published[table.id] else {
                return "<p>\(t("Tabel")): \(link) \(Part.chip(t("nog niet openbaar"), .wait))</p>"
            }
            return published.figure(t, level: 2)
        }
    }

    private func adders(_ text: FormState) -> HTML {
        let used = Set(view.blocks.compactMap(\.table))
        let tables = view.tables.filter { !used.contains($0.id) }
        let quoted = Set(view.blocks.compactMap(\.quote))
        let quotes = view.quotes.filter { !quoted.contains($0.id) }
        let table: HTML =
            tables.isEmpty
            ? "\(if: view.tables.isEmpty, "<p class=\"small\">\(t("Bewaar eerst een tabel; dan kun je hem hier kiezen."))</p>")"
            : visit.form(
                action: path + "/blokken", classes: "sr-tools",
                """
                <input type="hidden" name="soort" value="tabel"><div class="field"><label for="nieuwe-tabel">\(t("Tabel"))</label><select id="nieuwe-tabel" name="tabel">\(tables, { "<option value=\"\($0.number)\">\($0.title)</option>" })</select></div>\
                <button class="quiet">\(t("Zet erin"))</button><button class="quiet" name="alle" value="ja">\(t("Zet alle tabellen erin"))</button>
                """)
        let quote: HTML =
            quotes.isEmpty
            ? .empty
            : visit.form(
                action: path + "/blokken", classes: "sr-tools",
                """
                <input type="hidden" name="soort" value="citaat"><div class="field"><label for="nieuw-citaat">\(t("Citaat"))</label><select id="nieuw-citaat" name="citaat">\(quotes, { "<option value=\"\($0.number)\">\($0.text)</option>" })</select></div>\
                <button class="quiet">\(t("Zet erin"))</button>
                """)
        return """
            <section class="card stack no-print"><h2>\(t("Zet iets in het rapport"))</h2>\(visit.errorSummary(Self.textForm, text))\(table)\(quote)\
            \(visit.form(action: path + "/blokken", "<input type=\"hidden\" name=\"soort\" value=\"tekst\">\(visit.fields(Self.textForm, text))<button class=\"quiet\">\(t("Zet deze tekst erin"))</button>"))</section>
            """
    }
}
