import Core
import Web

/// The few things that begin a round.
enum CycleForm {
    static func form(municipalities: [(code: String, name: String)], owners: [(id: String, name: String)]) -> Form {
        var fields: [Field] = []
        if municipalities.count > 1 {
            fields.append(
                Field(
                    "gemeente", Text("Gemeente"),
                    .select(municipalities.map { .init($0.code, Text("\($0.name)")) })))
        }
        fields += [
            Field(
                "naam", Text("Naam"), hint: Text("Zoals: Plan vrijwillige inzet 2027–2030"), limit: 120,
                autocomplete: "off"),
            Field("van", Text("Eerste jaar"), .number(2000...2100), autocomplete: "off"),
            Field(
                "tot", Text("Laatste jaar"), .number(2000...2100),
                hint: Text("Vier jaar is gewoon. Na vier jaar is beleid aan een nieuwe blik toe."), autocomplete: "off"),
            Field(
                "eigenaar", Text("Wie trekt deze ronde?"), .select(owners.map { .init($0.id, Text("\($0.name)")) }),
                required: false),
            Field(
                "raad", Text("Wanneer beslist de raad?"), .date, hint: Text("Weet je het nog niet? Laat het leeg."),
                required: false),
        ]
        return Form(fields)
    }

    /// The rule that no single field can check.
    static func check(_ state: inout FormState) {
        guard let first = state.int("van"), let last = state.int("tot") else { return }
        if last < first { state.addError("tot", Text("Het laatste jaar ligt voor het eerste.")) }
        if last - first > 9 { state.addError("tot", Text("Een ronde duurt hoogstens tien jaar.")) }
    }
}
