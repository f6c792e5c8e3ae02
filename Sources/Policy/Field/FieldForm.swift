import Community
import Core
import Web

/// What counts for a field, and the name of an own one.
struct FieldForm {
    let supplies: [Supply]
    /// An own field has a name that people may change.
    let hasName: Bool

    private var marks: [Supply.Mark] {
        var seen: Set<String> = []
        return supplies.flatMap(\.marks).filter { seen.insert($0.key).inserted }
    }

    var form: Form {
        var fields: [Field] = []
        if hasName { fields.append(Field("naam", Text("Naam van het terrein"), limit: 80, autocomplete: "off")) }
        fields.append(
            Field(
                "sectoren", Text("Soort werk"),
                .checkboxes(Sector.allCases.map { Field.Choice($0.rawValue, $0.label) }),
                hint: Text("Alles van deze soorten telt mee."), required: false))
        if !marks.isEmpty {
            fields.append(
                Field(
                    "kenmerken", Text("Doelgroep of soort organisatie"),
                    .checkboxes(marks.map { Field.Choice($0.key, $0.label) }),
                    hint: Text("Dit telt ook mee, wat voor werk het ook is."), required: false))
        }
        return Form(fields)
    }

    func read(_ sent: Query) -> FormState {
        var state = form.read(sent)
        if state.isValid, state.all("sectoren").isEmpty, state.all("kenmerken").isEmpty {
            state.addError("sectoren", Text("Kies ten minste één ding dat meetelt."))
        }
        return state
    }

    func filled(_ rule: WorkField.Rule, name: String = "") -> FormState {
        form.filled(
            hasName ? ["naam": name] : [:],
            lists: ["sectoren": rule.sectors.map(\.rawValue), "kenmerken": rule.marks])
    }

    static func rule(_ state: FormState) -> WorkField.Rule {
        WorkField.Rule(
            sectors: state.all("sectoren").compactMap(Sector.init(rawValue:)), marks: state.all("kenmerken"))
    }
}
