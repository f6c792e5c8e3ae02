import Core
import Tabulation
import Web

/// Weighting: the choices, and how it came out.
struct WeightingPages {
    let visit: Visit
    let results: ResultsData
    let choices: WeightingForm
    private var t: Texts { visit.t }
    private var path: String { ResultsSection.weights.path(of: results.survey) }

    func reply(_ state: FormState? = nil, status: Int = 200) -> Reply {
        let state = state ?? choices.state
        if choices.divisions.isEmpty {
            return visit.resultsPage(
                results.survey, .weights,
                Part.empty(
                    t("Er is nog niets om op te wegen"),
                    t("Wegen kan op groepen in het adressenboek, of op een vraag met één antwoord.")))
        }
        return visit.resultsPage(
            results.survey, .weights,
            intro: t(
                "Deden van de ene groep meer mensen mee dan van de andere? Met gewichten telt elke groep zo zwaar als in het echt."
            ),
            status: status, outcome + choose + totals(state))
    }

    // MARK: How it came out

    private var outcome: HTML {
        guard let weighting = results.weighting else {
            return Part.notice(t("Er is geen weging. Alle antwoorden tellen even zwaar."), .plain)
        }
        guard let report = weighting.report else {
            return Part.notice(
                t(weighting.problem ?? Text("De weging lukte niet: alle antwoorden tellen even zwaar.")), .bad)
        }
        let words = TableWords(t: t)
        let figures = Figure.list([
            Figure(
                t("Antwoorden"), t.number(results.data.count), function: "verankeren"),
            Figure(
                t("Tellen samen als"), words.number(report.effective, decimals: 0),
                detail: t("effectief aantal (Kish)"),
                function: "verankeren"),
            Figure(
                t("Ontwerpeffect"), words.number(report.designEffect, decimals: 2),
                detail: t("1 is geen verlies aan zekerheid"), function: "verankeren"),
            Figure(
                t("Rondes"), t.number(report.iterations),
                detail: report.converged ? t("alle doelen gehaald") : t("niet alle doelen gehaald"),
                function: "verankeren"),
        ])
        let warnings = report.lines.flatMap { line -> [String] in
            var lines: [String] = []
            if !line.empty.isEmpty {
                lines.append(
                    t(
                        "Bij \(line.name) is er geen antwoord uit: \(line.empty.joined(separator: ", ")). De andere groepen staan daarvoor in."
                    ))
            }
            if !line.thin.isEmpty {
                lines.append(
                    t(
                        "Bij \(line.name) zijn er weinig antwoorden uit: \(line.thin.joined(separator: ", ")). Elk daarvan weegt zwaar mee."
                    ))
            }
            return lines
        }
        let list: HTML =
            warnings.isEmpty ? .empty : "<ul class=\"notice wait\">\(warnings, { "<li>\($0)</li>" })</ul>"
        return """
            <section class="card stack"><h2>\(t("Zo kwam de weging uit"))</h2>\(figures)\(list)\(report.lines, table)\
            <p class="row">\(visit.buttonForm(action: path + "/uit", label: t("Zet de weging uit")))</p></section>
            """
    }

    private func table(_ line: Weighting.Report.Line) -> HTML {
        let words = TableWords(t: t)
        let whole = line.cells.reduce(0) { $0 + $1.target }
        let rows: [[HTML]] = line.cells.map { cell in
            [
                "\(cell.label)", "\(t.number(cell.records))",
                "\(whole > 0 ? words.percent(cell.target / whole, decimals: 1) : "–")",
                "\(whole > 0 ? words.percent(cell.reached / whole, decimals: 1) : "–")",
                "\(words.number(cell.least, decimals: 2))–\(words.number(cell.most, decimals: 2))",
            ]
        }
        return Web.Table(
            line.name,
            [
                .init(t("Groep")), .init(t("Antwoorden"), number: true), .init(t("Doel"), number: true),
                .init(t("Gehaald"), number: true), .init(t("Gewicht van–tot"), number: true),
            ], rows: rows
        ).markup
    }

    // MARK: The choices

    private var choose: HTML {
        let names = Set(choices.chosen.map(\.column))
        return """
            <form method="get" action="\(path)" class="card stack"><fieldset><legend>\(t("Waarop wil je wegen?"))</legend><div class="ticks">\(choices.divisions, { division in
                "<label class=\"tick\"><input type=\"checkbox\" name=\"op\" value=\"\(division.column)\"\(flag: "checked", names.contains(division.column))><span\(attribute: "lang", t.typed)>\(division.label)</span></label>"
            })</div></fieldset><p><button class="quiet">\(t("Vul de totalen in"))</button></p></form>
            """
    }

    private func totals(_ state: FormState) -> HTML {
        if choices.chosen.isEmpty { return .empty }
        var groups = HTML.empty
        for division in choices.chosen {
            groups += """
                <fieldset class="sr-builder"><legend\(attribute: "lang", t.typed)>\(division.label)</legend>\(division.options, { option in
                    visit.field(WeightingForm.name(division, option), of: choices.form, state)
                })</fieldset><input type="hidden" name="op" value="\(division.column)">
                """
        }
        let bounds: HTML = """
            <fieldset class="sr-builder"><legend>\(t("Grenzen aan de gewichten"))</legend>\(visit.field("laag", of: choices.form, state))\(visit.field("hoog", of: choices.form, state))</fieldset>
            """
        return """
            <section class="card stack"><h2>\(t("Hoeveel zijn er in het echt?"))</h2><p class="small soft">\(t("Aantallen of procenten: alleen de verhouding telt."))</p>\(visit.errorSummary(choices.form, state))\
            \(visit.form(action: path, "\(groups)\(bounds)<button>\(t("Bereken en bewaar de gewichten"))</button>"))</section>
            """
    }
}
