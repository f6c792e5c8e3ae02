import Core
import Tabulation
import Web

/// The pages of tables: all questions at a glance, the builder, one table.
struct TablePages {
    let visit: Visit
    let results: ResultsData
    private var t: Texts { visit.t }
    private var survey: Survey { results.survey }

    // MARK: All questions

    func overview() -> Reply {
        if results.data.count == 0 { return nothingYet() }
        let blocks = StandardTables(results: results).blocks
        let contents: HTML = """
            <nav class="subnav no-print" aria-label="\(t("Blokken"))"><ul class="row small">\(blocks.enumerated().filter { !$0.element.title.isEmpty }, { place, block in
                "<li><a href=\"#blok-\(place + 1)\"\(attribute: "lang", results.lang(t))>\(block.title)</a></li>"
            })</ul></nav>
            """
        var body = HTML.empty
        for (place, block) in blocks.enumerated() {
            let title: HTML =
                block.title.isEmpty
                ? "\(t("Verder"))" : "<span\(attribute: "lang", results.lang(t))>\(block.title)</span>"
            body += """
                <section class="sr-block stack" id="blok-\(place + 1)"><h2>\(title)</h2><div class="sr-items">\(block.items, item)</div></section>
                """
        }
        let count = t.plural(
            results.data.count, "1 antwoord om te tellen.", "\(t.number(results.data.count)) antwoorden om te tellen.")
        let tools: HTML =
            survey.state == .field
            ? Part.notice(t("De enquête loopt nog: deze cijfers veranderen tot hij sluit."), .wait) : .empty
        return visit.resultsPage(
            survey, .overview,
            intro: count + " " + t("Elke vraag heeft een tabel. Klik erop voor marges, filters en kolommen."),
            tools + open + guarded + contents + body)
    }

    /// Whether answers by the open link count, and the switch.
    private var open: HTML {
        guard let sentence = results.open.sentence(t) else { return .empty }
        let path = ResultsSection.overview.path(of: survey)
        let (action, label) =
            results.open.isCounted
            ? (path + "/open-link/uit", t("Tel ze niet mee")) : (path + "/open-link/aan", t("Tel ze mee"))
        let warning: HTML =
            results.open.isTold && !results.rule.hidesNothing
            ? "<p class=\"small\">\(t("Er is al een tabel openbaar geweest. Zet je dit om, dan kun je over de vragen daarin niets nieuws publiceren. Uit het verschil zou blijken wat een paar mensen zeiden. Zet je het terug, dan kan het weer."))</p>"
            : .empty
        return """
            <div class="card row apart no-print"><div class="stack"><p>\(sentence) \(t("Bij een open link weet niemand wie er antwoordde, of hoe vaak."))</p>\(warning)</div>\(visit.buttonForm(action: action, label: label))</div>
            """
    }

    private var guarded: HTML {
        guard results.isGuarded else { return .empty }
        return """
            <p class="small soft">\(t("Deze enquête is niet op naam. Cijfers over minder dan \(survey.leastCell) antwoorden zijn ook voor jou afgeschermd."))</p>
            """
    }

    private func nothingYet() -> Reply {
        visit.resultsPage(
            survey, .overview,
            Part.empty(
                t("Er zijn nog geen antwoorden"),
                t("Zodra de eerste antwoorden binnen zijn, krijgt elke vraag hier vanzelf een tabel."),
                survey.kind == .imported
                    ? .empty : Part.button(t("Naar het veldwerk"), SurveyTab.fieldwork.path(of: survey))))
    }

    private func item(_ item: StandardTables.Item) -> HTML {
        guard let request = item.request else {
            let path = ResultsSection.open.path(of: survey) + "/" + item.name
            return """
                <section><h3\(attribute: "lang", results.lang(t))>\(item.text)</h3><p><a href="\(path)">\(t("Lees de open antwoorden"))</a></p></section>
                """
        }
        let link = TableAsk(request).query.url(ResultsSection.builder.path(of: survey))
        let heading: HTML = "<h3><a href=\"\(link)\"\(attribute: "lang", results.lang(t))>\(item.text)</a></h3>"
        do {
            let table = try results.table(request)
            let words = TableWords(t: t)
            let base = t("Basis: \(t.number(table.account.base))")
            if table.isOfMeans, request.kind == .mean {
                let mean = table.cell(0, 0)
                let middle = table.rows.firstIndex { $0.name == Statistic.median.rawValue }.flatMap {
                    table.cell($0, 0)
                }
                return """
                    <section>\(heading)<p>\(t("Gemiddeld")) <strong>\(mean.map { words.value($0, of: table) } ?? "–")</strong>, \
                    \(t("middelste")) <strong>\(middle.map { words.value($0, of: table) } ?? "–")</strong></p><p class="small soft">\(base)</p></section>
                    """
            }
            let drawing = TablePicture(table: table, title: item.text, t: t).draw(nil)
            return "<section>\(heading)\(drawing)<p class=\"small soft\">\(base)</p></section>"
        } catch {
            return "<section>\(heading)<p class=\"soft\">\(t(error.text))</p></section>"
        }
    }

    // MARK: One table

    /// - Parameter problem: why there is no table; the choices stay as they were.
    func builder(_ ask: TableAsk?, problem: Text? = nil) -> Reply {
        let form = BuilderForm(results: results, query: visit.query, t: t)
        var body = HTML.empty
        if let problem {
            body += """
                <div class="summary-error" role="alert" tabindex="-1" id="fouten" data-focus><h2>\(t("Deze tabel kan niet"))</h2><p>\(t(problem))</p></div>
                """
        }
        var status = problem == nil ? 200 : 400
        if let ask, problem == nil {
            do { body += try shown(ask) } catch {
                status = 400
                body += """
                    <div class="summary-error" role="alert" tabindex="-1" id="fouten" data-focus><h2>\(t("Deze tabel kan niet"))</h2><p>\(t(error.text))</p></div>
                    """
            }
        }
        let isOpen = ask == nil || status != 200
        let choose: HTML = """
            <details class="card no-print"\(flag: "open", isOpen)><summary class="h3">\(isOpen ? t("Kies wat je wilt zien") : t("Verander deze tabel"))</summary>\(form.markup)</details>
            """
        return visit.resultsPage(
            survey, .builder,
            intro: ask == nil ? t("Zet een vraag in de rijen, en als je wilt een tweede in de kolommen.") : nil,
            status: status, body + choose)
    }

    private func shown(_ ask: TableAsk) throws(CountedTable.Fault) -> HTML {
        let table = try results.table(ask.request)
        let title = results.title(of: ask.request, t)
        let path = ask.query.url(ResultsSection.builder.path(of: survey))
        let files = ResultsSection.builder.path(of: survey)
        let tools: HTML = """
            \(Part.button(t("CSV met puntkomma"), ask.query.url(files + "/csv"), quiet: true, compact: true))\
            \(Part.button(t("CSV met komma"), ask.query.setting("komma", to: ["ja"]).url(files + "/csv"), quiet: true, compact: true))\
            <a href="\(path)">\(t("Vaste link naar deze tabel"))</a>
            """
        let figure = TableFigure(
            table: table, title: title, question: results.text(of: ask.request.rows), notes: results.notes(table, t),
            t: t, picture: ask.picture, ofAnswers: results.ofAnswers(ask.request), level: 2, tools: tools,
            lang: results.lang(t), titleLang: results.lang(t))
        return figure.markup + save(ask, title)
    }

    private func save(_ ask: TableAsk, _ title: String) -> HTML {
        let form = SavedTableForm.form
        let state = form.filled(["titel": title])
        return """
            <details class="card no-print"><summary class="h3">\(t("Bewaar deze tabel"))</summary>\(visit.form(action: ask.query.url(ResultsSection.plan.path(of: survey)), "\(visit.fields(form, state))<button>\(t("Bewaar"))</button>"))</details>
            """
    }
}
