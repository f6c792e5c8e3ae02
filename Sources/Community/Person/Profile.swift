import Core
import Services
import Storage
import Web

/// What people tell about themselves, and may leave out but for a name.
enum Profile {
    static func form(today: Day) -> Form {
        Form([
            Field("naam", Text("Naam"), limit: 100, autocomplete: "name"),
            .phone(),
            .postcode(hint: Text("Dan zie je hoe ver iets bij jou vandaan is.")),
            Field(
                "geboortejaar", Text("Geboortejaar"), .number(1900...max(1900, today.year)),
                hint: Text("Alleen om te tellen hoeveel jongeren en ouderen meedoen. Organisaties zien het niet."),
                required: false, limit: 4, autocomplete: "bday-year"),
            Field(
                "taal", Text("Taal van de site en van onze mail"),
                .radios([
                    Field.Choice(Language.dutch.rawValue, Text("Nederlands")),
                    Field.Choice(Language.english.rawValue, Text("Engels")),
                ])),
        ])
    }

    static func fields(_ person: Person) -> [String: String] {
        [
            "naam": person.name, "telefoon": person.phone ?? "", "postcode": person.postcode ?? "",
            "geboortejaar": person.birthYear.map(String.init) ?? "", "taal": person.language.rawValue,
        ]
    }

    /// Writes a form that passed its rules. The neighbourhood follows from the postcode.
    static func save(_ state: FormState, of person: Person.Identity, by visit: Visit, house: House) async throws {
        let postcode = Validation.postcode(state["postcode"])
        let name = OrganisationDraft.oneLine(state["naam"])
        let phone = Validation.phone(state["telefoon"])
        let birthYear = state.int("geboortejaar")
        let language = Language(rawValue: state["taal"]) ?? .dutch
        try await house.database.write { db in
            let neighbourhood = try postcode.flatMap { try Places.postcode($0, in: db)?.neighbourhood }
            let changed = try db.run(
                """
                UPDATE person SET name = \(name), phone = \(phone), postcode = \(postcode),
                    neighbourhood_id = \(neighbourhood), birth_year = \(birthYear), language = \(language)
                WHERE id = \(person) AND erased_at IS NULL
                """)
            guard changed == 1 else { throw WebError.notFound }
            try house.record(Audit.Event("profiel-gewijzigd", "persoon", person.text), by: visit, in: db)
        }
    }
}
