import Community
import Core
import Web

/// The money of a round: what is planned, promised and paid.
struct MoneyPages {
    let visit: Visit
    let cycle: PolicyCycle
    private var t: Texts { visit.t }
    private var mayChange: Bool { visit.mayChange(cycle) }
    private var root: String { cycle.path(.money) }

    func overview(_ view: MoneyView, archived: [BudgetLine]) -> Reply {
        let add: HTML = mayChange ? Part.button(t("Voeg een regel toe"), root + "/nieuw") : .empty
        if view.budget.lines.isEmpty, view.budget.commitments.isEmpty {
            let way: HTML = mayChange ? add : .empty
            return visit.cyclePage(
                cycle, .money, intro: t(CyclePartKind.money.purpose),
                Part.empty(
                    t("Er staat nog geen geld"),
                    mayChange
                        ? t("Begin met de grootste regel. Meestal is dat de subsidie aan de vrijwilligerscentrale.")
                        : t("De beleidsmedewerker vult dit in."), way) + archive(archived))
        }
        return visit.cyclePage(
            cycle, .money, intro: t(CyclePartKind.money.purpose), actions: add,
            """
            \(years(view))\(kpi(view))\(missing(view))\
            <section class="stack"><h2>\(t("Per basisfunctie"))</h2>\(view.chart.svg)\
            \(Table(t("Geld per basisfunctie, \(view.period)"), view.columns(t("Basisfunctie")), rows: cells(view.functionRows)).markup)\
            <p class="small soft">\(t("Vrij is begroot min toegezegd. Is er meer uitgegeven dan toegezegd? Dan telt wat is uitgegeven."))</p></section>\
            <section class="stack"><h2>\(t("Per afdeling"))</h2>\
            \(Table(t("Geld per afdeling, \(view.period)"), view.columns(t("Afdeling")), rows: cells(view.departmentRows)).markup)</section>\
            \(lines(view))\(loose(view))\(archive(archived))\
            <p class="no-print"><a href="\(root)/bestand">\(t("Download als CSV-bestand"))</a></p>
            """)
    }

    private func cells(_ rows: [[String]]) -> [[HTML]] { rows.map { $0.map { "\($0)" } } }

    private func years(_ view: MoneyView) -> HTML {
        let choices: [(label: String, path: String, isNow: Bool)] =
            view.budget.years.map { (String($0), "\(root)?jaar=\($0)", view.year == $0) }
            + [(t("alle jaren"), root + "?jaar=alle", view.year == nil)]
        return """
            <nav class="subnav no-print" aria-label="\(t("Kies een jaar"))"><ul>\(choices, { choice in
                "<li><a href=\"\(choice.path)\"\(attribute: "aria-current", choice.isNow ? "page" : nil)>\(choice.label)</a></li>"
            })</ul></nav>
            """
    }

    private func kpi(_ view: MoneyView) -> HTML {
        let sums = view.budget.total(year: view.year)
        return Figure.list([
            Figure(t("Begroot"), t.euros(sums.planned), detail: view.period, function: "vertalen"),
            Figure(
                t("Toegezegd"), t.euros(sums.committed), detail: t.share(max(0, sums.committed), of: sums.planned),
                function: "verbinden"),
            Figure(
                t("Uitgegeven"), t.euros(sums.spent), detail: t.share(max(0, sums.spent), of: sums.planned),
                function: "versterken"),
            Figure(
                t("Vrij"), t.euros(sums.free),
                detail: sums.free < 0 ? t("Er is meer weg dan begroot.") : nil, function: "verankeren"),
        ])
    }

    private func missing(_ view: MoneyView) -> HTML {
        guard mayChange, let year = view.year else { return .empty }
        let count = view.budget.missing(in: year).count
        if count == 0 { return .empty }
        let copy = visit.buttonForm(
            action: root + "/overnemen", label: t("Neem de bedragen van \(String(year - 1)) over"),
            fields: [("jaar", String(year))])
        return """
            <div class="notice wait row apart no-print"><span>\(t.plural(
                count, "1 regel heeft nog geen bedrag voor \(String(year)).",
                "\(count) regels hebben nog geen bedrag voor \(String(year))."))</span>\(copy)</div>
            """
    }

    private func lines(_ view: MoneyView) -> HTML {
        if view.budget.lines.isEmpty { return .empty }
        let rows: [[HTML]] = view.budget.lines.map { line in
            let link: HTML = "<a href=\"\(root)/regels/\(line.number)\">\(line.name)</a>"
            return [link] + view.lineCells(line).map { "\($0)" }
        }
        return """
            <section class="stack"><h2>\(t("De regels"))</h2>\
            \(Table(t("Begroot per regel en per jaar"), view.lineColumns, rows: rows + cells([view.lineTotals])).markup)</section>
            """
    }

    private func loose(_ view: MoneyView) -> HTML {
        let items = view.budget.loose(year: view.year)
        if items.isEmpty { return .empty }
        let rows: [[HTML]] = items.map { item in
            let title: HTML = item.path.map { "<a href=\"\($0)\">\(item.title)</a>" } ?? "\(item.title)"
            return [title, "\(String(item.year))", "\(item.line ?? "–")", "\(t.euros(item.committed))"]
        }
        return """
            <section class="stack"><h2>\(t("Toegezegd zonder begrotingsregel"))</h2>\
            <p>\(t("Dit geld is beloofd, maar hoort nog nergens bij. Noem de naam van een regel bij de afspraak."))</p>\
            \(Table(
                t("Toezeggingen zonder regel"),
                [.init(t("Wat")), .init(t("Jaar")), .init(t("Genoemde regel")), .init(t("Toegezegd"), number: true)],
                rows: rows).markup)</section>
            """
    }

    private func archive(_ lines: [BudgetLine]) -> HTML {
        if lines.isEmpty { return .empty }
        return """
            <details class="facet no-print"><summary>\(t("Weggehaalde regels"))</summary><ul class="plain">\(lines, { line in
                "<li class=\"row\"><span>\(line.name)</span>\(back(line))</li>"
            })</ul></details>
            """
    }

    private func back(_ line: BudgetLine) -> HTML {
        guard mayChange else { return .empty }
        return visit.buttonForm(
            action: "\(root)/regels/\(line.number)/terugzetten", label: t("Zet terug: \(line.name)"))
    }
}
