import Community
import Core
import Storage
import Web

/// One field: what it is about, what is there, and by which rule it is counted.
struct FieldDetailPages {
    let visit: Visit
    let content: FieldsContent
    private var t: Texts { visit.t }

    func one(
        _ view: FieldView, _ field: WorkField, area: FieldView.Area?, _ organisations: Page<Organisation>, _ form: Form,
        _ state: FormState, status: Int = 200
    ) -> Reply {
        let cycle = view.cycle
        let mayChange = visit.mayChange(cycle)
        let put: HTML =
            mayChange
            ? visit.buttonForm(
                action: path(cycle, field) + "/archief", label: t("Zet dit terrein weg"), classes: "quiet",
                fields: [("besluit", "weg")]) : .empty
        return visit.cyclePage(
            cycle, .fields, title: field.name, intro: field.content.map { t($0.aim) }, step: field.name, actions: put,
            status: status,
            """
            \(figures(view, field, area))\(about(field))\(list(view, field, area, organisations))\
            \(rule(cycle, field, view.supplies, form, state, mayChange: mayChange))\(field.content.map { $0.source.markup(t) } ?? .empty)
            """)
    }

    private func path(_ cycle: PolicyCycle, _ field: WorkField) -> String { cycle.path(.fields) + "/" + field.key }

    private func figures(_ view: FieldView, _ field: WorkField, _ area: FieldView.Area?) -> HTML {
        let figures = view.supplies.map { supply in
            Figure(
                t(supply.name), t.number(view.coverage.count(field.key, supply.id, in: area?.id)),
                path: supply.id == "organisations" ? "#organisaties" : nil, function: "vertalen")
        }
        let level = view.coverage.level(field.key, in: area?.id)
        let place: HTML =
            area.map {
                "<p class=\"row\">\(t("Alleen \($0.name).")) <a href=\"\(path(view.cycle, field))\">\(t("Toon de hele gemeente"))</a></p>"
            } ?? .empty
        return """
            \(place)\(Figure.list(figures))<p>\(Part.chip(content.words(level).map { t($0) } ?? "", FieldPages.tone(level)))</p>
            """
    }

    private func about(_ field: WorkField) -> HTML {
        guard let about = field.content else { return .empty }
        return """
            <div class="cards"><section class="card stack"><h2>\(t("Waar het om gaat"))</h2><ul>\(about.goals, { "<li>\(t($0.text))</li>" })</ul></section>\
            <section class="card stack"><h2>\(t("Wat vrijwilligers doen"))</h2><ul>\(about.volunteerWork, { "<li>\(t($0.text))</li>" })</ul></section></div>
            """
    }

    // MARK: The records

    private func list(
        _ view: FieldView, _ field: WorkField, _ area: FieldView.Area?, _ page: Page<Organisation>
    ) -> HTML {
        let organisations: HTML =
            page.items.isEmpty
            ? "<p>\(t("Er zijn geen organisaties in beeld."))</p>"
            : "<ul class=\"plain\">\(page.items, { "<li><a href=\"\($0.path)\"\(attribute: "lang", t.typed)>\($0.name)</a> <span class=\"small soft\">\(t($0.sector.label))</span></li>" })</ul>"
        let next = page.next.map { key in
            Query((area.map { [("wijk", $0.id)] } ?? []) + [("na", key)]).url(path(view.cycle, field))
        }
        return """
            <section class="card stack" id="organisaties"><h2>\(t("Organisaties"))</h2>\(organisations)\(Part.more(t("Meer organisaties"), next))</section>\
            \(vacancies(view, field, area))
            """
    }

    /// The vacancies by what makes them count, each with the way to the search.
    private func vacancies(_ view: FieldView, _ field: WorkField, _ area: FieldView.Area?) -> HTML {
        guard let supply = view.supplies.first(where: { $0.id == "vacancies" }), !view.cycle.isClosed else {
            return .empty
        }
        let sorts =
            field.rule.sectors.map { (t($0.label), Supply.Sort.sector($0)) }
            + supply.marks.filter { field.rule.marks.contains($0.key) }.map {
                (t("voor: \(t($0.label))"), Supply.Sort.mark($0.key))
            }
        let links = sorts.compactMap { label, sort in
            supply.path(view.cycle.municipality, sort, area?.id).map { (label: label, path: $0) }
        }
        if links.isEmpty { return .empty }
        return """
            <section class="card stack no-print"><h2>\(t("Vacatures"))</h2><ul class="chips">\(links, { "<li><a class=\"chip\" href=\"\($0.path)\">\($0.label)</a></li>" })</ul></section>
            """
    }

    // MARK: The rule

    private func rule(
        _ cycle: PolicyCycle, _ field: WorkField, _ supplies: [Supply], _ form: Form, _ state: FormState,
        mayChange: Bool
    ) -> HTML {
        let marks = supplies.flatMap(\.marks)
        var words = field.rule.sectors.map { t($0.label) }
        for key in field.rule.marks {
            if let mark = marks.first(where: { $0.key == key }) { words.append(t("voor: \(t(mark.label))")) }
        }
        let sum = words.isEmpty ? t("niets") : words.joined(separator: ", ")
        let note: HTML =
            field.isChanged ? "<p class=\"small soft\">\(t("Jullie hebben dit veranderd."))</p>" : .empty
        guard mayChange else {
            return Part.card(t("Wat telt hier mee?"), "<p>\(sum)</p>\(note)")
        }
        let fields = visit.form(
            action: path(cycle, field), classes: "stack",
            "\(visit.fields(form, state))<p><button>\(t("Bewaar"))</button></p>")
        return """
            <section class="card stack"><h2>\(t("Wat telt hier mee?"))</h2><p>\(sum)</p>\(note)\
            <details class="no-print"\(flag: "open", !state.isValid)><summary>\(t("Wijzig wat meetelt"))</summary>\(visit.errorSummary(form, state))\(fields)</details></section>
            """
    }

    func add(_ cycle: PolicyCycle, _ form: Form, _ state: FormState, status: Int = 200) -> Reply {
        let examples = content.ownDomains.map { domain in
            (t(domain.name), cycle.path(.fields) + "/nieuw?voorbeeld=" + domain.id)
        }
        return visit.cyclePage(
            cycle, .fields, title: t("Voeg een terrein toe"),
            intro: t(
                "Heeft jouw gemeente een eigen beleidsterrein? Zet het erbij. Kies een voorbeeld of bedenk het zelf."),
            step: t("Nieuw terrein"), status: status,
            """
            <ul class="chips" aria-label="\(t("Voorbeelden"))">\(examples, { "<li><a class=\"chip\" href=\"\($0.1)\">\($0.0)</a></li>" })</ul>\
            \(visit.form(action: cycle.path(.fields) + "/nieuw", classes: "card stack",
                """
                \(visit.errorSummary(form, state))\(visit.fields(form, state))\
                <p class="row"><button>\(t("Voeg toe"))</button>\(Part.button(t("Terug"), cycle.path(.fields), quiet: true))</p>
                """))
            """)
    }
}
