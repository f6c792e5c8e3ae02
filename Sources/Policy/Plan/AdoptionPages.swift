import Community
import Core
import Web

/// Recording the decision of the council, and what changed after it.
struct AdoptionPages {
    let visit: Visit
    let cycle: PolicyCycle
    private var t: Texts { visit.t }
    private var path: PlanPath { PlanPath(cycle) }

    func adopt(_ form: Form, _ state: FormState, ready: Int, open: Int, status: Int = 200) -> Reply {
        let unready: HTML =
            ready < 15
            ? Part.notice(t("\(ready) van 15 onderdelen zijn klaar. Wat leeg is, staat zo in het vastgestelde plan."))
            : .empty
        let remarks: HTML =
            open > 0
            ? Part.notice(t.plural(open, "Er staat nog 1 opmerking open.", "Er staan nog \(open) opmerkingen open."))
            : .empty
        return visit.cyclePage(
            cycle, .plan, title: t("De raad heeft besloten"),
            intro: t("Je legt het plan vast zoals het nu is. Wat je daarna schrijft, wordt een nieuw ontwerp."),
            step: t("Vaststellen"), status: status,
            """
            \(unready)\(remarks)\(visit.form(
                action: path.adopt, classes: "stack narrow",
                """
                \(visit.errorSummary(form, state))\(visit.fields(form, state))\
                <p class="row"><button>\(t("Leg het plan vast"))</button>\(Part.button(t("Terug"), path.document, quiet: true))</p>
                """))
            """)
    }

    /// What the draft says differently from what the council adopted.
    func difference(
        _ adoption: Adoption, _ frozen: FrozenPlan?, _ now: [String: PlanElement], _ content: ElementsContent
    ) -> Reply {
        guard let frozen else {
            return visit.cyclePage(
                cycle, .plan, title: t("Wat is er veranderd?"), step: t("Verschil"),
                Part.notice(t("De vastgestelde tekst is niet meer wat hij was. Vergelijken kan daarom niet."), .bad))
        }
        let changed = content.elements.filter { item in
            (now[item.id]?.text ?? "") != frozen.texts[item.id, default: ""]
                || now[item.id]?.skipReason != frozen.skipped[item.id]
        }
        let list: HTML =
            changed.isEmpty
            ? Part.empty(
                t("Er is niets veranderd"), t("Het ontwerp is gelijk aan wat de raad vaststelde."),
                Part.button(t("Lees het vastgestelde plan"), adoption.path(in: cycle), quiet: true))
            : "\(changed, { item in card(item, frozen, now[item.id]) })"
        return visit.cyclePage(
            cycle, .plan, title: t("Wat is er veranderd?"),
            intro: t("Het ontwerp van nu naast het plan dat de raad vaststelde op \(t.date(adoption.day))."),
            step: t("Verschil"), list)
    }

    private func card(_ item: ElementsContent.Element, _ frozen: FrozenPlan, _ now: PlanElement?) -> HTML {
        let was: HTML =
            "\(frozen.skipped[item.id], { "<p class=\"small\">\(t("Vastgesteld: overgeslagen. Reden: \($0)"))</p>" })"
        let isNow: HTML = "\(now?.skipReason, { "<p class=\"small\">\(t("Nu: overgeslagen. Reden: \($0)"))</p>" })"
        return Part.card(
            "\(item.number). \(t(item.name))",
            was + isNow + DiffMarkup(t: t).markup(from: frozen.texts[item.id, default: ""], to: now?.text ?? ""))
    }
}
