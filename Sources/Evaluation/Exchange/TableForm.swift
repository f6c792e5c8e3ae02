import Core
import Web

/// A file with a table, and what the survey of it is called.
struct TableForm {
    enum Name {
        static let file = "bestand"
        static let title = "titel"
        static let municipality = "gemeente"
    }

    let municipalities: [(code: String, name: String)]

    var form: Form {
        var fields: [Field] = []
        if municipalities.count > 1 {
            fields.append(
                Field(
                    Name.municipality, Text("Gemeente"),
                    .select(municipalities.map { .init($0.code, Text("\($0.name)")) })))
        }
        fields += [
            Field(
                Name.title, Text("Titel"), hint: Text("Zo heet de enquête in je lijst."), limit: 120,
                autocomplete: "off"),
            Field(
                Name.file, Text("Bestand"),
                .file(accept: ".sav,.zsav,.xlsx,.csv,text/csv,application/x-spss-sav"),
                hint: Text("SPSS (.sav), Excel (.xlsx) of CSV. Hoogstens 20 MB.")),
        ]
        return Form(fields)
    }
}
