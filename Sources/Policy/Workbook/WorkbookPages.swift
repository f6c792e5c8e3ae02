import Community
import Core
import Web

/// The workbook of a round: where we are, and policy beside execution.
struct WorkbookPages {
    let visit: Visit
    let content: WorkbookContent
    private var t: Texts { visit.t }

    func home(_ cycle: PolicyCycle, _ overview: WorkbookOverview, previous: WorkbookOverview?) -> Reply {
        let cards: HTML = "<ul class=\"cards no-print\">\(overview.parts, { card(cycle, $0) })</ul>"
        let rest: HTML = overview.answered == 0 ? nothingYet : compared(cycle, overview, previous: previous)
        return visit.cyclePage(
            cycle, .workbook, intro: t(content.intro),
            """
            <section class="stack"><h2 class="no-print">\(t("De vijf basisfuncties"))</h2>\(cards)</section>\(rest)\(content.source.markup(t))
            """)
    }

    private var nothingYet: HTML {
        Part.empty(
            t("Nog geen overzicht"),
            t("Vul bij één basisfunctie iets in. Dan zie je hier je beleid naast de uitvoering, en naast 2011."))
    }

    private func card(_ cycle: PolicyCycle, _ part: WorkbookOverview.Part) -> HTML {
        let name = t(part.function.name)
        let path = cycle.path(.workbook) + "/" + part.function.id
        let count = part.lines.count
        let chip: HTML =
            part.answered == 0
            ? Part.chip(t("nog niet"))
            : part.answered < count ? Part.chip(t("bezig"), .wait) : Part.chip(t("klaar"), .good)
        let action: HTML =
            visit.mayChange(cycle)
            ? "<p class=\"small\"><a href=\"\(path)\">\(part.answered == 0 ? t("Begin") : part.answered < count ? t("Ga verder") : t("Bekijk"))<span class=\"visually-hidden\"> \(name)</span></a></p>"
            : .empty
        return """
            <li class="card stack edge-\(part.function.id) workbook-card"><div class="row apart"><h3><a href="\(path)">\(name)</a></h3>\(chip)</div>\
            <p>\(t(part.function.definition))</p><p class="small soft">\(t("\(part.answered) van \(count) onderdelen ingevuld"))</p>\(action)</li>
            """
    }

    // MARK: Policy beside execution

    private func compared(_ cycle: PolicyCycle, _ overview: WorkbookOverview, previous: WorkbookOverview?) -> HTML {
        let chart = WorkbookChart(overview: overview, t: t)
        let figures: HTML = Figure.list(headline(overview, previous: previous))
        let survey = content.survey
        let remarks: HTML = """
            <p>\(t(survey.explanation))</p><p>\(t(survey.executedRule.explanation))</p><p>\(t(survey.caution))</p><p>\(t(survey.target.text))</p>
            """
        return """
            <section class="stack"><h2>\(t("Beleid naast uitvoering"))</h2>\(figures)\
            <figure class="card">\(chart.svg)<figcaption class="small">\(t("De kleine streep is wat gemeenten in 2011 gemiddeld hadden, over dezelfde onderdelen."))</figcaption></figure></section>\
            \(striking(cycle, overview))\
            <section class="stack"><h2>\(t(survey.title))</h2>\(remarks)\(overview.parts, table)\
            <p class="small">* \(t(survey.mismatch))</p>\(marks(overview))\(survey.source.markup(t))</section>
            """
    }

    private func headline(_ overview: WorkbookOverview, previous: WorkbookOverview?) -> [Figure] {
        let inPolicy = overview.lines.filter { $0.answer.inPolicy == .yes }.count
        let happens = overview.lines.filter(\.answer.happens).count
        func before(_ count: Int?) -> String? { count.map { t("vorige ronde: \($0)") } }
        var figures = [
            Figure(
                t("Ingevuld"), t("\(overview.answered) van \(overview.total)"), function: "vertalen"),
            Figure(
                t("In het beleid"), String(inPolicy),
                detail: before(previous.map { $0.lines.filter { $0.answer.inPolicy == .yes }.count }),
                function: "vertalen"),
            Figure(
                t("In uitvoering"), String(happens),
                detail: before(previous.map { $0.lines.filter(\.answer.happens).count }), function: "vertalen"),
        ]
        if overview.budget > 0 {
            figures.append(Figure(t("Geld dit jaar"), t.euros(overview.budget), function: "vertalen"))
        }
        return figures
    }

    /// What asks for a choice: policy on paper only, work without policy, and what goes first.
    private func striking(_ cycle: PolicyCycle, _ overview: WorkbookOverview) -> HTML {
        let mayMakeGoals = visit.mayChange(cycle)
        func list(_ title: String, _ why: String, _ lines: [WorkbookOverview.Line]) -> HTML {
            if lines.isEmpty { return .empty }
            return """
                <section class="card stack"><h3>\(title)</h3><p class="small soft">\(why)</p><ul class="plain">\(lines, { line in
                    "<li class=\"row apart\"><span\(attribute: "lang", line.isOwn ? t.typed : nil)>\(line.name)</span>\(if: mayMakeGoals, goal(cycle, line))</li>"
                })</ul></section>
                """
        }
        let lists: HTML =
            list(
                t("Gaat voor"), t("Dit kozen jullie als belangrijk. Maak er een doel van."), overview.first)
            + list(
                t("Wel beleid, geen uitvoering"), t("Het staat in het beleid, maar niemand doet het."),
                overview.paperOnly)
            + list(
                t("Wel uitvoering, geen beleid"),
                t("Het gebeurt, maar er is geen beleid voor. Stopt het geld, dan stopt het."),
                overview.withoutPolicy)
        if lists.isEmpty { return .empty }
        return "<section class=\"stack\"><h2>\(t("Wat opvalt"))</h2>\(lists)</section>"
    }

    private func goal(_ cycle: PolicyCycle, _ line: WorkbookOverview.Line) -> HTML {
        """
        <a class="small no-print" href="\(cycle.newGoalPath(line.name))">\(t("Maak hier een doel van"))<span class="visually-hidden">: \(line.name)</span></a>
        """
    }

    private func table(_ part: WorkbookOverview.Part) -> HTML {
        let survey = content.survey
        let columns =
            [
                Table.Column(t("Onderdeel")), Table.Column(t("Jullie: in beleid")),
                Table.Column(t("Jullie: wie doet het")),
            ]
            + survey.columns.map { Table.Column(t("\(String(survey.year)): \(t($0.text))"), number: true) }
        let rows = part.lines.map { line -> [HTML] in
            [
                "<span\(attribute: "lang", line.isOwn ? t.typed : nil)>\(line.name)</span>",
                "\(content.inPolicy(line.answer, t))", "\(content.carriers(line.answer, t))",
            ]
                + survey.columns.map { column in cell(line.survey, column.key) }
        }
        return Table(t(part.function.name), columns, rows: rows).markup
    }

    private func cell(_ line: WorkbookSurvey.Line?, _ key: WorkbookSurvey.Key) -> HTML {
        guard let line else { return "–" }
        return "\(line[key].printed)%\(if: line.isMarked(key), "*")"
    }

    /// Each printed figure that does not fit its count, with the count.
    private func marks(_ overview: WorkbookOverview) -> HTML {
        let found = overview.lines.flatMap { line in
            content.survey.columns.compactMap { column -> String? in
                guard let survey = line.survey, survey.isMarked(column.key) else { return nil }
                let cell = survey[column.key]
                let counted = WorkbookSurvey.Line.percent(cell.n, of: content.survey.base)
                return t(
                    "\(line.name), \(t(column.text)): gedrukt staat \(cell.printed)%, geteld \(cell.n) van \(content.survey.base), dat is \(counted)%."
                )
            }
        }
        return "<ul class=\"small\">\(found, { "<li>\($0)</li>" })</ul>"
    }
}
