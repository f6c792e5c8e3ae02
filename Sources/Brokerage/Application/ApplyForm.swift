import Community
import Core
import Services
import Storage
import Web

/// What someone fills in to apply: a minute's work, no account.
enum ApplyForm {
    static let form = Form([
        Field("naam", Text("Je naam"), limit: 100, autocomplete: "name", rule: ApplicationText.name),
        .email(hint: Text("We sturen je een mail om je reactie te bevestigen.")),
        .phone(),
        .postcode(hint: Text("Dan zien jij en de organisatie hoe ver het is.")),
        Field(
            "bericht", Text("Je bericht"), .area(rows: 6),
            hint: Text("Vertel kort waarom je dit wilt doen en wanneer je kunt."), limit: 2000,
            rule: ApplicationText.message),
        Field(
            "delen", Text("De organisatie mag mijn e-mailadres en telefoonnummer zien."), .checkbox,
            hint: Text("Zonder vinkje praten jullie via deze site. Je kunt dit later aanpassen."), required: false),
    ])

    /// What the site knows of who is signed in.
    static func known(_ person: Person?) -> FormState {
        guard let person else { return form.filled() }
        return form.filled([
            "naam": person.name, "email": person.email ?? "", "telefoon": person.phone ?? "",
            "postcode": person.postcode ?? "",
        ])
    }
}

/// Rules for words that people send each other through the site.
enum ApplicationText {
    /// One line without control characters, so that it can stand in a mail's header.
    static let name: @Sendable (String) -> Text? = { value in
        value.unicodeScalars.contains { $0.properties.generalCategory == .control }
            ? Text("Haal de vreemde tekens weg.") : nil
    }

    static let message: @Sendable (String) -> Text? = { value in
        Validation.containsCitizenNumber(value)
            ? Text("Hier staat een nummer dat op een burgerservicenummer lijkt. Haal dat weg: het hoort hier niet.")
            : nil
    }
}

/// An application as someone typed it, checked.
struct ApplyDraft: Sendable {
    let name: String
    /// In lower case, as people are found by it.
    let email: String
    let phone: String?
    let postcode: String?
    let message: String
    let sharesContact: Bool
    let language: Language

    /// `nil` when the form holds faults.
    init?(_ state: FormState, language: Language) {
        guard state.isValid, let email = Validation.email(state["email"]) else { return nil }
        name = state["naam"].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        self.email = email.lowercased()
        phone = state.optional("telefoon").flatMap { Validation.phone($0) }
        postcode = state.optional("postcode").flatMap { Validation.postcode($0) }
        message = state["bericht"]
        sharesContact = state.isOn("delen")
        self.language = language
    }

    /// Metres from the applicant's postcode to the work; `nil` when either is unknown.
    func distance(to vacancy: Vacancy, in db: any SQLConnection) throws -> Int? {
        guard let postcode, let spot = vacancy.spot, !vacancy.fromHome,
            let area = try Places.postcode(postcode, in: db)
        else { return nil }
        return area.spot.distance(to: spot)
    }
}
