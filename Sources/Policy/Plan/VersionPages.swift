import Community
import Core
import Storage
import Web

/// The versions of a text, and what changed between two.
struct VersionPages {
    let visit: Visit
    let cycle: PolicyCycle
    let content: ElementsContent.Element
    private var t: Texts { visit.t }

    func list(_ page: Page<ElementVersion>, newest: Int, compared: (old: ElementVersion?, new: ElementVersion)?)
        -> Reply
    {
        let path = PlanPath(cycle)
        let name = t(content.name)
        let more = page.next.map { path.versions(content.number) + "?voor=\($0)" }
        return visit.cyclePage(
            cycle, .plan, title: t("Versies van \(name)"), step: name,
            actions: Part.button(t("Terug naar de tekst"), path.element(content.number), quiet: true),
            """
            \(PlanFrame.nav(visit, cycle, current: .text))\(compared, difference)<section class="stack"><h2>\(t("Alle versies"))</h2>\
            <ul class="plain">\(page.items, { row($0, newest, path) })</ul>\(Part.more(t("Oudere versies"), more))</section>
            """)
    }

    private func difference(_ pair: (old: ElementVersion?, new: ElementVersion)) -> HTML {
        let title =
            pair.old.map { t("Van versie \($0.version) naar versie \(pair.new.version)") }
            ?? t("Versie \(pair.new.version)")
        return Part.card(title, DiffMarkup(t: t).markup(from: pair.old?.text ?? "", to: pair.new.text))
    }

    private func row(_ version: ElementVersion, _ newest: Int, _ path: PlanPath) -> HTML {
        let base = path.versions(content.number)
        let restored: HTML =
            "\(version.restoredFrom, { " · \(t("teruggezet uit versie \($0)"))" })"
        let restore: HTML =
            visit.mayChange(cycle) && version.version < newest
            ? visit.buttonForm(
                action: base + "/\(version.version)/terug", label: t("Zet versie \(version.version) terug"))
            : .empty
        let changes: HTML =
            "<a href=\"\(base)?van=\(version.version - 1)&amp;naar=\(version.version)\">\(t("Wat veranderde er in versie \(version.version)?"))</a>"
        return """
            <li class="row apart"><div><strong>\(t("Versie \(version.version)"))</strong>\
            <p class="small soft">\(PlanFrame.name(version.author, t)) · \(t.dateTime(version.savedAt))\(restored)</p></div>\
            <div class="row small">\(changes)\(restore)</div></li>
            """
    }
}
