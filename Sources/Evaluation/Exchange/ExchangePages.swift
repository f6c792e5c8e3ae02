import Core
import Web

/// The page with files of a survey, and a file that is being made.
struct ExchangePages {
    let visit: Visit
    let survey: Survey

    private var t: Texts { visit.t }

    func files(_ view: ExchangeView) -> Reply {
        let table = view.export.table
        let intro = t.plural(
            table.count, "1 antwoord, \(table.columns.count) kolommen",
            "\(table.count) antwoorden, \(table.columns.count) kolommen")
        let hasFiles = table.count > 0 && survey.filesWait == nil
        let formats = ExportFormat.allCases.filter { hasFiles || !$0.hasAnswers }
        let later = t("Het codeboek en de SPSS-opdrachten kun je wel al meenemen.")
        let none: HTML =
            if table.count == 0 {
                Part.empty(t("Er zijn nog geen antwoorden"), later)
            } else if let wait = survey.filesWait {
                Part.notice(t(wait) + " " + later, .plain)
            } else {
                .empty
            }
        return visit.surveyPage(
            survey, .exchange, intro: intro,
            """
            \(none)<ul class="cards">\(formats, { format in card(format, view) })</ul>\(open(view))\(privacy)\
            \(notes(view.notes))\(runs(view.runs))\(elsewhere)
            """)
    }

    private func card(_ format: ExportFormat, _ view: ExchangeView) -> HTML {
        let way: HTML =
            view.export.isLarge && format.hasAnswers
            ? visit.form(
                action: survey.path("bestanden/klaarzetten"),
                """
                <input type="hidden" name="soort" value="\(format.rawValue)">\
                \(if: view.includesOpen, "<input type=\"hidden\" name=\"open\" value=\"ja\">")\
                <button class="quiet">\(t("Laat klaarzetten"))<span class="visually-hidden"> \(t(format.label))</span></button>
                """)
            : "<a class=\"button quiet\" download href=\"\(path(format, view))\">\(t("Download"))<span class=\"visually-hidden\"> \(t(format.label))</span></a>"
        return """
            <li class="card edge-verankeren stack"><h2>\(t(format.label))</h2><p class="soft">\(t(format.explanation))</p><p class="row">\(way)</p></li>
            """
    }

    private func path(_ format: ExportFormat, _ view: ExchangeView) -> String {
        survey.path("bestanden/\(format.rawValue)") + (view.includesOpen ? "?open=ja" : "")
    }

    private func open(_ view: ExchangeView) -> HTML {
        if view.openAnswers == 0 || survey.filesWait != nil { return .empty }
        let text =
            view.includesOpen
            ? t("De antwoorden via de open link staan erbij, met een eigen kanaal. Er zijn dan geen weegfactoren.")
            : t.plural(
                view.openAnswers, "Er is 1 antwoord via de open link. Dat staat er niet bij.",
                "Er zijn \(view.openAnswers) antwoorden via de open link. Die staan er niet bij.")
        let link =
            view.includesOpen
            ? Part.button(t("Laat ze weg"), survey.path("bestanden"), quiet: true)
            : Part.button(t("Neem ze mee"), survey.path("bestanden") + "?open=ja", quiet: true)
        return Part.card(t("Open link"), "<p>\(text)</p><p class=\"row\">\(link)</p>")
    }

    private var privacy: HTML {
        let promise =
            switch survey.mode {
            case .linked: t("De antwoorden zijn op naam gegeven, maar in deze bestanden staat geen naam en geen adres.")
            case .pseudonymous: t("In deze bestanden staat geen naam, geen adres en geen code van een adres.")
            case .anonymous:
                t("Deze antwoorden zijn anoniem. Er staat niets bij dat naar een adres of een moment wijst.")
            }
        return Part.card(
            t("Wees zuinig op deze bestanden"),
            """
            <p>\(promise)</p><p>\(t("In open antwoorden kan iemand toch een naam noemen. Lees ze na voordat je een bestand deelt. Tabellen voor anderen maak je bij Resultaten: daar schermen we kleine aantallen af."))</p>
            """)
    }

    private func notes(_ notes: [String]) -> HTML {
        if notes.isEmpty { return .empty }
        return Part.card(
            t("Anders dan in de vragenlijst"),
            "<ul>\(notes.prefix(40), { "<li>\($0)</li>" })</ul>\(if: notes.count > 40, "<p>\(t("En nog \(notes.count - 40)."))</p>")"
        )
    }

    private func runs(_ runs: [ExportRun]) -> HTML {
        if runs.isEmpty { return .empty }
        return Part.card(
            t("Klaargezette bestanden"),
            """
            <ul class="tasks">\(runs, { run in
                "<li><span class=\"dot dot-verankeren\" aria-hidden=\"true\"></span><div><a href=\"\(run.path(survey))\">\(t(run.format.label))</a><br><span class=\"small soft\">\(t.ago(run.createdAt, now: visit.now))</span></div>\(chip(run.state))</li>"
            })</ul>
            """)
    }

    private func chip(_ state: ExportRun.State) -> HTML {
        switch state {
        case .running: Part.chip(t("Bezig"), .wait)
        case .done: Part.chip(t("Klaar"), .good)
        case .failed: Part.chip(t("Mislukt"), .bad)
        }
    }

    private var elsewhere: HTML {
        Part.card(
            t("Een tabel van elders"),
            """
            <p>\(t("Lees een bestand van SPSS, Excel of CSV in en tel het hier, met dezelfde tabellen."))</p>\
            <p class="row">\(Part.button(t("Lees een bestand in"), "/enquetes/inlezen", quiet: true))</p>
            """)
    }

    // MARK: A file that is being made

    func run(_ run: ExportRun) -> Reply {
        let refreshes = visit.query["ververs"] != "nee"
        let content: HTML =
            switch run.state {
            case .running: progress(run, refreshes)
            case .done:
                """
                <section class="card stack"><p>\(t("Het bestand staat klaar. Over twee dagen ruimen we het op."))</p>\
                <p class="row"><a class="button" download href="\(run.path(survey))/bestand">\(t("Download"))</a></p></section>\(notes(run.notes))
                """
            case .failed:
                Part.notice(t("Het bestand maken is niet gelukt. Probeer het opnieuw, of kies een ander soort."), .bad)
            }
        var reply = visit.surveyPage(survey, .exchange, title: t(run.format.label), step: t(run.format.label), content)
        if run.state == .running, refreshes { reply.setHeader("refresh", "2") }
        return reply
    }

    private func progress(_ run: ExportRun, _ refreshes: Bool) -> HTML {
        ExchangeProgress(visit: visit, path: run.path(survey), done: run.done, total: run.total).markup(refreshes)
    }
}

/// How far work in the background is; without a script the browser asks again by itself.
struct ExchangeProgress {
    let visit: Visit
    let path: String
    let done: Int
    let total: Int

    func markup(_ refreshes: Bool) -> HTML {
        let t = visit.t
        let words =
            refreshes
            ? t("Deze pagina ververst zichzelf. Je mag hem ook sluiten: het werk gaat door.")
            : t("Je mag deze pagina sluiten: het werk gaat door.")
        let stop: HTML = "<a href=\"\(path)?ververs=nee\">\(t("Stop met verversen"))</a>"
        return """
            <section class="card stack" aria-live="polite"><p><label for="voortgang">\(t("\(done) van de \(total) regels"))</label></p>\
            <progress id="voortgang" max="\(max(1, total))" value="\(min(done, max(1, total)))">\(done)</progress>\
            <p class="small soft">\(words)</p><p class="row"><a href="\(path)">\(t("Ververs nu"))</a>\(if: refreshes, stop)</p></section>
            """
    }
}
