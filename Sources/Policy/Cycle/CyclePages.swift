import Community
import Core
import Web

/// The circle: the rounds of a municipality, and the home of one.
struct CyclePages {
    let visit: Visit
    private var t: Texts { visit.t }

    func list(_ cycles: [PolicyCycle], mayStart: Bool) -> Reply {
        let start: HTML = mayStart ? Part.button(t("Begin een ronde"), "/beleid/nieuw") : .empty
        let content: HTML =
            cycles.isEmpty
            ? Part.empty(
                t("Er is nog geen ronde"),
                mayStart
                    ? t("Een ronde duurt meestal vier jaar: van een eerste gesprek tot een plan dat zichzelf meet.")
                    : t("Een beleidsmedewerker van de gemeente kan er een beginnen."), start)
            : "<ul class=\"cards\">\(cycles, card)</ul>"
        return visit.page(
            t("De kring"),
            """
            <div class="wrap stack page"><div class="row apart"><div class="row nowrap">\(Mark.svg(size: 64))\
            <div><h1>\(t("De kring"))</h1><p class="lead">\(t("Beleid voor vrijwilligers, van visie tot evaluatie en weer terug."))</p></div></div>\
            \(if: !cycles.isEmpty, "<div class=\"row\">\(start)</div>")</div>\(content)</div>
            """)
    }

    private func card(_ cycle: PolicyCycle) -> HTML {
        """
        <li class="card edge-vertalen"><h2><a href="\(cycle.path())">\(cycle.name)</a></h2>\
        <p class="soft">\(cycle.period) · \(t(cycle.phase.label))</p></li>
        """
    }

    func home(_ view: CycleView, highlights: HTML) -> Reply {
        let cycle = view.cycle
        let go: HTML =
            view.upNext.flatMap { part in
                part.status.next.map { Part.button($0, part.status.path ?? cycle.path(part.kind)) }
            } ?? .empty
        let change: HTML =
            visit.mayChange(cycle) ? Part.button(t("Wijzig de ronde"), cycle.path() + "/wijzigen", quiet: true) : .empty
        return visit.page(
            cycle.name,
            """
            <div class="wrap stack page"><div class="no-print">\(Part.breadcrumbs([(t("De kring"), "/beleid")], label: t("Je bent hier")))</div>\
            <div class="row apart"><div class="row nowrap">\(Mark.svg(size: 72))<div><h1>\(cycle.name)</h1>\
            <p class="soft">\(line(view))</p></div></div><div class="row no-print">\(change)\(go)</div></div>\
            \(tasks(view))\(view.waiting.markup(t))\(view.cycle.isClosed ? HTML.empty : view.circle.markup(t))\(highlights)\(CyclePartKind.Stretch.allCases, { stretch(view, $0) })\(neighbours(view))</div>
            """)
    }

    private func line(_ view: CycleView) -> String {
        let cycle = view.cycle
        var words = [cycle.period, t(cycle.phase.label)]
        if cycle.phase == .preparing { words.append(t("stap \(cycle.step) van 9")) }
        if let day = cycle.councilDay { words.append(t("raad op \(t.date(day))")) }
        if let owner = view.owner { words.append(t("trekker: \(owner)")) }
        return words.joined(separator: " · ")
    }

    private func tasks(_ view: CycleView) -> HTML {
        guard !view.tasks.isEmpty else { return .empty }
        return """
            <section class="stack"><h2>\(t("Dit wacht op jou"))</h2><ul class="tasks card">\(view.tasks, { task in
                "<li><span class=\"dot dot-\(task.function.rawValue)\" aria-hidden=\"true\"></span><div><strong>\(task.title)</strong><p class=\"small soft\">\(task.detail)</p></div><div class=\"row\">\(Part.button(task.action, task.path, quiet: true, compact: true))</div></li>"
            })</ul></section>
            """
    }

    private func stretch(_ view: CycleView, _ stretch: CyclePartKind.Stretch) -> HTML {
        let parts = view.parts.filter { $0.kind.stretch == stretch }
        if parts.isEmpty { return .empty }
        return """
            <section class="stack"><h2>\(t(stretch.label))</h2><ul class="cards">\(parts, { part($0.kind, $0.status, view.cycle) })</ul></section>
            """
    }

    private func part(_ kind: CyclePartKind, _ status: PartStatus, _ cycle: PolicyCycle) -> HTML {
        let chip: HTML =
            switch status.state {
            case .open: Part.chip(t("nog niet"))
            case .busy: Part.chip(t("bezig"), .wait)
            case .done: Part.chip(t("klaar"), .good)
            case .skipped: Part.chip(t("overgeslagen"))
            }
        let line = status.line.isEmpty ? t(kind.purpose) : status.line
        let way: HTML =
            visit.mayChange(cycle)
            ? status.next.map { "<p class=\"small\"><a href=\"\(status.path ?? cycle.path(kind))\">\($0)</a></p>" }
                ?? .empty
            : .empty
        let skip: HTML =
            visit.mayChange(cycle) && status.state != .done
            ? "<p class=\"small\"><a href=\"\(cycle.path())/overslaan/\(kind.rawValue)\">\(status.state == .skipped ? t("Toch doen") : t("Overslaan"))<span class=\"visually-hidden\"> \(t(kind.label))</span></a></p>"
            : .empty
        return """
            <li class="card stack edge-vertalen"><div class="row apart"><h3><a href="\(cycle.path(kind))">\(t(kind.label))</a></h3>\(chip)</div>\
            <p>\(line)</p><div class="row no-print">\(way)\(skip)</div></li>
            """
    }

    private func neighbours(_ view: CycleView) -> HTML {
        let before: HTML = "\(view.previous, { "<a href=\"\($0.path())\">\(t("Vorige ronde: \($0.name)"))</a>" })"
        let after: HTML = "\(view.next, { "<a href=\"\($0.path())\">\(t("Volgende ronde: \($0.name)"))</a>" })"
        if before.isEmpty, after.isEmpty { return .empty }
        return "<p class=\"row apart small\"><span>\(before)</span><span>\(after)</span></p>"
    }
}
