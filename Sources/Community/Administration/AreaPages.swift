import Core
import Web

/// The municipalities of the administrator with their neighbourhoods.
struct AreaPages {
    let visit: Visit
    var t: Texts { visit.t }

    func list(_ municipalities: [(Municipality, Int)]) -> Reply {
        let table = Table(
            t("Gemeenten"),
            [
                .init(t("Gemeente")), .init(t("Code")), .init(t("Inwoners"), number: true),
                .init(t("Wijken"), number: true),
            ],
            rows: municipalities.map { municipality, count in
                [
                    "<a href=\"/beheer/gebieden/\(municipality.code)\">\(municipality.name)</a>",
                    "\(municipality.code)",
                    "\(municipality.inhabitants.map(t.number) ?? "–")", "\(count)",
                ]
            })
        return AdministrationNav.page(
            visit, .areas, title: t("Gemeenten en wijken"),
            intro: t("Met wijken zoeken mensen vrijwilligerswerk dichtbij."),
            table.markup)
    }

    /// - Parameter state: of the form that adds a neighbourhood.
    func municipality(_ municipality: Municipality, _ areas: [Neighbourhood], _ state: FormState) -> Reply {
        let list: HTML =
            areas.isEmpty
            ? Part.empty(t("Nog geen wijken"), t("Voeg ze hier toe, of importeer ze van het CBS."))
            : Table(
                t("Wijken van \(municipality.name)"),
                [.init(t("Wijk")), .init(t("Inwoners"), number: true), .init(t("Wat nu"))],
                rows: areas.map { area in
                    [
                        "\(area.name)", "\(area.inhabitants.map(t.number) ?? "–")",
                        "<a href=\"/beheer/wijken/\(area.id)\">\(t("Naam wijzigen"))<span class=\"visually-hidden\">: \(area.name)</span></a>",
                    ]
                }
            ).markup
        let add = visit.form(
            action: "/beheer/gebieden/\(municipality.code)", classes: "stack",
            "\(visit.fields(Areas.form, state))<p class=\"row\"><button>\(t("Wijk toevoegen"))</button></p>")
        return AdministrationNav.page(
            visit, .areas, title: municipality.name, status: state.isValid ? 200 : 400,
            """
            \(visit.errorSummary(Areas.form, state))<div class="columns side-right"><div class="stack">\(list)</div>\
            <aside class="stack">\(Part.card(t("Een wijk toevoegen"), add))</aside></div>
            """)
    }

    func rename(_ area: Neighbourhood, _ state: FormState) -> Reply {
        AdministrationNav.page(
            visit, .areas, title: t("Naam van de wijk wijzigen"), status: state.isValid ? 200 : 400,
            """
            <div class="narrow stack">\(visit.errorSummary(Areas.form, state))\(visit.form(
                action: "/beheer/wijken/\(area.id)", classes: "card stack",
                "\(visit.fields(Areas.form, state))<p class=\"row\"><button>\(t("Opslaan"))</button> <a href=\"/beheer/gebieden/\(area.municipality)\">\(t("Terug"))</a></p>"))</div>
            """)
    }
}
