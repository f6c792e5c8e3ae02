import Community
import Core
import Web

/// The fifteen elements in a list: what is ready, what is left.
struct TextPages {
    let visit: Visit
    let content: ElementsContent
    private var t: Texts { visit.t }

    func list(
        _ elements: [String: PlanElement], comments: [String: Int], waiting: [Clash], untold: [Clash],
        _ cycle: PolicyCycle
    ) -> Reply {
        let path = PlanPath(cycle)
        let ready = elements.values.filter(\.isReady).count
        return visit.cyclePage(
            cycle, .plan, title: t("Tekst van het plan"), intro: t(content.intro), step: t("Tekst"),
            actions: Part.button(t("Bekijk het document"), path.document, quiet: true),
            """
            \(PlanFrame.nav(visit, cycle, current: .text))\(ClashNotice.list(visit, cycle, content, waiting: waiting, untold: untold))\
            <p>\(t("\(ready) van 15 onderdelen zijn klaar."))</p>\(bar(ready))\
            <ol class="plain plan-elements">\(content.elements, { row($0, elements[$0.id] ?? .empty($0.id), comments[$0.id] ?? 0, path, cycle) })</ol>\
            \(content.source.markup(t))
            """)
    }

    private func bar(_ ready: Int) -> HTML {
        """
        <svg class="progress" viewBox="0 0 300 10" role="img" aria-label="\(t("\(ready) van 15 onderdelen zijn klaar."))" preserveAspectRatio="none">\
        <rect width="300" height="10" class="progress-rest"/><rect width="\(min(15, ready) * 20)" height="10" class="fill-vertalen"/></svg>
        """
    }

    private func row(
        _ item: ElementsContent.Element, _ element: PlanElement, _ comments: Int, _ path: PlanPath, _ cycle: PolicyCycle
    ) -> HTML {
        let chip: HTML =
            element.skipReason != nil
            ? Part.chip(t("overgeslagen"))
            : element.text.isEmpty ? Part.chip(t("leeg")) : Part.chip(t("geschreven"), .good)
        let open: HTML =
            comments > 0
            ? Part.chip(t.plural(comments, "1 open opmerking", "\(comments) open opmerkingen"), .wait) : .empty
        let detail: String =
            element.skipReason.map { t("Reden: \($0)") }
            ?? element.savedAt.map { PlanFrame.name(element.author, t) + ", " + t.ago($0, now: visit.now) }
            ?? t(item.guidance)
        let write: HTML =
            visit.mayChange(cycle)
            ? "<a class=\"button quiet compact\" href=\"\(path.write(item.number))\">\(t("Schrijf"))<span class=\"visually-hidden\">: \(t(item.name))</span></a>"
            : .empty
        return """
            <li class="row apart"><div><a href="\(path.element(item.number))"><strong>\(item.number). \(t(item.name))</strong></a>\
            <p class="small soft">\(detail)</p></div><div class="row">\(open)\(chip)\(write)</div></li>
            """
    }
}

/// What two people who wrote at the same time are told.
enum ClashNotice {
    static func list(
        _ visit: Visit, _ cycle: PolicyCycle, _ content: ElementsContent, waiting: [Clash], untold: [Clash]
    ) -> HTML {
        let t = visit.t
        var markup = HTML.empty
        for clash in waiting {
            guard let item = content.element(clash.element) else { continue }
            let line = t("Jouw tekst voor \(t(item.name)) staat nog apart: iemand anders bewaarde tegelijk een tekst.")
            markup += """
                <div class="notice bad row apart" role="status"><span>\(line)</span>\
                \(Part.button(t("Breng de teksten samen"), PlanPath(cycle).element(item.number) + "/botsing/\(clash.id)", quiet: true, compact: true))</div>
                """
        }
        for clash in untold {
            guard let item = content.element(clash.element) else { continue }
            let who = PlanFrame.name(clash.secondName, t)
            let line = t("\(who) schreef tegelijk met jou aan \(t(item.name)). Jullie teksten zijn allebei bewaard.")
            markup += """
                <div class="notice wait row apart" role="status"><span>\(line)</span><span class="row">\
                \(Part.button(t("Bekijk de versies"), PlanPath(cycle).versions(item.number), quiet: true, compact: true))\
                \(visit.buttonForm(action: PlanPath(cycle).element(item.number) + "/botsing/\(clash.id)/gezien", label: t("Gezien")))</span></div>
                """
        }
        return markup
    }
}
