import Core
import Web

/// The questions of the workshop on a page, in five steps.
struct VisionFields {
    let visit: Visit
    let form: VisionForm
    let state: FormState
    private var t: Texts { visit.t }
    private var content: VisionContent { form.content }

    func markup() -> HTML {
        let fields = form.form
        return """
            \(visit.errorSummary(fields, state))\(content.dimensions, { dimension($0, fields) })\
            \(folded(3, t("Hoe stuur je? Vijf manieren"), ways(fields)))\(folded(4, t("Uitgangspunten"), principles(fields)))\
            \(folded(5, t("Onderwerpen om te kiezen"), themes(fields)))\(section(6, t("De tekst"), closing(fields)))
            """
    }

    private func section(_ number: Int, _ title: String, _ markup: HTML) -> HTML {
        "<section class=\"stack\"><h2>\(number). \(title)</h2>\(markup)</section>"
    }

    /// Long, and none of it must be filled in: on a phone it is folded until somebody opens it.
    private func folded(_ number: Int, _ title: String, _ markup: HTML) -> HTML {
        """
        <details class="vision-fold" open data-fold><summary><h2>\(number). \(title)</h2></summary><div class="stack">\(markup)</div></details>
        """
    }

    private func dimension(_ dimension: VisionContent.Dimension, _ fields: Form) -> HTML {
        guard let field = fields.fields.first(where: { $0.name == VisionForm.field(dimension.id) }) else {
            return .empty
        }
        let number = (content.dimensions.firstIndex { $0.id == dimension.id } ?? 0) + 1
        let slider = VisionSlider(dimension: dimension, field: field, state: state, t: t)
        return section(
            number, t(dimension.name),
            """
            <div class="card">\(slider.markup)</div><details class="facet" open><summary>\(t("Wat brengt elke kant met zich mee?"))</summary>\
            <div class="stack">\(slider.consequences)</div></details>
            """)
    }

    private func ways(_ fields: Form) -> HTML {
        "\(content.ways, { way in wayCard(way, fields) })"
    }

    private func wayCard(_ way: VisionContent.Way, _ fields: Form) -> HTML {
        """
        <div class="card stack"><h3>\(t(way.name))</h3><p>\(t(way.meaning))</p><p class="small">\(t("Voorbeelden:"))</p>\
        <ul class="small">\(way.examples, { "<li>\(t($0.text))</li>" })</ul>\(visit.field(VisionForm.way(way.id), of: fields, state))\(way.source.markup(t))</div>
        """
    }

    private func principles(_ fields: Form) -> HTML {
        let problem: HTML = "\(state.problem(VisionForm.principles), { "<p class=\"field-error\">\(t($0))</p>" })"
        return """
            <p id="veld-\(VisionForm.principles)" tabindex="-1">\(t("Kies wat bij jullie past. Klopt het idee, maar niet de zin? Schrijf hem zelf."))</p>\(problem)\
            \(group(t("Uit de handreiking van 2007"), content.ownPrinciples, fields))\
            \(group(t("De zeven van 2025"), content.principles2025, fields))\(visit.field(VisionForm.own, of: fields, state))
            """
    }

    private func group(_ title: String, _ list: [VisionContent.Principle], _ fields: Form) -> HTML {
        let chosen = Set(state.all(VisionForm.principles))
        return """
            <fieldset class="card stack principles"><legend class="h3">\(title)</legend>\(list, { principle in
                let id = "uitgangspunt-\(principle.id)"
                let name = VisionForm.words(principle.id)
                let isOpen = !state[name].isEmpty || state.problem(name) != nil
                return """
                    <div class="principle"><label class="tick" for="\(id)"><input type="checkbox" id="\(id)" name="\(VisionForm.principles)" value="\(principle.id)"\
                    \(flag: "checked", chosen.contains(principle.id)) aria-describedby="\(id)-uitleg"><span>\(t(principle.text))</span></label>\
                    <p class="small soft" id="\(id)-uitleg">\(t(principle.explanation))</p>\
                    <details\(flag: "open", isOpen)><summary class="small">\(t("Schrijf hem in je eigen woorden"))</summary>\(words(name, principle, fields))</details></div>
                    """
            })\(list.first?.source, { $0.markup(t) })</fieldset>
            """
    }

    /// A box for own words, with a label that says which principle it is for.
    private func words(_ name: String, _ principle: VisionContent.Principle, _ fields: Form) -> HTML {
        guard let field = fields.fields.first(where: { $0.name == name }) else { return .empty }
        let own = Field(name, Text("Eigen woorden voor: \(t(principle.text))"), required: false, limit: field.limit)
        return visit.field(own, state)
    }

    private func themes(_ fields: Form) -> HTML {
        "\(content.themes, { theme in "<div class=\"card\"><h3>\(t(theme.name))</h3>\(visit.field(VisionForm.theme(theme.id), of: fields, state))\(theme.source.markup(t))</div>" })"
    }

    private func closing(_ fields: Form) -> HTML {
        let names = [VisionForm.text, "besluit-door", "dag", "reden"]
        return "<div class=\"card\">\(names, { visit.field($0, of: fields, state) })</div>"
    }
}
