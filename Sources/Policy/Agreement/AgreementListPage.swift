import Community
import Core
import Web

/// All agreements of a round with how they go.
struct AgreementListPage {
    let visit: Visit
    let cycle: PolicyCycle
    private var t: Texts { visit.t }
    private var base: String { cycle.path(.agreements) }
    private var markup: AgreementMarkup { AgreementMarkup(t: t, today: visit.today) }

    enum Show: String, CaseIterable {
        case all = "alles", late = "verslag", red = "rood", drafts = "concept", ended = "klaar"
    }

    func reply(_ views: [AgreementView], show: Show) -> Reply {
        let start: HTML = visit.mayChange(cycle) ? Part.button(t("Maak een afspraak"), base + "/nieuw") : .empty
        if views.isEmpty {
            return visit.cyclePage(
                cycle, .agreements, intro: t(CyclePartKind.agreements.purpose),
                Part.empty(
                    t("Er is nog niets afgesproken"),
                    visit.mayChange(cycle)
                        ? t(
                            "Een afspraak zegt wie wat doet, voor wanneer, en waaraan je het ziet. Begin bij je belangrijkste doel."
                        )
                        : t("Zodra er een afspraak is, lees je die hier."), start))
        }
        let shown = views.filter { fits($0, show) }
        let rows: [[HTML]] = shown.map { view in
            let it = view.it
            return [
                "<a href=\"\(it.path)\"\(attribute: "lang", t.typed)>\(it.title)</a>", "\(markup.names(view))",
                "\(whole(it.goalNumber.map { t("Doel \($0)") } ?? "–"))",
                "\(whole(t.shortDate(it.lastDay, today: visit.today)))",
                "\(it.budgetCents.map { t.euros($0) } ?? "–")", markup.chip(view),
                "<span\(attribute: "lang", t.typed)>\(view.reports.first?.reason ?? "")</span>",
            ]
        }
        let table = Table(
            t("Afspraken in deze ronde"),
            [
                Table.Column(t("Afspraak")), Table.Column(t("Met wie")), Table.Column(t("Doel")),
                Table.Column(t("Tot")), Table.Column(t("Bedrag"), number: true), Table.Column(t("Hoe gaat het")),
                Table.Column(t("Waarom")),
            ], rows: rows
        ).markup
        let content: HTML = shown.isEmpty ? Part.card(nil, "<p>\(t("Hier is nu niets."))</p>") : table
        return visit.cyclePage(
            cycle, .agreements, intro: t(CyclePartKind.agreements.purpose),
            actions: "<button class=\"quiet\" type=\"button\" data-print hidden>\(t("Print"))</button>\(start)",
            "\(figures(views))\(tabs(views, show))\(content)<p class=\"small no-print\"><a href=\"/afspraken\">\(t("Zo ziet iedereen de openbare afspraken"))</a></p>"
        )
    }

    /// Stays on one line in a narrow column.
    private func whole(_ text: String) -> String { text.replacing(" ", with: "\u{A0}") }

    private func fits(_ view: AgreementView, _ show: Show) -> Bool {
        switch show {
        case .all: true
        case .late: view.openDay(today: visit.today) != nil
        case .red: view.it.state == .agreed && view.light == .red
        case .drafts: view.it.state == .draft
        case .ended: view.it.state == .ended
        }
    }

    private func figures(_ views: [AgreementView]) -> HTML {
        let running = views.filter { $0.it.state == .agreed }
        return Figure.list([
            Figure(t("Lopen nu"), t.number(running.count), function: "vertalen"),
            Figure(t("Op koers"), t.number(running.count { $0.light == .green }), function: "verankeren"),
            Figure(
                t("Lopen vast"), t.number(running.count { $0.light == .red }),
                path: base + "?toon=\(Show.red.rawValue)",
                function: "verbreiden"),
            Figure(
                t("Verslag gevraagd"), t.number(running.count { $0.openDay(today: visit.today) != nil }),
                path: base + "?toon=\(Show.late.rawValue)", function: "versterken"),
        ])
    }

    private func tabs(_ views: [AgreementView], _ show: Show) -> HTML {
        let names: [(Show, String)] = [
            (.all, t("Alles")), (.late, t("Verslag gevraagd")), (.red, t("Lopen vast")), (.drafts, t("Concepten")),
            (.ended, t("Beëindigd")),
        ]
        return """
            <nav class="tabs no-print" aria-label="\(t("Welke afspraken"))"><ul>\(names, { item in
                "<li><a href=\"\(base)?toon=\(item.0.rawValue)\"\(attribute: "aria-current", item.0 == show ? "page" : nil)>\(item.1) (\(views.count { fits($0, item.0) }))</a></li>"
            })</ul></nav>
            """
    }
}
