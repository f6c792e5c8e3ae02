import Core
import Web

/// What a maker fixes before a survey opens.
enum SettingsForm {
    static let form = Form([
        Field(
            "vorm", Text("Wie mag weten wie wat antwoordt?"),
            .radios(Survey.Mode.allCases.map { .init($0.rawValue, $0.choice) }),
            hint: Text("Na het openen kan niemand dit nog veranderen.")),
        Field("eerste", Text("Eerste dag"), .date, hint: Text("De uitnodiging gaat om 9 uur weg.")),
        Field(
            "herinnering", Text("Herinnering"), .date,
            hint: Text("Gaat alleen naar wie nog niet meedeed. Laat leeg voor: een week na de eerste dag."),
            required: false),
        Field(
            "laatste", Text("Laatste dag"), .date,
            hint: Text("Aan het eind van deze dag sluit de enquête. Laat leeg voor: vier weken na de eerste dag."),
            required: false),
        Field(
            "open-link", Text("Zet ook een open link aan"), .checkbox,
            hint: Text("Iedereen met die link kan meedoen. Die antwoorden tellen we altijd apart."), required: false),
        Field(
            "grondslag", Text("Waarom mag je deze mensen aanschrijven?"),
            .radios(LawfulBasis.allCases.map { .init($0.rawValue, $0.label) })),
        Field(
            "toelichting", Text("Toelichting bij die keuze"), .area(rows: 3),
            hint: Text("Dit staat in je verslag, niet in de mail."), required: false, limit: 2000),
        Field(
            "doel", Text("Waarvoor vraag je het?"), .area(rows: 3),
            hint: Text("Deze zinnen staan in de uitnodiging. Zeg wat je met de antwoorden doet."), limit: 800),
        Field(
            "populatie", Text("Hoeveel zijn er in totaal?"), .number(1...20_000_000),
            hint: Text("Alle mensen of organisaties waar je iets over wilt zeggen. Dan rekenen de marges preciezer."),
            required: false),
        Field(
            "zeker", Text("Iedereen op de lijst hoort bij de groep"), .checkbox,
            hint: Text(
                "Bijvoorbeeld bij alle gemeenten, of alle organisaties uit je eigen register. Dat telt mee in de respons."
            ),
            required: false),
        Field(
            "kleinste-cel", Text("Kleinste aantal in een tabel"), .number(1...100),
            hint: Text("Een getal dat kleiner is, laten we niet zien. Bij mensen is 10 gewoon, bij organisaties 5.")),
        Field(
            "kleinste-basis", Text("Kleinste aantal onder een percentage"), .number(1...1000),
            hint: Text("Zoveel antwoorden zijn er ten minste nodig voor een percentage.")),
        Field(
            "drempel", Text("Wanneer telt een half antwoord mee?"), .number(1...100),
            hint: Text("Het deel van de vragen dat iemand ten minste zag, in procenten.")),
        Field(
            "groep", Text("Bewaar bij een anoniem antwoord de groep van het adres"), .checkbox,
            hint: Text("Alleen als elke groep tien adressen of meer heeft. Anders kun je raden wie het was."),
            required: false),
        Field(
            "bewaren", Text("Hoe lang bewaren we de adressen na het sluiten?"),
            .select([
                .init("31", Text("een maand")), .init("91", Text("drie maanden")), .init("183", Text("een half jaar")),
                .init("365", Text("een jaar")),
            ])),
    ])

    /// The sections of the page in their order, each with its fields.
    static let sections: [(id: String, title: Text, fields: [String])] = [
        ("dagen", Text("Wanneer"), ["eerste", "herinnering", "laatste"]),
        ("vorm", Text("Op naam of anoniem"), ["vorm", "groep"]),
        ("open", Text("Wie kan meedoen"), ["open-link"]),
        ("privacy", Text("Waarom je dit mag vragen"), ["doel", "grondslag", "toelichting", "bewaren"]),
        ("tellen", Text("Hoe je telt"), ["populatie", "zeker", "drempel", "kleinste-cel", "kleinste-basis"]),
    ]

    static func filled(_ survey: Survey, _ settings: FieldworkSettings, today: Day) -> FormState {
        let first = survey.opensOn ?? firstWorkday(after: today)
        return form.filled([
            "vorm": survey.mode.rawValue, "eerste": first.iso,
            "herinnering": (survey.remindsOn ?? first + 7).iso, "laatste": (survey.closesOn ?? first + 28).iso,
            "open-link": survey.hasOpenLink ? "ja" : "", "grondslag": survey.lawfulBasis,
            "toelichting": settings.basisNote, "doel": survey.purpose,
            "populatie": survey.population.map(String.init) ?? "", "kleinste-cel": String(survey.leastCell),
            "kleinste-basis": String(survey.leastBase), "drempel": String(settings.partialShare),
            "zeker": settings.frameIsKnown ? "ja" : "", "groep": settings.keepsStratum ? "ja" : "",
            "bewaren": String(settings.keepDays),
        ])
    }

    private static func firstWorkday(after today: Day) -> Day {
        var day = today + 1
        while day.weekday > 4 { day = day + 1 }
        return day
    }

    static func check(_ state: inout FormState, today: Day) {
        guard let first = state.day("eerste") else { return }
        if first < today { state.addError("eerste", Text("Deze dag is voorbij. Kies vandaag of later.")) }
        if first - today > 730 { state.addError("eerste", Text("Kies een dag binnen twee jaar.")) }
        let last = state.day("laatste") ?? first + 28
        if last <= first { state.addError("laatste", Text("De laatste dag moet na de eerste liggen.")) }
        if last - first > 366 { state.addError("laatste", Text("Een enquête loopt hoogstens een jaar.")) }
        if let reminder = state.day("herinnering"), reminder <= first || reminder >= last {
            state.addError("herinnering", Text("Kies een dag tussen de eerste en de laatste dag."))
        }
        if Validation.containsCitizenNumber(state["doel"]) || Validation.containsCitizenNumber(state["toelichting"]) {
            state.addError("doel", Text("Er staat een burgerservicenummer in. Haal dat weg."))
        }
    }
}
