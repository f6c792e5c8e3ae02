import Core
import Web

/// The forms with which an organisation answers.
enum InboxForms {
    private static let reasons = VacancyApplication.DeclineReason.allCases.map { Field.Choice($0.rawValue, $0.label) }

    static let signs = Text("Je kunt {{naam}}, {{vacature}} en {{organisatie}} gebruiken. Wij vullen dat in.")

    static let bulk = Form([
        Field("reden", Text("Waarom gaat het niet door?"), .radios(reasons)),
        Field(
            "tekst", Text("Jullie persoonlijke woorden"), .area(rows: 8), hint: signs, limit: 2000,
            rule: ApplicationText.message),
    ])

    /// What to begin with, so that nobody faces an empty page.
    static func bulkStart(_ t: Texts) -> FormState {
        bulk.filled([
            "tekst": t(
                "Beste {{naam}},\n\nBedankt dat je wilde helpen bij {{vacature}}. We hebben lang nagedacht en gaan niet met je verder. Dat ligt niet aan jouw inzet. We hopen dat je snel een fijne plek vindt.\n\nGroet,\n{{organisatie}}"
            )
        ])
    }

    /// The answer to one application; its choices follow from the state.
    static func answer(_ actions: [OrganisationAction]) -> Form {
        var fields = [
            Field("actie", Text("Wat wil je doen?"), .radios(actions.map { .init($0.rawValue, $0.label) })),
            Field(
                "tekst", Text("Jullie bericht"), .area(rows: 8), hint: signs, required: false,
                limit: ApplicationMessage.limit, rule: ApplicationText.message),
        ]
        if actions.contains(.decline) {
            fields.append(
                Field(
                    "reden", Text("Reden"), .select(reasons), hint: Text("Alleen nodig als het niet doorgaat."),
                    required: false))
        }
        return Form(fields)
    }

    /// Reads the answer, with the rules that depend on what was chosen.
    static func readAnswer(_ sent: Query, _ actions: [OrganisationAction]) -> (Form, FormState) {
        let form = answer(actions)
        var state = form.read(sent)
        switch OrganisationAction(rawValue: state["actie"]) {
        case .reply where state["tekst"].isEmpty: state.addError("tekst", Text("Schrijf een bericht."))
        case .decline:
            if state["reden"].isEmpty { state.addError("reden", Text("Kies een reden.")) }
            if state["tekst"].isEmpty { state.addError("tekst", Text("Schrijf een paar vriendelijke woorden.")) }
        default: break
        }
        return (form, state)
    }

    static let canned = Form([
        Field("naam", Text("Naam van de tekst"), limit: 80),
        Field("tekst", Text("Tekst"), .area(rows: 10), hint: signs, limit: 3000),
    ])
}
