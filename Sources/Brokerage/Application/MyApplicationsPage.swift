import Community
import Core
import Storage
import Web

/// All applications of who is signed in.
struct MyApplicationsPage {
    let visit: Visit
    let page: Page<ApplicationDossier>
    /// In which this person has hours.
    let years: [Int]
    var t: Texts { visit.t }

    var reply: Reply {
        let more = page.next.map { visit.url(Query([("na", $0)])) }
        let list: HTML =
            page.items.isEmpty
            ? Part.empty(
                t("Je hebt nog niet gereageerd"),
                t("Zoek iets dat bij je past en stuur een bericht. Dat kost een minuut."),
                Part.button(t("Bekijk vacatures"), "/vacatures"))
            : "<ul class=\"tasks card\">\(page.items, row)</ul>\(Part.more(t("Meer reacties"), more))"
        return visit.page(
            t("Mijn reacties"),
            """
            <div class="wrap narrow stack page">\
            \(Part.breadcrumbs([(title: t("Mijn account"), path: "/mijn")], label: t("Kruimelpad")))\
            <h1>\(t("Mijn reacties"))</h1>\(list)\(YearSheetPages.links(years, t))</div>
            """)
    }

    private func row(_ dossier: ApplicationDossier) -> HTML {
        let application = dossier.application
        let since = t("Sinds \(t.shortDate(application.stateAt.day, today: visit.today))")
        return """
            <li><span class="dot dot-verbinden" aria-hidden="true"></span><div><strong><a href="/mijn/reacties/\(application.number)">\
            \(dossier.vacancy.title)</a></strong><br><span class="small soft">\(dossier.organisation.name) · \(since)</span></div>\
            <div class="row">\(ApplicationMarkup.chip(application, t))</div></li>
            """
    }
}
