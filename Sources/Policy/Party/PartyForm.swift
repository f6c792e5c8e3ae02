import Core
import Web

/// What someone fills in of a party.
struct PartyDraft: Sendable {
    var kind: String
    var name: String
    var can = ""
    var need = ""
    var contact = ""
    var email: String?
    var phone: String?
    var nextStep = ""
    var nextDay: Day?
}

struct PartyForm {
    let content: PartyContent
    let t: Texts
    /// The name of a linked party comes from the register.
    var isLinked = false

    private func said(_ id: String) -> Text { Text("\(t(content.question(id)))") }

    var form: Form {
        let kinds = content.groups.flatMap { group in
            content.kinds.filter { $0.group == group.key }.map {
                Field.Choice($0.id, Text("\(t(group.name)): \(t($0.name))"))
            }
        }
        var fields: [Field] = [Field("versie", Text("Versie"), .hidden, required: false, limit: 12)]
        if !isLinked { fields.append(Field("naam", Text("Naam"), limit: 120, autocomplete: "off")) }
        fields += [
            Field("soort", Text("Wat voor partij is het?"), .select(kinds)),
            Field("kan", said("record-can"), .area(rows: 3), required: false, limit: 1000),
            Field("nodig", said("record-need"), .area(rows: 3), required: false, limit: 1000),
            Field(
                "contact", said("record-contact"),
                hint: Text("Alleen wat je nodig hebt om te bellen. Alleen beleidsmedewerkers zien dit."),
                required: false,
                limit: 120, autocomplete: "off"),
            Field.email("mail", required: false),
            Field.phone("telefoon"),
            Field("stap", said("record-next"), required: false, limit: 200, autocomplete: "off"),
            Field(
                "wanneer", said("record-next-date"), .date, hint: Text("Dan zie je het terug bij Vandaag."),
                required: false
            ),
        ]
        return Form(fields)
    }

    func read(_ sent: Query) -> FormState {
        var state = form.read(sent)
        if state.optional("wanneer") != nil, state["stap"].isEmpty {
            state.addError("stap", Text("Schrijf ook wat je dan gaat doen."))
        }
        return state
    }

    func filled(_ party: Party) -> FormState {
        form.filled([
            "versie": String(party.version), "naam": party.name, "soort": party.kind, "kan": party.can,
            "nodig": party.need, "contact": party.contact, "mail": party.email ?? "", "telefoon": party.phone ?? "",
            "stap": party.nextStep, "wanneer": party.nextDay?.iso ?? "",
        ])
    }

    static func draft(_ state: FormState, name: String? = nil) -> PartyDraft {
        PartyDraft(
            kind: state["soort"], name: name ?? state["naam"], can: state["kan"], need: state["nodig"],
            contact: state["contact"], email: Validation.email(state["mail"])?.lowercased(),
            phone: Validation.phone(state["telefoon"]), nextStep: state["stap"], nextDay: state.day("wanneer"))
    }

    static func talk(today: Day) -> Form {
        Form([
            Field("dag", Text("Wanneer was het?"), .date) { text in
                Day(iso: text).map { $0 > today } ?? false ? Text("Deze dag is nog niet geweest.") : nil
            },
            Field("met", Text("Met wie?"), required: false, limit: 120, autocomplete: "off"),
            Field(
                "verslag", Text("Wat is er gezegd?"), .area(rows: 3), hint: Text("Een paar zinnen is genoeg."),
                limit: 1000),
            Field("stap", Text("Wat is de volgende stap?"), required: false, limit: 200, autocomplete: "off"),
            Field("wanneer", Text("Wanneer is die?"), .date, required: false),
        ])
    }
}
