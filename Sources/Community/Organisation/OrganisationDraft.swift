import Core
package import Storage
package import Web

/// What someone fills in about an organisation, after the rules and before the database.
package struct OrganisationDraft: Sendable, Equatable {
    package var name: String
    package var kvk: String?
    package var kind: OrganisationKind
    package var sector: Sector
    package var description: String
    package var website: String?
    package var email: String
    package var phone: String?
    package var contact: String
    package var street: String?
    package var postcode: String?
    package var place: OrganisationPlace
    package var test: PublicationTest

    /// Checks the fields: the only place where these rules live.
    ///
    /// - Returns: the values as typed with what is wrong with them, and the draft when nothing is.
    package static func validated(_ sent: Query, form: Form, areas: [WorkArea], in db: any SQLConnection) throws
        -> (state: FormState, draft: OrganisationDraft?)
    {
        var state = form.read(sent)
        for field in form.fields where Validation.containsCitizenNumber(state[field.name]) {
            state.addError(
                field.name,
                Text(
                    "Hier staat een getal dat een burgerservicenummer kan zijn. Haal het weg: dat mag hier niet staan.")
            )
        }
        let place = try OrganisationPlace.resolve(&state, areas: areas, in: db)
        guard state.isValid, let place else { return (state, nil) }
        return (state, OrganisationDraft(state, place: place))
    }

    /// What is in a form that passed its rules.
    private init?(_ state: FormState, place: OrganisationPlace) {
        typealias Name = OrganisationForm.Name
        guard let kind = OrganisationKind(rawValue: state[Name.kind]), let sector = Sector(rawValue: state[Name.sector])
        else { return nil }
        func yes(_ name: String) -> Bool { state[name] == "ja" }
        self.kind = kind
        self.sector = sector
        self.place = place
        name = Self.oneLine(state[Name.name])
        kvk = Validation.kvk(state[Name.kvk])
        description = state[Name.description].replacing("\r\n", with: "\n")
        website = state.optional(Name.website).flatMap(Validation.website)
        email = Validation.email(state.optional(Name.email) ?? state[Name.ownEmail]) ?? ""
        phone = Validation.phone(state[Name.phone])
        contact = Self.oneLine(state.optional(Name.contact) ?? state[Name.ownName])
        street = state.optional(Name.street).map(Self.oneLine)
        postcode = Validation.postcode(state[Name.postcode])
        test = PublicationTest(
            nonprofit: yes(Name.nonprofit), social: yes(Name.social), noDisplacement: yes(Name.noDisplacement),
            insured: yes(Name.insured))
    }

    /// Names end up in mail headers and page titles, where a line end has no place.
    static func oneLine(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension Organisation {
    /// The organisation in the form for its details.
    package var fields: [String: String] {
        typealias Name = OrganisationForm.Name
        func answer(_ yes: Bool) -> String { yes ? "ja" : "nee" }
        return [
            Name.name: name, Name.kvk: kvk ?? "", Name.kind: kind.rawValue, Name.sector: sector.rawValue,
            Name.description: description, Name.website: website ?? "", Name.street: street ?? "",
            Name.postcode: postcode ?? "", Name.area: neighbourhood ?? municipality, Name.contact: contact,
            Name.email: email, Name.phone: phone ?? "", Name.nonprofit: answer(test.nonprofit),
            Name.social: answer(test.social), Name.noDisplacement: answer(test.noDisplacement),
            Name.insured: answer(test.insured),
        ]
    }
}
