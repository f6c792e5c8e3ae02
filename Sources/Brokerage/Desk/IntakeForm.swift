import Community
import Core
import Storage
import Web

/// The forms by which someone comes in: written down by a broker, filled in by the person, or by a referrer.
enum IntakeForm {
    static let town = "gemeente"

    private static func towns(_ towns: [Municipality]) -> [Field] {
        guard towns.count > 1 else { return [] }
        return [Field(town, Text("Gemeente"), .select(towns.map { Field.Choice($0.code, Text("\($0.name)")) }))]
    }

    private static let name = Field("naam", Text("Naam"), limit: 100, autocomplete: "name", rule: ApplicationText.name)
    private static let ownName = Field(
        "naam", Text("Je naam"), limit: 100, autocomplete: "name", rule: ApplicationText.name)
    private static let callWhen = Field(
        "bellen", Text("Wanneer kunnen we het best bellen?"), hint: Text("Zoals: ’s ochtends, of na vijf uur."),
        required: false, limit: 200, rule: ApplicationText.name)

    static func counter(_ all: [Municipality]) -> Form {
        Form(
            [
                Field(
                    "weg", Text("Hoe kwam deze persoon binnen?"),
                    .radios([Intake.Way.counter, .phone].map { Field.Choice($0.rawValue, $0.label) }))
            ] + towns(all) + [
                name, .phone(), .email(hint: Text("Zonder mailadres kan ook."), required: false), .postcode(), callWhen,
                Field(
                    "vraag", Text("Wat wil deze persoon?"), .area(rows: 3), hint: Text("In een paar woorden."),
                    required: false, limit: 2000, rule: ApplicationText.message),
                Field(
                    "goed", Text("Deze persoon vindt het goed dat ik dit opschrijf."), .checkbox,
                    hint: Text("Zonder dit vinkje schrijf je niets op.")),
                Field("mij", Text("Ik neem dit zelf"), .checkbox, required: false),
            ])
    }

    static func web(_ all: [Municipality]) -> Form {
        Form(
            [
                ownName,
                .phone(), .email(hint: Text("Een mailadres of een telefoonnummer is genoeg."), required: false),
                callWhen,
            ] + towns(all) + [
                Field(
                    "vraag", Text("Wil je al iets vertellen?"), .area(rows: 3),
                    hint: Text("Bijvoorbeeld wat je leuk vindt. Schrijf niets over je gezondheid of geld."),
                    required: false, limit: 2000, rule: ApplicationText.message)
            ])
    }

    static func referral(_ all: [Municipality]) -> Form {
        Form(
            [
                Field("jouw-naam", Text("Je eigen naam"), limit: 100, rule: ApplicationText.name),
                // It stands in a mail to someone else: no place for an address of the web.
                Field(
                    "jouw-organisatie", Text("Waar werk je?"), limit: 100,
                    rule: {
                        $0.contains("/") || $0.contains("www.")
                            ? Text("Haal de vreemde tekens weg.") : ApplicationText.name($0)
                    }),
                .email("jouw-mail", Text("Je eigen e-mailadres")),
            ] + towns(all) + [
                Field("naam", Text("Naam van de persoon die je doorverwijst"), limit: 100, rule: ApplicationText.name),
                Field(
                    "telefoon", Text("Telefoonnummer van die persoon"), .tel, required: false, limit: 25,
                    rule: {
                        Validation.phone($0) == nil ? Text("Vul een telefoonnummer in met ten minste 10 cijfers.") : nil
                    }),
                .email(
                    "email", Text("E-mailadres van die persoon"),
                    hint: Text("Een mailadres of een telefoonnummer is genoeg."), required: false),
                callWhen,
                Field(
                    "vraag", Text("Wat zoekt die persoon?"), .area(rows: 3),
                    hint: Text("Kort. Geen diagnose, geen dossier, geen nummers."), required: false, limit: 1000,
                    rule: ApplicationText.message),
                Field(
                    "goed", Text("Ik heb dit samen besproken, en die persoon vindt het goed dat ik dit doorgeef."),
                    .checkbox, hint: Text("Zonder toestemming kun je niemand doorverwijzen.")),
            ])
    }

    /// With the rule that there must be a way to reach the person.
    static func read(_ form: Form, _ sent: Query, needsContact: Bool) -> FormState {
        var state = form.read(sent)
        if needsContact, state["telefoon"].isEmpty, state["email"].isEmpty {
            state.addError(
                "telefoon", Text("Vul een telefoonnummer of een mailadres in, anders kunnen we niets laten weten."))
        }
        return state
    }

    /// The municipality that was chosen, or the only one there is.
    static func code(_ state: FormState, _ towns: [Municipality]) -> String? {
        towns.count > 1 ? towns.first { $0.code == state[town] }?.code : towns.first?.code
    }

    static func draft(_ state: FormState, _ way: Intake.Way, _ code: String, language: Language) -> IntakeDraft {
        IntakeDraft(
            way: way, municipality: code,
            name: state["naam"].split(whereSeparator: \.isWhitespace).joined(separator: " "),
            email: state.optional("email").flatMap { Validation.email($0) },
            phone: state.optional("telefoon").flatMap { Validation.phone($0) },
            postcode: state.optional("postcode").flatMap { Validation.postcode($0) }, language: language,
            callWhen: state["bellen"], question: state.optional("vraag"))
    }
}
