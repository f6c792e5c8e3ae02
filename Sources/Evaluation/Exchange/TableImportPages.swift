import Core
import Formats
import Web

/// A table from elsewhere: the file, what its columns are, how far it is, what came of it.
struct TableImportPages {
    let visit: Visit
    private var t: Texts { visit.t }

    func front(_ form: Form, _ state: FormState) -> Reply {
        page(
            t("Lees een tabel in"), status: state.isValid ? 200 : 400,
            intro: t("Neem antwoorden mee die ergens anders zijn verzameld. Je telt ze hier met dezelfde tabellen."),
            visit.form(
                action: "/enquetes/inlezen", files: true, classes: "stack",
                """
                \(visit.errorSummary(form, state))\(visit.fields(form, state))\
                <p class="row"><button>\(t("Bekijk het bestand"))</button>\(Part.button(t("Terug"), "/enquetes", quiet: true))</p>
                """))
    }

    // MARK: Which column is what

    func columns(_ item: TableImport, _ view: TableColumnsView) -> Reply {
        let sheets: HTML = view.tables.count > 1 ? sheetChoice(item, view) : .empty
        let problem: HTML = view.problem.map { Part.notice(t($0), .bad) } ?? .empty
        let rows = t.plural(view.table.rows.count, "1 regel", "\(view.table.rows.count) regels")
        let content: HTML = """
            <input type="hidden" name="blad" value="\(view.sheet)">\(columnTable(view))\
            <p class="row"><button>\(t("Maak er een enquête van"))</button></p>
            """
        let remove = visit.form(
            action: item.path + "/weg", "<p><button class=\"quiet\">\(t("Gooi het bestand weg"))</button></p>")
        return page(
            t("Wat staat er in welke kolom?"), status: view.problem == nil ? 200 : 400,
            intro: "\(item.fileName) · \(rows)",
            """
            \(problem)\(sheets)\(gaps(view.table))<p>\(t("Dit is een voorstel. Kijk het na: wat je overslaat, komt er niet in."))</p>\
            \(visit.form(action: item.path, classes: "stack", content))\(notes(TableReport(view.table.problems), nil))\(remove)
            """)
    }

    private func gaps(_ table: ImportedTable) -> HTML {
        let found = table.columns.contains { column in column.valueLabels.contains { $0.label == "Niet gevraagd" } }
        if !found { return .empty }
        return Part.notice(
            t("In dit bestand telt -9 als niet gevraagd en -8 als niet ingevuld."), .plain)
    }

    private func sheetChoice(_ item: TableImport, _ view: TableColumnsView) -> HTML {
        let options: HTML = """
            \(view.tables.enumerated(), { "<option value=\"\($0.offset)\"\(flag: "selected", $0.offset == view.sheet)>\($0.element.name)</option>" })
            """
        return """
            <form method="get" action="\(item.path)" class="row"><div class="field"><label for="blad">\(t("Blad"))</label>\
            <select id="blad" name="blad">\(options)</select></div><button class="quiet">\(t("Toon dit blad"))</button></form>
            """
    }

    private func columnTable(_ view: TableColumnsView) -> HTML {
        let columns = [
            Table.Column(t("Kolom")), Table.Column(t("Wat is het?")), Table.Column(t("Vraag")),
            Table.Column(t("Zoals")),
        ]
        let rows = view.table.columns.enumerated().map { place, column -> [HTML] in
            ["\(column.name)", choice(place, column, view), "\(column.label)", examples(place, view)]
        }
        let table = Table(t("Kolommen van de tabel"), columns, rows: rows).markup
        return "<div class=\"card survey-columns\">\(table)</div>"
    }

    private func choice(_ place: Int, _ column: ImportedColumn, _ view: TableColumnsView) -> HTML {
        let inGroup = view.proposal.groups.contains { $0.columns.contains(place) }
        let uses = TableUse.allCases.filter { $0 != .part || inGroup }
        let name = "kolom-\(place)"
        let wrong = view.wrong == place
        let options: HTML = """
            \(uses, { "<option value=\"\($0.rawValue)\"\(flag: "selected", view.uses[place] == $0)>\(t($0.label))</option>" })
            """
        return """
            <label class="visually-hidden" for="\(name)">\(t("Wat is \(column.name)?"))</label>\
            <select id="\(name)" name="\(name)"\(attribute: "aria-invalid", wrong ? "true" : nil)>\(options)</select>
            """
    }

    private func examples(_ place: Int, _ view: TableColumnsView) -> HTML {
        let found = TableProposal.examples(place, in: view.table)
        return "<span class=\"small soft\">\(found.joined(separator: "; "))</span>"
    }

    // MARK: How far it is, and what came of it

    func progress(_ item: TableImport) -> Reply {
        let refreshes = visit.query["ververs"] != "nee"
        let bar = ExchangeProgress(visit: visit, path: item.path, done: item.done, total: item.total)
        var reply = page(t("De tabel komt binnen"), intro: item.fileName, bar.markup(refreshes))
        if refreshes { reply.setHeader("refresh", "2") }
        return reply
    }

    func result(_ item: TableImport, _ survey: Survey?) -> Reply {
        let figures = Part.card(
            nil,
            Figure.list([
                Figure(t("Antwoorden"), t.number(item.report.taken), function: "verankeren"),
                Figure(t("Overgeslagen regels"), t.number(item.report.skipped), function: "verankeren"),
            ]))
        let ways: HTML =
            survey.map { survey in
                """
                <p class="row">\(Part.button(t("Bekijk de tabellen"), survey.path("resultaten")))\
                \(visit.buttonForm(action: item.path + "/ongedaan", label: t("Maak het inlezen ongedaan")))</p>
                """
            } ?? .empty
        return page(
            survey == nil ? t("Het inlezen is ongedaan gemaakt") : t("De tabel is binnen"), intro: item.fileName,
            "\(figures)\(notes(item.report, item.path + "/meldingen.csv"))\(ways)")
    }

    private func notes(_ report: TableReport, _ file: String?) -> HTML {
        if report.notes.isEmpty { return .empty }
        let rows = report.notes.prefix(50).map { note -> [HTML] in
            ["\(note.line)", "\(note.column)", "\(note.value)", "\(t(note.kind.text))"]
        }
        let columns = [
            Table.Column(t("Regel"), number: true), Table.Column(t("Kolom")), Table.Column(t("Waarde")),
            Table.Column(t("Wat er is")),
        ]
        let more: HTML =
            report.total > 50 ? "<p>\(t("Dit zijn de eerste 50 van \(report.total) meldingen."))</p>" : .empty
        let link: HTML = file.map { "<p><a href=\"\($0)\">\(t("Download deze lijst als CSV"))</a></p>" } ?? .empty
        return Part.card(
            t("Let op"), "\(Table(t("Meldingen bij het inlezen"), columns, rows: rows).markup)\(more)\(link)")
    }

    private func page(_ title: String, status: Int = 200, intro: String, _ content: HTML) -> Reply {
        let crumbs = Part.breadcrumbs([(t("Enquêtes"), "/enquetes")], label: t("Je bent hier"))
        return visit.page(
            title, status: status,
            """
            <div class="wrap stack page"><div class="no-print">\(crumbs)</div><h1>\(title)</h1><p class="lead">\(intro)</p>\(content)</div>
            """)
    }
}

/// A table with the proposal for its columns, and what someone made of it.
struct TableColumnsView: Sendable {
    let tables: [ImportedTable]
    let sheet: Int
    let proposal: TableProposal
    var uses: [TableUse]
    var problem: Text?
    /// The column that the problem is about.
    var wrong: Int?

    /// - Parameter sheet: the first when there is no such sheet.
    init?(_ tables: [ImportedTable], sheet: Int) {
        guard let first = tables.first else { return nil }
        self.tables = tables
        self.sheet = tables.indices.contains(sheet) ? sheet : 0
        proposal = TableProposal(tables.indices.contains(sheet) ? tables[sheet] : first)
        uses = proposal.uses
    }

    var table: ImportedTable { tables[sheet] }
}
