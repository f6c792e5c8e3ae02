import Core
import Storage
import Web

/// What an organisation fills in for a place.
enum PlaceForm {
    static func form(schools: [School]) -> Form {
        var fields: [Field] = [
            Field(
                "titel", Text("Wat is het?"), hint: Text("In een paar woorden, zoals: spelletjes doen met ouderen."),
                limit: 80),
            Field(
                "wat", Text("Wat doet een leerling?"), .area(rows: 5),
                hint: Text("Leerlingen van 14 tot 18 lezen dit."),
                limit: 1200),
            Field("waar", Text("Waar?"), hint: Text("Plaats of adres."), limit: 120, autocomplete: "off"),
            Field(
                "ritme", Text("Wanneer?"),
                .select(PupilPlace.Rhythm.allCases.map { .init($0.rawValue, $0.label) })),
            Field(
                "tijden", Text("Dagen en tijden"), hint: Text("Zoals: woensdag van 14 tot 17 uur, tien keer."),
                limit: 200),
            Field(
                "soort", Text("Voor wie?"),
                .radios([
                    .init("los", Text("Leerlingen alleen")), .init("groep", Text("Een groepje vrienden tegelijk")),
                ])),
            Field(
                "plekken", Text("Hoeveel plekken?"), .number(1...500),
                hint: Text("Bij groepjes: hoeveel groepjes. We verdelen alleen hele groepjes.")),
            Field(
                "groep", Text("Hoe groot mag een groepje zijn?"), .number(2...8), hint: Text("Alleen voor groepjes."),
                required: false),
            Field("vanaf16", Text("Alleen vanaf 16 jaar"), .checkbox, required: false),
        ]
        if !schools.isEmpty {
            fields.append(
                Field(
                    "school", Text("Gemaakt samen met een school?"),
                    .select(
                        [.init("", Text("Nee"))] + schools.map { .init($0.id.text, Text("\($0.name)")) }),
                    hint: Text("Geldt in deze ronde die voorrang, dan gaan leerlingen van die school hier voor."),
                    required: false))
        }
        return Form(fields)
    }

    static func check(_ state: inout FormState) {
        if state["soort"] == "groep", state.int("groep") == nil {
            state.addError("groep", Text("Vul in hoe groot een groepje mag zijn."))
        }
    }

    static func values(_ place: PupilPlace) -> [String: String] {
        [
            "titel": place.title, "wat": place.what, "waar": place.place, "ritme": place.rhythm.rawValue,
            "tijden": place.times, "soort": place.isForGroups ? "groep" : "los", "plekken": String(place.seats),
            "groep": place.isForGroups ? String(place.groupSize) : "", "vanaf16": place.from16 ? "ja" : "",
            "school": place.school?.text ?? "",
        ]
    }
}
