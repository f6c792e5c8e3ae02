import Community
import Core
import Web

/// One import: how far it is, what it would do, what it did.
struct ImportRunPage {
    let visit: Visit
    let run: ImportRun
    let municipality: String

    private var t: Texts { visit.t }

    var reply: Reply {
        var reply = visit.page(
            title,
            """
            <div class="wrap narrow stack page">\(ImportNav.crumbs(visit))<h1>\(title)</h1>\
            <p class="lead">\(run.fileName) · \(municipality)</p>\(content)</div>
            """)
        // Without a script the browser itself asks how far it is, until someone says that it should not.
        if run.isBusy, refreshes { reply.setHeader("refresh", "2") }
        return reply
    }

    private var refreshes: Bool { visit.query["ververs"] != "nee" }

    private var title: String {
        switch run.state {
        case .uploaded: t("Welke kolom is wat?")
        case .trying: t("We proberen het uit")
        case .tried: t("Dit gaat er gebeuren")
        case .running: t("De lijst komt binnen")
        case .done: t("De lijst is binnen")
        case .refused: t("Dit bestand lukt niet")
        }
    }

    private var content: HTML {
        switch run.state {
        case .uploaded: "<p>\(Part.button(t("Maak de koppeling"), run.path + "/koppeling"))</p>\(remove)"
        case .trying, .running: progress
        case .tried: preview
        case .done: result
        case .refused:
            """
            \(Part.notice(run.refusal.map { t($0) } ?? t("Het bestand kon niet gelezen worden."), .bad))\
            <p class="row">\(Part.button(t("Pas de koppeling aan"), run.path + "/koppeling", quiet: true))\(remove)</p>
            """
        }
    }

    private var progress: HTML {
        """
        <section class="card stack" aria-live="polite"><p><label for="voortgang">\(t("\(run.rowsDone) van de \(run.rowsTotal) regels"))</label></p>\
        <progress id="voortgang" max="\(max(1, run.rowsTotal))" value="\(run.rowsDone)">\(run.rowsDone)</progress>\
        <p class="small soft">\(refreshes ? t("Deze pagina ververst zichzelf. Je mag hem ook sluiten: het werk gaat door.") : t("Je mag deze pagina sluiten: het werk gaat door."))</p>\
        <p class="row"><a href="\(run.path)">\(t("Ververs nu"))</a>\(if: refreshes, "<a href=\"\(run.path)?ververs=nee\">\(t("Stop met verversen"))</a>")</p></section>
        """
    }

    private var figures: HTML {
        let failed = run.report.count(.failed)
        var list = [
            Figure(t("Nieuw"), t.number(run.report.count(.new))),
            Figure(t("Veranderd"), t.number(run.report.count(.changed))),
            Figure(t("Gelijk gebleven"), t.number(run.report.count(.unchanged))),
            Figure(t("Niet overgenomen"), t.number(failed), path: failed > 0 ? "#fouten" : nil),
        ]
        if run.report.count(.skipped) > 0 {
            list.append(Figure(t("Overgeslagen"), t.number(run.report.count(.skipped))))
        }
        return Part.card(nil, Figure.list(list))
    }

    private var preview: HTML {
        let usable = run.report.count(.new) + run.report.count(.changed)
        let tick: HTML = """
            <label class="tick"><input type="checkbox" name="online" value="ja"\(flag: "checked", run.mapping.publishes)>\
            <span>\(t("Zet de vacatures meteen online. Dat kan alleen bij organisaties die zijn goedgekeurd."))</span></label>
            """
        let choice: HTML = run.mapping.kind == .vacancies ? tick : .empty
        let start = visit.form(
            action: run.path + "/start", classes: "stack",
            "\(choice)<p class=\"row\"><button>\(t("Neem de lijst over"))</button></p>")
        return """
            \(figures)\(sample)\(newOrganisations)\(notes(t("Dit komt niet binnen"), run.report.problems, id: "fouten"))\
            \(notes(t("Dit komt binnen, maar let op"), run.report.notices, id: "meldingen"))\
            <section class="card stack"><h2>\(t("En nu?"))</h2>\
            \(if: usable > 0, start)\(if: usable == 0, Part.notice(t("Er is niets om over te nemen."), .plain))\
            <p class="row">\(Part.button(t("Pas de koppeling aan"), run.path + "/koppeling", quiet: true))\(remove)</p></section>
            """
    }

    private var sample: HTML {
        let isVacancies = run.mapping.kind == .vacancies
        let columns =
            [Table.Column(t("Naam"))] + (isVacancies ? [Table.Column(t("Organisatie"))] : [])
            + [Table.Column(t("Regel"), number: true), Table.Column(t("Wat er gebeurt"))]
        let rows = run.report.sample.map { row -> [HTML] in
            let own: [HTML] = isVacancies ? ["\(row.organisation)"] : []
            return ["\(row.title)"] + own + ["\(row.line)", Part.chip(t(row.outcome.label), tone(row.outcome))]
        }
        return "<section class=\"card\">\(Table(t("De eerste regels"), columns, rows: rows).markup)</section>"
    }

    private func tone(_ outcome: ImportResult.Outcome) -> Part.Tone {
        switch outcome {
        case .new: .good
        case .changed: .wait
        case .failed: .bad
        default: .plain
        }
    }

    private var newOrganisations: HTML {
        let names = run.report.newOrganisations.sorted()
        guard run.mapping.kind == .vacancies, !names.isEmpty else { return .empty }
        let rest = names.count - 20
        return Part.card(
            run.state == .done ? t("Nieuwe organisaties") : t("Organisaties die nieuw worden aangemaakt"),
            """
            <p>\(t("Ze wachten op controle, net als een organisatie die zich aanmeldt."))</p><ul>\(names.prefix(20), { "<li>\($0)</li>" })</ul>\
            \(if: rest > 0, "<p>\(t("En nog \(rest)."))</p>")
            """)
    }

    private func notes(_ title: String, _ notes: [ImportNote], id: String) -> HTML {
        if notes.isEmpty { return .empty }
        let groups = ImportReport.grouped(notes)
        let file: HTML =
            id == "fouten"
            ? "<p><a href=\"\(run.path)/fouten.csv\">\(t("Download deze lijst als CSV"))</a></p>" : .empty
        let rows: HTML =
            "\(groups.prefix(50), { group in "<li><strong>\(group.column)</strong>: \(t(group.reason)) <span class=\"small soft\">\(lines(group.lines))</span></li>" })"
        return Part.card(title, id: id, "<ul>\(rows)</ul>\(file)")
    }

    private func lines(_ lines: [Int]) -> String {
        let shown = lines.prefix(8).map { String($0) }.joined(separator: ", ")
        if lines.count > 8 { return t("Regel \(shown) en nog \(lines.count - 8)") }
        return t("Regel \(shown)")
    }

    private var result: HTML {
        let next = run.mapping.kind == .vacancies ? t("Kijk wat er op controle wacht") : t("Bekijk wat er wacht")
        return """
            \(figures)\(newOrganisations)\(notes(t("Dit is niet overgenomen"), run.report.problems, id: "fouten"))\
            \(notes(t("Overgenomen, maar let op"), run.report.notices, id: "meldingen"))\
            <p class="row">\(Part.button(next, "/vandaag"))\(Part.button(t("Nog een bestand"), "/centrale/import", quiet: true))</p>
            """
    }

    private var remove: HTML {
        visit.buttonForm(action: run.path + "/verwijdering", label: t("Gooi dit bestand weg"))
    }
}
