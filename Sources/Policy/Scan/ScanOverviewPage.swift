import Core
import Web

/// The page of all scans of a round.
struct ScanOverviewPage {
    let visit: Visit
    let view: ScanOverview
    let content: ContentShelf
    private var t: Texts { visit.t }

    func reply() -> Reply {
        let warnings: HTML = "\(view.warnings, { Part.notice(t($0.text)) })"
        return visit.cyclePage(
            view.cycle, .scans, intro: t("Drie scans laten zien waar je staat. Doe ze samen, en na een jaar nog eens."),
            actions: PartPrinting.button(t),
            """
            \(warnings)<ul class="cards">\(ScanKind.allCases, card)</ul>\(movements)\(actions)
            """)
    }

    private func card(_ kind: ScanKind) -> HTML {
        let sheet = kind.sheet(content)
        let runs = view.runs.filter { $0.run.kind == kind }
        let list: HTML =
            runs.isEmpty
            ? "<p class=\"soft\">\(t("Nog niet gedaan in deze ronde."))</p>"
            : "<ul class=\"plain\">\(runs, { runLine($0) })</ul>"
        let open = runs.first { $0.run.state == .open }
        let way: HTML =
            !visit.mayChange(view.cycle)
            ? .empty
            : open.map { Part.button(t("Ga verder"), $0.run.path(view.cycle)) }
                ?? Part.button(
                    runs.isEmpty ? t("Begin") : t("Doe hem opnieuw"),
                    view.cycle.path(.scans) + "/nieuw/\(kind.rawValue)", quiet: !runs.isEmpty)
        return """
            <li class="card stack edge-vertalen"><h2 class="h3">\(t(sheet.title))</h2><p>\(t(sheet.intro))</p>\(list)\
            <p class="row no-print">\(way)</p>\(sheet.source.markup(t))</li>
            """
    }

    private func runLine(_ filled: FilledScan) -> HTML {
        let state: HTML =
            filled.run.state == .open
            ? Part.chip(t("\(filled.answered) van \(filled.sheet.questionCount) vragen"), .wait)
            : Part.chip(t("klaar"), .good)
        return """
            <li><a href="\(filled.run.path(view.cycle))">\(t.date(filled.run.day))</a> \(state)\
            \(if: filled.run.state == .closed, "<span class=\"small soft\"> \(ScanWords(t: t).outcome(filled))</span>")</li>
            """
    }

    private var movements: HTML {
        let kinds = ScanKind.allCases.filter { view.history(of: $0).count > 1 }
        if kinds.isEmpty { return .empty }
        return """
            <section class="stack"><h2>\(t("Wat er bewoog"))</h2><div class="cards scan-movements">\(kinds, { kind in
                let movement = ScanMovement(runs: view.history(of: kind), t: t)
                return "<figure class=\"card stack\"><h3>\(t(kind.sheet(content).title))</h3>\(movement.picture)<figcaption class=\"small\">\(movement.caption)</figcaption></figure>"
            })</div></section>
            """
    }

    private var actions: HTML {
        let open = view.runs.flatMap { filled in
            filled.actions.filter { $0.note.isOpen }.map { (filled, $0.section, $0.note) }
        }.sorted { ($0.2.due ?? visit.today) < ($1.2.due ?? visit.today) }
        if open.isEmpty { return .empty }
        let rows: [[HTML]] = open.map { filled, section, note in
            [
                "<a href=\"\(filled.run.path(view.cycle))#acties\">\(note.action)</a>", "\(t(section.title))",
                "\(note.ownerName ?? "–")", ScanWords(t: t).due(note, today: visit.today),
            ]
        }
        return Table(
            t("Acties die nog open staan"),
            [.init(t("Actie")), .init(t("Hoort bij")), .init(t("Wie")), .init(t("Klaar op"))], rows: rows
        ).markup
    }
}
