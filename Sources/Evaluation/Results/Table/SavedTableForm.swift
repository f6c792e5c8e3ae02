import Core
import Web

/// What is asked of a table that is kept.
enum SavedTableForm {
    static let form = Form([
        Field(
            "titel", Text("Titel"), hint: Text("Zoals hij in het rapport staat."), limit: 200, autocomplete: "off"),
        Field(
            "toelichting", Text("Toelichting"), .area(rows: 3), hint: Text("Staat onder de tabel."), required: false,
            limit: 2000),
    ])
}
