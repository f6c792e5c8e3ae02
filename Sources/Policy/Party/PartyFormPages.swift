import Community
import Core
import Storage
import Web

/// The forms around parties: add, change, take from the register.
struct PartyFormPages {
    let visit: Visit
    let content: PartyContent
    private var t: Texts { visit.t }

    func add(_ cycle: PolicyCycle, _ form: Form, _ state: FormState, kind: PartyContent.Kind?, status: Int = 200)
        -> Reply
    {
        let about: HTML = kind.map { "<p>\(t($0.who)) <span class=\"soft\">\(t($0.ask))</span></p>" } ?? .empty
        return visit.cyclePage(
            cycle, .parties, title: t("Voeg een partij toe"),
            intro: t("Alleen de naam en de soort zijn nodig. De rest vul je aan als je ze spreekt."),
            step: t("Nieuwe partij"), status: status,
            about + fields(form, state, action: cycle.path(.parties) + "/nieuw", back: cycle.path(.parties)))
    }

    func edit(
        _ cycle: PolicyCycle, _ party: Party, _ form: Form, _ state: FormState, isStale: Bool = false, status: Int = 200
    ) -> Reply {
        let stale: HTML =
            isStale
            ? Part.notice(
                t(
                    "Iemand was je voor. Kijk op de pagina van de partij wat er veranderde. Bewaar je nu, dan geldt jouw tekst."
                ),
                .bad) : .empty
        return visit.cyclePage(
            cycle, .parties, title: t("Wijzig \(party.name)"), step: party.name, status: status,
            stale + fields(form, state, action: party.path(cycle) + "/wijzigen", back: party.path(cycle)))
    }

    private func fields(_ form: Form, _ state: FormState, action: String, back: String) -> HTML {
        visit.form(
            action: action, classes: "card stack narrow",
            """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))\
            <p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), back, quiet: true))</p>
            """)
    }

    /// The organisations of the register, each to be taken over with one tick.
    func register(_ cycle: PolicyCycle, _ page: Page<Organisation>) -> Reply {
        let path = cycle.path(.parties)
        guard !page.items.isEmpty else {
            return visit.cyclePage(
                cycle, .parties, title: t("Haal uit het register"), step: t("Register"),
                Part.empty(
                    t("Alle organisaties staan er al"), t("Komt er een nieuwe in het register, dan zie je haar hier."),
                    Part.button(t("Naar de partijen"), path)))
        }
        let rows = page.items.map { organisation -> [HTML] in
            let guess = content.guess(organisation.kind)
            let number = organisation.number
            let kinds: HTML = """
                <label class="visually-hidden" for="soort-\(number)">\(t("Soort van \(organisation.name)"))</label><select id="soort-\(number)" name="soort-\(number)">\(content.kinds.filter { $0.registerKinds != nil || $0.id == guess }, { kind in
                    "<option value=\"\(kind.id)\"\(flag: "selected", kind.id == guess)>\(t(kind.name))</option>"
                })</select>
                """
            return [
                "<label class=\"tick\"><input type=\"checkbox\" name=\"organisatie\" value=\"\(number)\"><span\(attribute: "lang", t.typed)>\(organisation.name)</span></label>",
                "\(t(organisation.sector.label))", kinds,
            ]
        }
        let table = Table(
            t("Organisaties die nog geen partij zijn"),
            [Table.Column(t("Organisatie")), Table.Column(t("Soort werk")), Table.Column(t("Wat voor partij?"))],
            rows: rows)
        return visit.cyclePage(
            cycle, .parties, title: t("Haal uit het register"),
            intro: t("Vink aan met wie je te maken hebt. De naam blijft gelijk met het register."), step: t("Register"),
            """
            \(visit.form(action: path + "/register", classes: "stack", "\(table.markup)<p class=\"row\"><button>\(t("Zet erbij"))</button>\(Part.button(t("Terug"), path, quiet: true))</p>"))\
            \(Part.more(t("Meer organisaties"), page.next.map { path + "/register?na=" + $0 }))
            """)
    }
}
