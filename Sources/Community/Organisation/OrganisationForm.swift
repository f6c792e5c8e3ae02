import Core
package import Web

/// The fields of an organisation as people fill them in: to register and to change.
package enum OrganisationForm {
    package enum Name {
        package static let name = "naam"
        package static let kvk = "kvk"
        package static let kind = "soort"
        package static let sector = "sector"
        package static let description = "omschrijving"
        package static let website = "website"
        package static let street = "straat"
        package static let postcode = "postcode"
        package static let area = "gebied"
        package static let contact = "contact"
        package static let email = "email"
        package static let phone = "telefoon"
        package static let nonprofit = "geen-winst"
        package static let social = "maatschappelijk"
        package static let noDisplacement = "geen-verdringing"
        package static let insured = "verzekerd"
        package static let ownName = "jouw-naam"
        package static let ownEmail = "jouw-email"
        /// Ticked to go on although there is one like it.
        package static let anyway = "toch"

        package static let test = [nonprofit, social, noDisplacement, insured]
    }

    /// For members who change what is there.
    package static func details(_ areas: [WorkArea]) -> Form {
        Form(about + place(areas) + contact(required: true) + test)
    }

    /// For whoever registers: what they leave out about contact is their own.
    package static func registration(_ areas: [WorkArea]) -> Form {
        Form(
            about + place(areas) + test + [
                Field(Name.ownName, Text("Jouw naam"), limit: 100, autocomplete: "name"),
                .email(
                    Name.ownEmail, Text("Jouw e-mailadres"),
                    hint: Text(
                        "We sturen je een link om de aanmelding te bevestigen. Je logt er later ook mee in. Het komt niet op de site."
                    )),
            ] + contact(required: false) + [
                Field(
                    Name.anyway, Text("Dit is een andere organisatie. Ik wil haar toch aanmelden."), .checkbox,
                    required: false)
            ])
    }

    private static let about: [Field] = [
        Field(Name.name, Text("Naam van de organisatie"), limit: 120, autocomplete: "organization"),
        Field(
            Name.kvk, Text("KvK-nummer"),
            hint: Text("Acht cijfers. Zijn jullie een informele groep zonder inschrijving? Laat dit dan leeg."),
            required: false,
            limit: 12
        ) {
            Validation.kvk($0) == nil
                ? Text("Een KvK-nummer heeft acht cijfers. Laat het leeg als je het niet hebt.") : nil
        },
        Field(
            Name.kind, Text("Wat past het best bij jullie?"),
            .radios(OrganisationKind.allCases.map { Field.Choice($0.rawValue, $0.label) })),
        Field(
            Name.sector, Text("Waar gaat het vooral over?"),
            .select(Sector.allCases.map { Field.Choice($0.rawValue, $0.label) })),
        Field(
            Name.description, Text("Wat doen jullie?"), .area(rows: 5),
            hint: Text("Een paar zinnen voor mensen die jullie nog niet kennen."), limit: 2000),
        Field(Name.website, Text("Website"), .url, required: false, limit: 300, autocomplete: "url") {
            Validation.website($0) == nil ? Text("Vul een webadres in zoals www.voorbeeld.nl.") : nil
        },
    ]

    private static func place(_ areas: [WorkArea]) -> [Field] {
        [
            Field(Name.street, Text("Straat en nummer"), required: false, limit: 120, autocomplete: "street-address"),
            .postcode(
                Name.postcode, hint: Text("Van jullie plek of van wie de post krijgt. Hiermee vinden we de wijk.")),
            Field(
                Name.area, Text("Gemeente of wijk waar jullie werken"), .select(areas.map(\.choice)),
                hint: Text("Alleen nodig als de postcode niet genoeg zegt."), required: false),
        ]
    }

    private static func contact(required: Bool) -> [Field] {
        let contactHint =
            required
            ? Text("Deze naam staat op de site.") : Text("Deze naam staat op de site. Laat leeg als jij dat bent.")
        let emailHint =
            required
            ? Text("Voor post over de organisatie. Het komt niet op de site.")
            : Text("Voor post over de organisatie. Het komt niet op de site. Laat leeg als het jouw adres is.")
        return [
            Field(
                Name.contact, Text("Naar wie kunnen mensen vragen?"), hint: contactHint, required: required, limit: 100),
            .email(Name.email, Text("E-mailadres van de organisatie"), hint: emailHint, required: required),
            .phone(Name.phone),
        ]
    }

    private static let answers: [Field.Choice] = [
        Field.Choice("ja", Text("Ja, dat klopt")), Field.Choice("nee", Text("Nee")),
    ]

    private static func statement(_ name: String, _ label: Text, _ hint: Text, _ refusal: Text) -> Field {
        Field(name, label, .radios(answers), hint: hint) { $0 == "nee" ? refusal : nil }
    }

    /// The publication test: four statements that must hold before a vacancy can be seen.
    private static let test: [Field] = [
        statement(
            Name.nonprofit, Text("Wij maken geen winst voor eigenaren of leden."),
            Text("Houden jullie geld over? Dan gaat het terug naar het doel."),
            Text("Op deze site staan alleen organisaties zonder winstdoel.")),
        statement(
            Name.social, Text("Ons werk is goed voor anderen of voor de samenleving."),
            Text("Samen iets doen mag ook het doel zijn, zoals bij een club of koor."),
            Text("Op deze site staat alleen werk waar de samenleving iets aan heeft.")),
        statement(
            Name.noDisplacement, Text("Onze vrijwilligers doen geen werk dat betaald hoort te zijn."),
            Text("Vrijwilligers vullen aan. Ze nemen niet de plek in van iemand die ervoor betaald werd."),
            Text("Vrijwilligers mogen geen betaald werk vervangen.")),
        statement(
            Name.insured, Text("Onze vrijwilligers zijn verzekerd tijdens hun werk."),
            Text("Vaak heeft de gemeente een verzekering voor alle vrijwilligers. Vraag het ons als je twijfelt."),
            Text("Vrijwilligers moeten verzekerd zijn. Wij helpen je graag om dat te regelen.")),
    ]
}
