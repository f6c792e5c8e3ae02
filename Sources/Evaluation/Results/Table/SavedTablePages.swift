import Core
import Storage
import Tabulation
import Web

/// The list of tables that were kept, and the page of one.
struct SavedTablePages {
    let visit: Visit
    private var t: Texts { visit.t }

    struct Plan: Sendable {
        let survey: Survey
        let tables: [SavedTable]
        let previous: Survey?
        /// The tables that others may see now.
        let published: Set<String>

        static func load(_ survey: Survey, in db: any SQLConnection) throws -> Plan {
            Plan(
                survey: survey, tables: try SavedTable.all(of: survey.id, in: db),
                previous: try survey.previous.flatMap { try Survey.find($0, in: db) },
                published: Set(try PublishedTable.standing(of: survey.id, in: db).map(\.table)))
        }
    }

    struct Detail: Sendable {
        let results: ResultsData
        let table: SavedTable
        let publication: PublishedTable?

        var values: [String: String] { ["titel": table.title, "toelichting": table.remark] }
    }

    // MARK: The list

    func plan(_ plan: Plan) -> Reply {
        let path = ResultsSection.plan.path(of: plan.survey)
        let copy: HTML =
            plan.previous == nil
            ? .empty
            : visit.buttonForm(
                action: path + "/overnemen", label: t("Neem de tabellen van de vorige keer over"), classes: "quiet")
        let undo: HTML =
            visit.query.int("weg").map { number in
                visit.buttonForm(action: path + "/\(number)/terug", label: t("Haal de tabel terug"), classes: "quiet")
            } ?? .empty
        let builder = Part.button(t("Maak een tabel"), ResultsSection.builder.path(of: plan.survey))
        if plan.tables.isEmpty {
            return visit.resultsPage(
                plan.survey, .plan,
                undo
                    + Part.empty(
                        t("Er is nog geen tabel bewaard"),
                        t(
                            "Bewaar de tabellen die je vaker nodig hebt. Alleen bewaarde tabellen kunnen in het rapport."
                        ),
                        builder + copy))
        }
        let rows: HTML = """
            \(plan.tables, { row($0, plan) })
            """
        return visit.resultsPage(
            plan.survey, .plan, intro: t("De volgorde hier is de volgorde waarin je ze telt en toont."),
            actions: builder,
            """
            \(undo)<ol class="tasks card">\(rows)</ol>\(copy)
            """)
    }

    private func row(_ table: SavedTable, _ plan: Plan) -> HTML {
        let path = table.path(plan.survey)
        let state: HTML = plan.published.contains(table.id) ? Part.chip(t("openbaar"), .good) : .empty
        return """
            <li><span class="dot dot-verankeren"></span><span><a href="\(path)"\(attribute: "lang", t.typed)>\(table.title)</a> \(state)</span>\
            <span class="row">\(visit.buttonForm(action: path + "/omhoog", label: t("Omhoog")))\(visit.buttonForm(action: path + "/omlaag", label: t("Omlaag")))</span></li>
            """
    }

    // MARK: One table

    /// - Parameters:
    ///   - publish: what was sent to publish it, when that could not be done.
    ///   - refusal: why it could not be published.
    func reply(
        _ detail: Detail, _ state: FormState, publish: FormState? = nil, refusal: Text? = nil, status: Int = 200
    ) -> Reply {
        let survey = detail.results.survey
        let table = detail.table
        let path = table.path(survey)
        let shown: HTML
        do {
            let counted = try detail.results.table(table.request)
            let query = TableAsk(table.request, picture: table.picture).query
            let tools: HTML = """
                \(Part.button(t("CSV met puntkomma"), path + "/csv", quiet: true, compact: true))\(Part.button(t("CSV met komma"), path + "/csv?komma=ja", quiet: true, compact: true))\
                \(Part.button(t("Verander wat je telt"), query.url(ResultsSection.builder.path(of: survey)), quiet: true, compact: true))
                """
            shown =
                TableFigure(
                    table: counted, title: table.title, question: detail.results.text(of: table.request.rows),
                    notes: detail.results.notes(counted, t), t: t, picture: table.picture,
                    ofAnswers: detail.results.ofAnswers(table.request), remark: table.remark, tools: tools,
                    lang: detail.results.lang(t), titleLang: t.typed
                ).markup + PinForm.markup(detail, counted, visit)
        } catch {
            shown = Part.notice(t(error.text), .bad)
        }
        let form = SavedTableForm.form
        let change: HTML = """
            <details class="card no-print"\(flag: "open", !state.isValid)><summary class="h3">\(t("Titel en toelichting"))</summary>\(visit.errorSummary(form, state))\
            \(visit.form(action: path, "\(visit.fields(form, state))<button>\(t("Opslaan"))</button>"))</details>
            """
        return visit.resultsPage(
            survey, .plan, title: table.title, status: status,
            """
            \(refusal, { "<div class=\"summary-error\" role=\"alert\" tabindex=\"-1\" data-focus><h2>\(t("Publiceren kan zo niet"))</h2><p>\(t($0))</p></div>" })\(shown)\(PublishMarkup(visit: visit, detail: detail, state: publish).markup)\(change)\
            <p class="no-print">\(visit.buttonForm(action: path + "/weg", label: t("Haal uit de lijst")))</p>
            """)
    }

    /// The table that could not be kept yet, with what was filled in.
    func saveAgain(_ results: ResultsData, _ ask: TableAsk, _ state: FormState) -> Reply {
        let form = SavedTableForm.form
        let action = ask.query.url(ResultsSection.plan.path(of: results.survey))
        return visit.resultsPage(
            results.survey, .builder, title: t("Bewaar deze tabel"), status: 400,
            """
            \(visit.errorSummary(form, state))\(visit.form(action: action, classes: "card narrow", "\(visit.fields(form, state))<button>\(t("Bewaar"))</button>"))
            """)
    }
}
