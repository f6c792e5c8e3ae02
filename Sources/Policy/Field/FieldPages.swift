import Community
import Core
import Web

/// The fields of a round side by side, and where there is nothing.
struct FieldPages {
    let visit: Visit
    let content: FieldsContent
    private var t: Texts { visit.t }

    func overview(_ view: FieldView) -> Reply {
        let cycle = view.cycle
        let actions: HTML =
            visit.mayChange(cycle)
            ? visit.buttonForm(action: cycle.path(.fields) + "/tel", label: t("Leg deze stand vast"), classes: "quiet")
                + Part.button(t("Voeg een terrein toe"), cycle.path(.fields) + "/nieuw") : .empty
        let counted =
            cycle.isClosed ? t("Dit is de stand van \(t.date(view.coverage.day)).") : t("Deze cijfers zijn van nu.")
        return visit.cyclePage(
            cycle, .fields, intro: t(content.intro), actions: actions,
            """
            \(Figure.list(headline(view)))<p class="small soft">\(counted)</p>\(table(view))\(spots(view))\(archived(view))\(rules(view))\
            <p class="small">\(t(content.history))</p>\(content.source.markup(t))
            """)
    }

    private func headline(_ view: FieldView) -> [Figure] {
        [
            Figure(
                t("Terreinen in beeld"), t("\(view.covered) van \(view.fields.count)"),
                detail: t("met meer dan één organisatie"), function: "vertalen"),
            Figure(
                t("Witte plekken"), String(view.whiteSpots), detail: t("een terrein in een wijk waar niets is"),
                path: "#wijken", function: "vertalen"),
        ]
    }

    private func table(_ view: FieldView) -> HTML {
        var columns = [Table.Column(t("Terrein"))]
        columns += view.supplies.map { Table.Column(t($0.name), number: true) }
        columns.append(Table.Column(t("Hoe staat het?")))
        let rows = view.fields.map { field -> [HTML] in
            let path = view.cycle.path(.fields) + "/" + field.key
            let level = view.coverage.level(field.key)
            return ["<a href=\"\(path)\"\(attribute: "lang", field.isOwn ? t.typed : nil)>\(field.name)</a>"]
                + view.supplies.map { figure(view, field, $0) }
                + [Part.chip(content.words(level).map { t($0) } ?? "", Self.tone(level))]
        }
        return Table(t("Wat er is, per terrein"), columns, rows: rows).markup
    }

    private func figure(_ view: FieldView, _ field: WorkField, _ supply: Supply) -> HTML {
        let count = view.coverage.count(field.key, supply.id)
        let old = view.before.map { $0.count(field.key, supply.id) }
        let change: HTML =
            old.map { before in
                before == count
                    ? .empty : " <span class=\"small soft\">(\(t("was \(t.number(before))")))</span>" as HTML
            } ?? .empty
        return "\(t.number(count))\(change)"
    }

    static func tone(_ level: FieldLevel) -> Part.Tone {
        switch level {
        case .none: .bad
        case .thin: .wait
        case .some: .plain
        case .known: .good
        }
    }

    // MARK: White spots

    private func spots(_ view: FieldView) -> HTML {
        if view.areas.isEmpty { return .empty }
        let map = view.map(t, links: true)
        let figure: HTML =
            map.isEmpty
            ? .empty
            : "<figure class=\"card\">\(map)<figcaption class=\"small\">\(t("Hoe donkerder, hoe meer terreinen zonder organisatie en zonder vacature. Kies een wijk om te zien welke."))</figcaption></figure>"
        return """
            <section class="stack" id="wijken"><h2>\(t("Witte plekken per wijk"))</h2>\(figure)\(matrix(view))\
            <div class="cards">\(view.areas, { missing(view, $0) })</div></section>
            """
    }

    private func matrix(_ view: FieldView) -> HTML {
        let columns = [Table.Column(t("Terrein"))] + view.areas.map { Table.Column($0.name, number: true) }
        let rows = view.fields.map { field in
            ["\(field.name)" as HTML] + view.areas.map { cell(view, field, $0) }
        }
        return Table(t("Organisaties en vacatures per terrein en wijk"), columns, rows: rows).markup
    }

    private func cell(_ view: FieldView, _ field: WorkField, _ area: FieldView.Area) -> HTML {
        let coverage = view.coverage
        if coverage.level(field.key, in: area.id) == .none {
            return "<span class=\"field-white\">\(t("wit"))</span>"
        }
        let organisations = coverage.count(field.key, "organisations", in: area.id)
        let vacancies = coverage.count(field.key, "vacancies", in: area.id)
        let path = Query([("wijk", area.id)]).url(view.cycle.path(.fields) + "/" + field.key)
        let words =
            t.plural(organisations, "1 organisatie", "\(organisations) organisaties") + ", "
            + t.plural(vacancies, "1 vacature", "\(vacancies) vacatures")
        return
            "<a href=\"\(path)\" title=\"\(words)\" aria-label=\"\(words)\">\(organisations)\u{202F}·\u{202F}\(vacancies)</a>"
    }

    private func missing(_ view: FieldView, _ area: FieldView.Area) -> HTML {
        let fields = view.whiteSpots(area)
        let list: HTML =
            fields.isEmpty
            ? "<p>\(t("Op elk terrein is hier iets."))</p>"
            : "<p class=\"small soft\">\(t("Hier is niets op deze terreinen:"))</p><ul>\(fields, { "<li>\($0.name)</li>" })</ul>"
        return "<section class=\"card stack\" id=\"wijk-\(area.id)\"><h3>\(area.name)</h3>\(list)</section>"
    }

    // MARK: The rules and what was put away

    private func rules(_ view: FieldView) -> HTML {
        let levels = content.coverageLevels.map { t($0.text) }
        let hasGrants = view.supplies.contains { $0.id == "grants" }
        return """
            <details class="card"><summary>\(t("Zo tellen we"))</summary><ul>\
            <li>\(t("Een organisatie of vacature telt mee als haar soort werk of doelgroep bij het terrein hoort. Op de pagina van elk terrein zie je welke dat zijn, en kun je het wijzigen."))</li>\
            <li>\(t("Iets kan bij meer terreinen horen. De getallen mag je dus niet bij elkaar optellen."))</li>\
            <li>\(t("Een organisatie telt in de wijk waar zij thuis is, ook als zij in meer wijken werkt."))</li>\
            <li>\(t("Plaatsingen zijn die van de laatste twaalf maanden."))</li>\
            <li>\(t("Een witte plek is een terrein zonder organisatie en zonder vacature in die wijk."))</li>\
            \(levels, { "<li>\($0)</li>" })\(if: !hasGrants, "<li>\(t("Subsidies zijn op deze site nog niet in beeld. Het hoogste niveau komt daarom nog niet voor."))</li>")</ul></details>
            """
    }

    private func archived(_ view: FieldView) -> HTML {
        if view.archived.isEmpty { return .empty }
        let mayChange = visit.mayChange(view.cycle)
        return """
            <details class="card no-print"><summary>\(t("Terreinen die je hebt weggezet"))</summary><ul class="plain">\(view.archived, { field in
                let back: HTML = mayChange ? visit.buttonForm(action: view.cycle.path(.fields) + "/" + field.key + "/archief", label: t("Zet terug"), fields: [("besluit", "terug")]) : .empty
                return "<li class=\"row\">\(field.name) \(back)</li>"
            })</ul></details>
            """
    }
}
