import Core
import Web

/// The evaluations of a round: the list, and the work on one of them.
struct EvaluationPages {
    let visit: Visit
    let cycle: PolicyCycle
    let content: EvaluationContent
    var t: Texts { visit.t }
    var mayChange: Bool { visit.mayChange(cycle) }
    var root: String { cycle.path(.evaluation) }

    func list(_ all: [Evaluation], carried: [CarriedProposal], board: ChanceBoard.State?) -> Reply {
        let years = Array(cycle.firstYear...max(cycle.firstYear, cycle.lastYear)).filter { year in
            year <= visit.today.year && !all.contains { $0.year == year }
        }
        return visit.cyclePage(
            cycle, .evaluation, intro: t(content.intro),
            """
            \(CarriedPages(visit: visit, cycle: cycle, content: content, board: board).list(carried))\(begin(years))\(done(all))\
            \(next(all))<p class="small soft">\(t(content.rhythm.explanation))</p>\(content.source.markup(t))
            """)
    }

    private func begin(_ years: [Int]) -> HTML {
        guard mayChange, let year = years.first else { return .empty }
        let buttons: HTML = """
            \(years, { item in
                visit.buttonForm(
                    action: root + "/beginnen", label: t("Begin de evaluatie over \(String(item))"),
                    classes: item == year ? "" : "quiet", fields: [("jaar", String(item))])
            })
            """
        return """
            <section class="card stack no-print"><h2>\(t("Kijk terug op een jaar"))</h2>\
            <p>\(t("Alles wat we al weten, staat straks klaar. Reken op een paar uur, verdeeld over twee weken."))</p>\
            <div class="row">\(buttons)</div></section>
            """
    }

    private func done(_ all: [Evaluation]) -> HTML {
        if all.isEmpty {
            return mayChange
                ? .empty
                : Part.empty(t("Er is nog geen evaluatie"), t("De beleidsmedewerker begint er elk jaar een."))
        }
        return """
            <section class="stack"><h2>\(t("De evaluaties"))</h2><ul class="cards">\(all, card)</ul></section>
            """
    }

    private func card(_ evaluation: Evaluation) -> HTML {
        let chip =
            evaluation.isFinished ? Part.chip(t("vastgesteld"), .good) : Part.chip(t("bezig"), .wait)
        let line =
            evaluation.finishedAt.map { t("Vastgesteld op \(t.date($0.day))") }
            ?? t("Begonnen op \(t.date(evaluation.begunAt.day))")
        return """
            <li class="card stack edge-vertalen"><div class="row apart"><h3><a href="\(root)/\(evaluation.year)">\(t("Evaluatie \(String(evaluation.year))"))</a></h3>\(chip)</div><p>\(line)</p></li>
            """
    }

    private func next(_ all: [Evaluation]) -> HTML {
        guard mayChange else { return .empty }
        guard all.contains(where: \.isFinished) else { return .empty }
        return """
            <section class="card stack no-print"><h2>\(t("Klaar voor de volgende ronde?"))</h2>\
            <p>\(t("Je neemt de doelen mee met jullie conclusies, en alles wat nog open staat. Deze ronde gaat dan dicht."))</p>\
            <p>\(Part.button(t("Open de volgende ronde"), root + "/volgende", quiet: true))</p></section>
            """
    }
}
