import Core
import Storage
import Tabulation
import Web

/// The part of a table's page that makes one of its figures an indicator.
enum PinForm {
    static func form(_ table: CountedTable, _ t: Texts) -> Form {
        Form([
            Field("cel", Text("Welk cijfer?"), .select(cells(table, t))),
            Field("naam", Text("Naam"), hint: Text("Zo heet het bij de doelen."), limit: 120, autocomplete: "off"),
            Field(
                "betekenis", Text("Waar hoort het bij?"),
                .select(
                    [.init("", Text("Een eigen cijfer"))] + Pin.Meaning.allCases.map { .init($0.rawValue, $0.label) }),
                required: false),
            Field(
                "beter", Text("Welke kant is beter?"), .select(Pin.Better.allCases.map { .init($0.rawValue, $0.label) })
            ),
        ])
    }

    /// Each visible cell; its value is the keys of row and column.
    private static func cells(_ table: CountedTable, _ t: Texts) -> [Field.Choice] {
        let words = TableWords(t: t)
        var choices: [Field.Choice] = []
        for (row, heading) in table.rows.enumerated() {
            for (place, column) in table.columns.enumerated() {
                guard let cell = table.cell(row, place), cell.hidden == nil, cell.value != nil, choices.count < 400
                else {
                    continue
                }
                let name =
                    table.columns.count > 1
                    ? "\(words.label(heading)), \(words.label(column)): \(words.value(cell, of: table))"
                    : "\(words.label(heading)): \(words.value(cell, of: table))"
                choices.append(.init("\(Pin.key(heading))|\(Pin.key(column))", Text("\(name)")))
            }
        }
        return choices
    }

    static func markup(_ detail: SavedTablePages.Detail, _ table: CountedTable, _ visit: Visit, state: FormState? = nil)
        -> HTML
    {
        let t = visit.t
        let survey = detail.results.survey
        guard let publication = detail.publication else { return .empty }
        let form = form(publication.content.table, t)
        let state = state ?? form.filled(["beter": Pin.Better.up.rawValue])
        return """
            <details class="card no-print" id="cijfer"\(flag: "open", !state.isValid)><summary class="h3">\(t("Maak van een cijfer een indicator"))</summary>\(visit.errorSummary(form, state))\
            <p>\(t("Een doel kan dan naar dit cijfer wijzen. Bij de volgende enquête schuift de waarde mee, als je dezelfde tabel weer publiceert."))</p>\
            \(visit.form(action: detail.table.path(survey) + "/cijfer", "\(visit.fields(form, state))<button>\(t("Maak de indicator"))</button>"))</details>
            """
    }
}
