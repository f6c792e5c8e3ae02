import Core
import Services
import Web

/// One address, typed or corrected by hand.
enum AddressForm {
    static let form = Form([
        Field("naam", Text("Naam"), required: false),
        Field("organisatie", Text("Organisatie"), required: false),
        .email("email", required: false),
        .phone("telefoon"),
        Field(
            "groep", Text("Groep"),
            hint: Text("Bijvoorbeeld een wijk of een grootteklasse. Daarop kun je de respons vergelijken."),
            required: false, limit: 100),
        Field(
            "taal", Text("Taal van de mail"),
            .radios([.init("nl", Text("Nederlands")), .init("en", Text("Engels"))])),
    ])

    static func filled(_ address: Address?) -> FormState {
        form.filled([
            "naam": address?.name ?? "", "organisatie": address?.organisation ?? "", "email": address?.email ?? "",
            "telefoon": address?.phone ?? "", "groep": address?.stratum ?? "",
            "taal": address?.language.rawValue ?? "nl",
        ])
    }

    static func read(_ sent: Query) -> FormState {
        var state = form.read(sent)
        if state.optional("email") == nil, state.optional("telefoon") == nil {
            state.addError("email", Text("Vul een e-mailadres of een telefoonnummer in."))
        }
        if ["naam", "organisatie", "groep"].contains(where: { Validation.containsCitizenNumber(state[$0]) }) {
            state.addError("naam", Text("Er staat een burgerservicenummer in. Haal dat weg."))
        }
        return state
    }

    static func value(_ state: FormState) -> NewAddress {
        NewAddress(
            name: state.optional("naam"), organisation: state.optional("organisatie"),
            email: state.optional("email").flatMap { Validation.email($0)?.lowercased() },
            phone: state.optional("telefoon").flatMap { Validation.phone($0) },
            language: Language(rawValue: state["taal"]) ?? .dutch, stratum: state.optional("groep"))
    }
}
