import Community
import Core
import Storage
import Web

/// The queue of the centre: each kind in a list of its own, or one kind in full.
struct QueuePage {
    struct Section: Sendable {
        let kind: CentreQueue.Kind
        let count: Int
        let page: Page<CentreQueue.Item>
    }

    let visit: Visit
    let sections: [Section]
    /// One kind in full, with a way on.
    let isWhole: Bool
    /// Names by code, when the visitor works for more than one municipality.
    let municipalities: [String: String]
    private var t: Texts { visit.t }

    var reply: Reply {
        let waiting = sections.reduce(0) { $0 + $1.count }
        let intro = t.plural(
            waiting, "1 ding wacht op controle. Wat het langst wacht, staat bovenaan.",
            "\(waiting) dingen wachten op controle. Wat het langst wacht, staat bovenaan.")
        let crumbs = isWhole ? Part.breadcrumbs([(t("Nakijken"), CentreRoutes.home)], label: t("Waar je bent")) : .empty
        return visit.page(
            t("Nakijken"),
            """
            <div class="wrap stack page">\(crumbs)<div><h1>\(isWhole ? sections.first.map { t($0.kind.label) } ?? t("Nakijken") : t("Nakijken"))</h1>\
            \(if: waiting > 0, "<p class=\"lead\">\(intro)</p>")</div>\(if: waiting == 0, empty)\(sections.filter { $0.count > 0 }, section)\
            <p class="row no-print">\(Part.button(t("Vacatures uit een lijst inlezen"), "/centrale/import", quiet: true, compact: true))</p></div>
            """)
    }

    private var empty: HTML {
        Part.empty(
            t("Alles is nagekeken"), t("Er wacht niets op jou. Kom er iets bij, dan zie je het op Vandaag."),
            Part.button(t("Naar Vandaag"), "/vandaag", quiet: true))
    }

    private func section(_ section: Section) -> HTML {
        let list: HTML = "<ul class=\"tasks\">\(section.page.items, row)</ul>"
        let rest: HTML
        if isWhole {
            rest = Part.more(t("Toon meer"), section.page.next.map { visit.url(visit.query.setting("na", to: [$0])) })
        } else {
            let all = Query([("soort", section.kind.rawValue)]).url(CentreRoutes.home)
            rest = Part.more(t("Toon alle \(section.count)"), section.page.next == nil ? nil : all)
        }
        let title = t(section.kind.label) + " (\(section.count))"
        return Part.card(isWhole ? nil : title, id: section.kind.rawValue, list + rest)
    }

    private func row(_ item: CentreQueue.Item) -> HTML {
        let days = max(0, visit.today - item.since.day)
        let age = days == 0 ? t("sinds vandaag") : t.plural(days, "wacht 1 dag", "wacht \(days) dagen")
        let parts = [item.owner, municipalities[item.municipality], age].compactMap { $0 }
        return """
            <li><span class="dot dot-verbinden" aria-hidden="true"></span><div><strong>\(item.title)</strong>\
            \(if: item.waitsForOwner, " " + Part.chip(t("Eerst de organisatie"), .wait))\(if: days > 7, " " + Part.chip(t("Langer dan een week"), .bad))<br>\
            <span class="small soft">\(parts.joined(separator: " · "))</span></div>\
            <div class="row"><a class="button quiet compact" href="\(item.path)" aria-label="\(t("Kijk na: \(item.title)"))">\(t("Kijk na"))</a></div></li>
            """
    }
}
