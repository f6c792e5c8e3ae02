import Community
import Core
import Web

/// All there is to know of one goal.
struct GoalView: Sendable {
    let cycle: PolicyCycle
    let line: GoalBoard.Line
    let targets: [GoalTarget]
    let measurements: [GoalMeasurement]
    let indicator: Indicator?
    /// Whether the platform has a figure of its own; else people write it down.
    let measuresItself: Bool
    /// What was agreed for it, drafts only for who writes them.
    let agreements: [AgreementView]
    /// What stands on the budget for it.
    let budget: [BudgetLine]
}

struct GoalPage {
    let visit: Visit
    let content: GoalsContent
    let view: GoalView
    private var t: Texts { visit.t }
    private var goal: Goal { view.line.goal }
    private var reading: GoalReading { view.line.reading }
    private var mayChange: Bool { visit.mayChange(view.cycle) && !goal.isArchived }

    var reply: Reply {
        let check = SmartCheck(GoalFacts(goal), content, today: visit.today)
        let lead = goal.forWhom.isEmpty ? nil : t("Voor \(goal.forWhom)")
        let body =
            archivedNotice + review + standing + chart + figures + facts + GoalWays(view: view, visit: visit).markup
            + history
        return visit.cyclePage(
            view.cycle, .goals, title: goal.result, intro: lead, step: goal.result, actions: actions,
            body + (view.cycle.isClosed ? .empty : SmartPanel(check: check, content: content, t: t).markup()))
    }

    private var actions: HTML {
        guard mayChange else { return .empty }
        let measure: HTML =
            view.measuresItself ? .empty : Part.button(t("Schrijf een meting op"), goal.path + "/meting")
        return """
            \(measure)\(Part.button(t("Ander streefcijfer"), goal.path + "/streefwaarde", quiet: true))\
            \(Part.button(t("Wijzig"), goal.path + "/wijzigen", quiet: true))\
            \(visit.buttonForm(action: goal.path + "/weg", label: t("Leg weg"), classes: "quiet"))
            """
    }

    private var archivedNotice: HTML {
        guard goal.isArchived else { return .empty }
        let back: HTML =
            visit.mayChange(view.cycle)
            ? visit.buttonForm(action: goal.path + "/terug", label: t("Haal terug")) : .empty
        return Part.notice(t("Dit doel is weggelegd. Het telt niet mee in het plan.")) + back
    }

    /// It is time to look back.
    private var review: HTML {
        guard mayChange, let day = goal.reviewDay, day <= visit.today else { return .empty }
        return """
            <section class="card stack"><h2>\(t("Kijk terug op dit doel"))</h2>\
            <p>\(t("Dat was afgesproken voor \(t.date(day)). Klopt het streven nog? Wat helpt, en wat niet?"))</p>\
            <div class="row">\(visit.buttonForm(action: goal.path + "/teruggekeken", label: t("Ik heb teruggekeken"), classes: ""))</div></section>
            """
    }

    private var standing: HTML {
        let now = goal.words(reading.value, t)
        let measured: String? = reading.day.map { day in
            var words = [t("op \(t.date(day))")]
            if let base = reading.base { words.append(t("n = \(base)")) }
            if let margin = reading.margin { words.append("± " + Amount.number(margin, decimals: goal.decimals, t)) }
            return words.joined(separator: ", ")
        }
        let list = Figure.list([
            Figure(
                t("Begin"), goal.words(goal.baseline, t), detail: goal.baselineDay.map { t.date($0) },
                function: "vertalen"),
            Figure(view.cycle.isClosed ? t("Aan het eind") : t("Nu"), now, detail: measured, function: "vertalen"),
            Figure(t("Streven"), goal.words(goal.target, t), detail: t.date(goal.targetDay), function: "vertalen"),
        ])
        let course: HTML =
            reading.value == nil || view.cycle.isClosed
            ? .empty
            : "\(reading.expected, { "<p class=\"small soft\">\(t("De rechte lijn van begin naar doel staat op \(goal.words($0, t))."))</p>" })"
        return """
            <section class="card stack"><div class="row apart"><h2>\(t("Hoe staat het ervoor?"))</h2>\
            \(Part.chip(t(reading.verdict.label), reading.verdict.tone))</div>\(list)\(course)</section>
            """
    }

    private var chart: HTML {
        guard view.line.points.count > 1 else { return .empty }
        return """
            <section class="card stack"><h2>\(t("Verloop"))</h2><figure>\(GoalDrawing.chart(goal, view.line.points, t, today: visit.today))\
            <figcaption class="small">\(t("De stippellijn loopt recht van begin naar doel."))</figcaption></figure></section>
            """
    }

    private var figures: HTML {
        if !view.measurements.isEmpty, !view.measuresItself {
            return GoalMeasurementTable(view: view, visit: visit, mayChange: mayChange).markup
        }
        let points = view.line.points
        guard points.count > 1 else { return .empty }
        let rows = points.reversed().map { point in
            [
                "\(t.date(point.day))" as HTML,
                "\(goal.words(point.value, t))\(point.margin, { " <span class=\"small soft\">± \(Amount.number($0, decimals: goal.decimals, t))</span>" })",
                "\(point.base.map(String.init) ?? "–")",
            ]
        }
        return """
            <details class="card"><summary>\(t("Alle cijfers in een tabel"))</summary>\(Table(
                t("De cijfers van dit doel"), [.init(t("Dag")), .init(t("Cijfer"), number: true), .init(t("Van hoeveel"), number: true)],
                rows: rows
            ).markup)</details>
            """
    }

    private var facts: HTML {
        var pairs: [(String, HTML)] = [(t("Wat we meten"), "\(goal.measureWords(t))")]
        if let indicator = view.indicator {
            pairs.append((t("Zo tellen we"), "\(t(indicator.definition))"))
            pairs.append((t("Hoe vers"), "\(t(indicator.freshness.label))"))
            if let day = reading.day,
                let path = indicator.recordsPath(goal.municipality, on: day, for: visit.actor)
            {
                pairs.append((t("Wat erachter zit"), "<a href=\"\(path)\">\(t("Open de lijst"))</a>"))
            }
        } else if goal.indicator != nil {
            pairs.append(
                (
                    t("Zo tellen we"),
                    "\(t("Dit meet het platform nog niet zelf. Schrijf het cijfer zolang met de hand op."))"
                ))
        }
        pairs.append((t("Eenheid"), "\(goal.unitWords(t))"))
        if !goal.source.isEmpty { pairs.append((t("Bron"), "\(goal.source)")) }
        pairs.append((t("Eigenaar"), "\(goal.ownerName ?? t("nog niemand"))"))
        if !goal.agreedWith.isEmpty { pairs.append((t("Afgesproken met"), "\(goal.agreedWith)")) }
        if !goal.budget.isEmpty { pairs.append((t("Geld of uren"), "\(goal.budget)")) }
        if let cents = goal.budgetCents { pairs.append((t("Bedrag"), "€ \(t.number(cents / 100))")) }
        if let day = goal.reviewDay { pairs.append((t("Terugkijken"), "\(t.date(day))")) }
        return "<section class=\"card stack\"><h2>\(t("Over dit doel"))</h2>\(Part.facts(pairs))</section>"
    }

    private var history: HTML {
        guard view.targets.count > 1 else { return .empty }
        let rows = view.targets.map { target in
            [
                "\(t.date(target.setAt.day))" as HTML, "\(goal.words(target.value, t))", "\(t.date(target.day))",
                "\(target.reason.isEmpty ? t("het eerste streven") : target.reason)",
            ]
        }
        return """
            <section class="card stack"><h2>\(t("Hoe het streven veranderde"))</h2>\(Table(
                t("Elk streven, met de reden"),
                [.init(t("Vastgelegd")), .init(t("Streven"), number: true), .init(t("Uiterlijk")), .init(t("Waarom"))],
                rows: rows
            ).markup)</section>
            """
    }
}

/// What people measured and wrote down, the rows that were mended too.
struct GoalMeasurementTable {
    let view: GoalView
    let visit: Visit
    let mayChange: Bool
    private var t: Texts { visit.t }

    var markup: HTML {
        let goal = view.line.goal
        let replaced = Set(view.measurements.compactMap(\.corrects))
        let rows = view.measurements.reversed().map { row -> [HTML] in
            let value: HTML =
                "\(goal.words(row.value, t))\(row.margin, { " <span class=\"small soft\">± \(Amount.number($0, decimals: goal.decimals, t))</span>" })"
            let source: HTML = "\(row.source)\(row.base, { " <span class=\"small soft\">\(t("n = \($0)"))</span>" })"
            var note: HTML = row.reason.isEmpty ? .empty : "\(t("Verbetering: \(row.reason)"))"
            if replaced.contains(row.id) {
                note += "\(Part.chip(t("later verbeterd")))"
            } else if mayChange {
                note +=
                    " <a href=\"\(goal.path)/meting?verbetert=\(row.sequence)\">\(t("Verbeter"))<span class=\"visually-hidden\"> \(t("de meting van \(t.date(row.day))"))</span></a>"
            }
            return ["\(t.date(row.day))", value, source, note]
        }
        return """
            <section class="card stack"><h2>\(t("Metingen"))</h2>\(Table(
                t("Wat er is gemeten en opgeschreven"),
                [.init(t("Dag")), .init(t("Cijfer"), number: true), .init(t("Bron")), .init(t("Opmerking"))], rows: rows
            ).markup)</section>
            """
    }
}
