import Core
import Web

/// The forms around a round: begin, change, leave a part out.
struct CycleFormPages {
    let visit: Visit
    private var t: Texts { visit.t }

    func start(_ form: Form, _ state: FormState, status: Int = 200) -> Reply {
        visit.simplePage(
            t("Begin een ronde"),
            intro: t("Een ronde is een periode van beleid. Alles wat je doet, hoort bij een ronde."), status: status,
            fields(form, state, action: "/beleid/nieuw", back: "/beleid", label: t("Begin")))
    }

    func change(_ cycle: PolicyCycle, _ form: Form, _ state: FormState, status: Int = 200) -> Reply {
        visit.simplePage(
            t("Wijzig de ronde"), status: status,
            fields(form, state, action: cycle.path() + "/wijzigen", back: cycle.path(), label: t("Bewaar")))
    }

    func skip(_ cycle: PolicyCycle, _ part: CyclePartKind, _ state: FormState, isSkipped: Bool, status: Int = 200)
        -> Reply
    {
        let action = cycle.path() + "/overslaan/\(part.rawValue)"
        let undo: HTML =
            isSkipped
            ? Part.notice(t("Dit onderdeel is overgeslagen."))
                + visit.buttonForm(action: action + "/toch", label: t("Toch doen"), classes: "quiet") : .empty
        return visit.simplePage(
            t("\(t(part.label)) overslaan"), intro: t(part.purpose), status: status,
            undo + fields(SkipPart.form, state, action: action, back: cycle.path(), label: t("Sla dit over")))
    }

    private func fields(_ form: Form, _ state: FormState, action: String, back: String, label: String) -> HTML {
        visit.form(
            action: action, classes: "stack",
            """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))\
            <p class="row"><button>\(label)</button>\(Part.button(t("Terug"), back, quiet: true))</p>
            """)
    }
}
