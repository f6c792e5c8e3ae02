import Core
import Web

/// The form for an own calculation.
extension ValuePages {
    func form(_ form: ValueForm, _ state: FormState, inhabitants: Int, status: Int = 200) -> Reply {
        let fields = form.form
        var groups = visit.field("jaar", of: fields, state)
        for factor in ValueFactor.allCases {
            var inner = HTML.empty
            for level in ValueLevel.allCases {
                inner += visit.field(ValueForm.name(factor, level), of: fields, state)
            }
            groups += """
                <fieldset class="card stack"><legend class="h3">\(words.name(factor))</legend>\(hint(factor, inhabitants))\
                \(inner)\(visit.field(ValueForm.whyName(factor), of: fields, state))</fieldset>
                """
        }
        groups += visit.field("opmerking", of: fields, state)
        return visit.cyclePage(
            cycle, .value, title: t("Een eigen berekening"),
            intro: t("De landelijke getallen staan al klaar. Verander alleen wat je zelf beter weet."),
            step: t("Eigen berekening"), status: status,
            visit.form(
                action: cycle.path(.value) + "/nieuw", classes: "stack narrow",
                """
                \(visit.errorSummary(fields, state))\(groups)\
                <p class="row"><button>\(t("Bewaar deze berekening"))</button>\(Part.button(t("Terug"), cycle.path(.value), quiet: true))</p>
                """))
    }

    private func hint(_ factor: ValueFactor, _ inhabitants: Int) -> HTML {
        guard let local = content.local.first(where: { $0.assumption == factor }) else { return .empty }
        let people: HTML =
            factor == .volunteers
            ? "<p class=\"small\">\(t("Jullie hebben ongeveer \(t.number(content.adults(of: inhabitants))) inwoners vanaf 15 jaar. \(t(content.population.why))"))</p>"
            : .empty
        let warning: HTML = "\(local.warning, { "<p class=\"small\">\(t($0))</p>" })"
        return """
            <p>\(t("Het beste: \(t(local.first))")) \(t("Heb je dat niet? \(t(local.otherwise))"))</p>\(people)\(warning)
            """
    }
}
