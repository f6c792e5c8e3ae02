import Core
import Tabulation
import Web

/// Reading open answers and putting them in categories.
struct OpenPages {
    let visit: Visit
    var t: Texts { visit.t }
    /// So many answers on a page.
    static let most = 30

    static let categoryForm = Form([
        Field("namen", Text("Categorieën"), .area(rows: 4), hint: Text("Een op elke regel."), limit: 4000)
    ])

    static let quoteForm = Form([
        Field("antwoord", Text("Antwoord"), .hidden, limit: 64),
        Field(
            "tekst", Text("Citaat"), .area(rows: 5),
            hint: Text("Haal namen en alles waaraan je iemand herkent eruit. Zet […] waar iets weg is."), limit: 2000),
    ])

    // MARK: The questions

    func list(_ results: ResultsData) -> Reply {
        let survey = results.survey
        let columns = results.openColumns
        if columns.isEmpty {
            return visit.resultsPage(
                survey, .open,
                Part.empty(
                    t("Er zijn geen open vragen"), t("In deze vragenlijst schrijft niemand zelf een antwoord."),
                    Part.button(t("Naar alle vragen"), ResultsSection.overview.path(of: survey))))
        }
        let rows = columns.map { column -> (String, String, Int) in
            guard case .text(_, let texts) = column.values else { return (column.name, column.label, 0) }
            return (column.name, column.label, texts.count { $0 != nil })
        }
        return visit.resultsPage(
            survey, .open, intro: t("Lees wat mensen zelf schreven, en zet het in categorieën om het te tellen."),
            """
            <ul class="tasks card">\(rows, { name, label, count in
                "<li><span class=\"dot dot-verankeren\"></span><a href=\"\(ResultsSection.open.path(of: survey))/\(name)\"\(attribute: "lang", t.typed)>\(label)</a><span class=\"small soft\">\(t.plural(count, "1 antwoord", "\(count) antwoorden"))</span></li>"
            })</ul>
            """)
    }

    // MARK: The answers to one

    func answers(_ view: OpenView, _ state: FormState, status: Int = 200) -> Reply {
        let path = ResultsSection.open.path(of: view.survey) + "/" + view.question
        let undo: HTML =
            visit.query.int("weg").map { code in
                visit.buttonForm(
                    action: path + "/categorieen/\(code)/terug", label: t("Haal de categorie terug"), classes: "quiet")
            } ?? .empty
        let says = t(
            "\(view.answers.count) van de \(view.total) verschillende antwoorden. \(view.coded) hebben een categorie.")
        let side: HTML = """
            <aside class="stack">\(undo)\(categories(view, path))\
            <section class="card stack"><h2>\(t("Nieuwe categorieën"))</h2>\(visit.errorSummary(Self.categoryForm, state))\
            \(visit.form(action: path + "/categorieen", "\(visit.fields(Self.categoryForm, state))<button>\(t("Voeg toe"))</button>"))</section></aside>
            """
        return visit.resultsPage(
            view.survey, .open, title: view.text, intro: says, status: status,
            """
            \(search(view, path))<div class="columns side-right"><div class="stack">\(coding(view, path))\(quotes(view, path))</div>\(side)</div>
            """)
    }

    private func search(_ view: OpenView, _ path: String) -> HTML {
        let chosen = visit.query.int("categorie")
        return """
            <form method="get" action="\(path)" role="search" class="sr-tools no-print"><div class="field"><label for="zoek">\(t("Zoek in de antwoorden"))</label><input id="zoek" name="zoek" value="\(visit.query.text("zoek") ?? "")"></div>\
            <div class="field"><label for="categorie">\(t("Categorie"))</label><select id="categorie" name="categorie"><option value="">\(t("alle antwoorden"))</option><option value="0"\(flag: "selected", chosen == 0)>\(t("zonder categorie"))</option>\
            \(view.categories, { "<option value=\"\($0.code)\"\(flag: "selected", chosen == $0.code)>\($0.label)</option>" })</select></div><button class="quiet">\(t("Zoek"))</button></form>
            """
    }

    private func coding(_ view: OpenView, _ path: String) -> HTML {
        if view.answers.isEmpty {
            return "<p class=\"card\">\(t("Geen antwoord past hierbij. Zoek op iets anders."))</p>"
        }
        let from = max(0, visit.query.int("vanaf") ?? 0)
        let shown = view.answers.dropFirst(from).prefix(Self.most)
        let next = from + Self.most < view.answers.count ? from + Self.most : nil
        let kept: HTML = """
            <input type="hidden" name="zoek" value="\(visit.query.text("zoek") ?? "")"><input type="hidden" name="categorie" value="\(visit.query.text("categorie") ?? "")">\
            <input type="hidden" name="verder" value="\(next.map { "\($0)" } ?? "")">
            """
        let list: HTML = "<ul class=\"sr-answers\">\(shown, { answer(view, $0, path) })</ul>"
        let more = Part.more(
            t("Volgende antwoorden"),
            next.map { visit.query.setting("vanaf", to: ["\($0)"]).url(path) })
        if view.categories.isEmpty { return list + more }
        let label = next == nil ? t("Sla de categorieën op") : t("Sla op en ga verder")
        return visit.form(action: path + "/coderen", "\(kept)\(list)<button>\(label)</button>") + more
    }

    private func answer(_ view: OpenView, _ answer: OpenView.Answer, _ path: String) -> HTML {
        let ticks: HTML = """
            \(view.categories, { category in
                "<label class=\"tick\"><input type=\"checkbox\" name=\"\(answer.key)\" value=\"\(category.code)\"\(flag: "checked", answer.codes.contains(category.code))><span>\(category.label)</span></label>"
            })
            """
        let quote = Query([("antwoord", answer.key)]).url(path + "/citaat")
        let times: HTML =
            answer.count > 1 ? " <span class=\"chip\">\(t("\(answer.count) keer"))</span>" : .empty
        return """
            <li><fieldset><legend\(attribute: "lang", t.typed)>\(answer.text)\(times)</legend>\
            \(if: !view.categories.isEmpty, "<input type=\"hidden\" name=\"antwoord\" value=\"\(answer.key)\"><div class=\"ticks\">\(ticks)</div>")\
            <p class="small">\(if: answer.isQuoted, "\(Part.chip(t("citaat"), .good)) ")<a href="\(quote)">\(t("Gebruik als citaat"))</a></p></fieldset></li>
            """
    }

    private func categories(_ view: OpenView, _ path: String) -> HTML {
        guard !view.categories.isEmpty else { return .empty }
        return """
            <section class="card stack"><h2>\(t("Categorieën"))</h2>\(view.categories, { category in
                let action = path + "/categorieen/\(category.code)"
                return """
                    <div class="row">\(visit.form(action: action, classes: "row", "<label class=\"visually-hidden\" for=\"categorie-\(category.code)\">\(t("Naam van categorie \(category.code)"))</label><input id=\"categorie-\(category.code)\" name=\"naam\" maxlength=\"100\" value=\"\(category.label)\"><button class=\"quiet compact\">\(t("Hernoem"))</button>"))\
                    \(visit.buttonForm(action: action + "/weg", label: t("Weg")))</div>
                    """
            })</section>
            """
    }

    // MARK: Quotes

    private func quotes(_ view: OpenView, _ path: String) -> HTML {
        let released = view.quotes.filter { $0.withdrawnAt == nil }
        if released.isEmpty { return .empty }
        return """
            <section class="card stack" id="citaten"><h2>\(t("Vrijgegeven citaten"))</h2>\(released, { quote in
                "<blockquote\(attribute: "lang", t.typed)>\(quote.text)</blockquote><p>\(visit.buttonForm(action: path + "/citaten/\(quote.number)/intrekken", label: t("Trek in")))</p>"
            })</section>
            """
    }

    func quote(_ view: OpenView, _ answer: OpenView.Answer, _ state: FormState, status: Int = 200) -> Reply {
        var state = state
        state.values["antwoord"] = [answer.key]
        let path = ResultsSection.open.path(of: view.survey) + "/" + view.question
        return visit.resultsPage(
            view.survey, .open, title: t("Maak een citaat vrij"), status: status,
            """
            \(visit.errorSummary(Self.quoteForm, state))<section class="card stack narrow"><h2>\(t("Zo schreef iemand het"))</h2><blockquote\(attribute: "lang", t.typed)>\(answer.text)</blockquote>\
            <p class="small">\(t("Dit antwoord blijft zoals het is. Alleen het citaat hieronder kan in het rapport."))</p></section>\
            \(visit.form(action: path + "/citaat", classes: "card narrow", "\(visit.fields(Self.quoteForm, state))<div class=\"row\"><button>\(t("Geef dit citaat vrij"))</button>\(Part.button(t("Terug"), path, quiet: true))</div>"))
            """)
    }
}
