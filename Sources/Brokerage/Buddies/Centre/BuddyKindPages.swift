import Community
import Core
import Services
import Storage
import Web

struct BuddyKindPages {
    let visit: Visit
    private var t: Texts { visit.t }
    private var path: String { BuddyKindRoutes.path }

    func list(_ towns: [(code: String, name: String, kinds: [BuddyKind])]) -> Reply {
        visit.page(
            t("Soorten hulp"),
            """
            <div class="wrap stack page">\(BuddyNav.markup(visit, .kinds))<h1>\(t("Soorten hulp"))</h1>\
            <p class="lead">\(t("Wat je aanbiedt, voor wie, en welke regels erbij horen."))</p>\(towns, { town in section(town, isOne: towns.count == 1) })</div>
            """)
    }

    private func section(_ town: (code: String, name: String, kinds: [BuddyKind]), isOne: Bool) -> HTML {
        let columns: [Web.Table.Column] = [
            .init(t("Soort")), .init(t("Eerst")), .init(t("Proeftijd"), number: true),
            .init(t("Vragen hoe het gaat"), number: true), .init(t("Hoogstens wachten"), number: true),
            .init(t("Stand")),
        ]
        let rows = town.kinds.map { kind -> [HTML] in
            let first = [kind.needsCourse ? t("cursus") : nil, kind.needsVOG ? t("VOG") : nil].compactMap { $0 }
            return [
                "<a href=\"\(path)/\(kind.number)\">\(kind.name)</a>",
                "\(first.isEmpty ? "–" : first.joined(separator: ", "))",
                "\(t.plural(kind.trialWeeks, "1 week", "\(kind.trialWeeks) weken"))",
                "\(kind.evaluationWeeks.map(String.init).joined(separator: ", "))",
                "\(t.plural(kind.maxWaitDays, "1 dag", "\(kind.maxWaitDays) dagen"))",
                kind.isActive ? Part.chip(t("open"), .good) : Part.chip(t("dicht")),
            ]
        }
        let title = isOne ? t("Wat er is") : town.name
        let table: HTML =
            rows.isEmpty ? "<p>\(t("Er is nog niets."))</p>" : Web.Table(title, columns, rows: rows).markup
        let ready = visit.buttonForm(
            action: path + "/klaar", label: t("Zet de zes gewone soorten klaar"),
            classes: rows.isEmpty ? "" : "quiet compact",
            fields: [("gemeente", town.code)])
        return """
            <section class="card stack">\(if: rows.isEmpty, "<h2>\(title)</h2>")\(table)<div class="row">\(Part.button(t("Nieuw soort hulp"), "\(path)/nieuw?gemeente=\(town.code)", quiet: true, compact: true))\(ready)</div></section>
            """
    }

    func edit(
        _ kind: BuddyKind?, _ town: (code: String, name: String, kinds: [BuddyKind])?, _ state: FormState,
        status: Int = 200
    ) -> Reply {
        let title = kind?.name ?? t("Nieuw soort hulp")
        let action =
            kind.map { "\(path)/\($0.number)" } ?? Query([("gemeente", town?.code ?? "")]).url(path + "/nieuw")
        let form = BuddyKindDraft.form
        return visit.page(
            title, status: status,
            """
            <div class="wrap narrow stack page">\(BuddyNav.markup(visit, .kinds))<h1>\(title)</h1>\(town, { "<p class=\"soft\">\($0.name)</p>" })\
            \(visit.form(action: action, classes: "card stack", """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))<p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), path, quiet: true))</p>
            """))</div>
            """)
    }
}
