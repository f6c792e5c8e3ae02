import Core
import Storage
import Web

/// The reports of surveys as everyone may read them.
struct PublicReportPages {
    let visit: Visit
    private var t: Texts { visit.t }

    func list(_ page: Page<PublicReport>) -> Reply {
        let intro = t("Wat vrijwilligers, organisaties en bewoners ons vertelden, in cijfers en in hun eigen woorden.")
        if page.items.isEmpty {
            return visit.page(
                t("Onderzoek"),
                """
                <div class="wrap stack page"><h1>\(t("Onderzoek"))</h1>\(Part.empty(t("Er is nog geen onderzoek te lezen"), t("Zodra een rapport klaar is, staat het hier."), Part.button(t("Bekijk de open cijfers"), "/cijfers", quiet: true)))</div>
                """)
        }
        let next = page.next.map { Query([("voor", $0)]).url("/onderzoek") }
        return visit.page(
            t("Onderzoek"), description: intro,
            """
            <div class="wrap stack page"><h1>\(t("Onderzoek"))</h1><p class="lead">\(intro)</p><ul class="cards">\(page.items, { report in
                "<li class=\"card stack edge-verankeren\"><h2 class=\"h3\"><a href=\"/onderzoek/\(report.number)\"\(attribute: "lang", t.typed)>\(report.title)</a></h2><p class=\"small soft\">\(report.municipality) · \(t.date(report.publishedAt.day))</p></li>"
            })</ul>\(Part.more(t("Ouder onderzoek"), next))</div>
            """)
    }

    func report(_ view: ReportView, isPreview: Bool) -> Reply {
        let base = "/onderzoek/\(view.survey.number)"
        let title = view.report?.title ?? view.survey.title
        let day = view.report?.publishedAt.map { t("gepubliceerd op \(t.date($0.day))") } ?? t("nog niet openbaar")
        let crumbs = Part.breadcrumbs(
            isPreview
                ? [(t("Rapport"), ResultsSection.report.path(of: view.survey))] : [(t("Onderzoek"), "/onderzoek")],
            label: t("Je bent hier"))
        let note: HTML =
            isPreview && !view.unpublished.isEmpty
            ? Part.notice(
                t("Tabellen die nog niet openbaar zijn, zie je hier niet. Ze komen erin als je publiceert."), .wait)
            : .empty
        let body = ReportMarkup(view: view, t: t, tableBase: isPreview ? nil : base).body
        return visit.page(
            title, description: view.report.map { String($0.intro.prefix(150)) },
            """
            <article class="wrap stack page"><div class="no-print">\(crumbs)</div><div class="row apart"><h1\(attribute: "lang", t.typed)>\(title)</h1>\
            <button class="quiet no-print" type="button" data-print hidden>\(t("Print"))</button></div>\
            <p class="lead">\(view.municipality) · \(day)</p>\(note)\(body)\
            <section class="small soft"><h2 class="h3">\(t("Over deze cijfers"))</h2><p>\(t("Aantallen onder \(view.survey.leastCell) zijn afgeschermd, zodat niemand te herkennen is. Citaten zijn een voor een vrijgegeven."))</p></section></article>
            """)
    }
}
