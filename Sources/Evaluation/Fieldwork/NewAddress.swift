import Community
package import Core

/// Somebody who is about to come into the address book of a survey.
package struct NewAddress: Sendable, Equatable {
    package var name: String?
    package var organisation: String?
    /// In lower case.
    package var email: String?
    package var phone: String?
    package var language: Language
    package var stratum: String?
    package var person: String?
    package var organisationID: String?

    package init(
        name: String? = nil, organisation: String? = nil, email: String? = nil, phone: String? = nil,
        language: Language = .dutch, stratum: String? = nil, person: String? = nil, organisationID: String? = nil
    ) {
        self.name = name
        self.organisation = organisation
        self.email = email
        self.phone = phone
        self.language = language
        self.stratum = stratum
        self.person = person
        self.organisationID = organisationID
    }

    /// Fills what is empty here with what the other knows.
    mutating func fill(from other: NewAddress) {
        name = name ?? other.name
        organisation = organisation ?? other.organisation
        email = email ?? other.email
        phone = phone ?? other.phone
        stratum = stratum ?? other.stratum
        person = person ?? other.person
        organisationID = organisationID ?? other.organisationID
    }
}

/// Why a line is not taken as it stands.
enum IntakeProblem: String, Sendable, CaseIterable {
    case noContact = "geen-contact"
    case badEmail = "mail-fout"
    case badPhone = "telefoon-fout"
    case tooLong = "te-lang"
    case citizenNumber = "bsn"
    case optedOut = "afgemeld"
    case unknownGroup = "groep-onbekend"
    /// The address book has no room for it.
    case full = "vol"
    /// Taken together with an earlier line.
    case twice = "dubbel"
    /// Was in the address book already.
    case known = "stond-er-al"

    var label: Text {
        switch self {
        case .noContact: Text("Er staat geen e-mailadres en geen telefoonnummer.")
        case .badEmail: Text("Dit is geen e-mailadres.")
        case .badPhone: Text("Dit is geen telefoonnummer. De rest van de regel doet mee.")
        case .tooLong: Text("Een van de gegevens is te lang.")
        case .citizenNumber: Text("Er staat een burgerservicenummer in. Haal dat weg.")
        case .optedOut: Text("Deze persoon wil geen enquêtes van de gemeente.")
        case .unknownGroup: Text("De enquête loopt al. Kies een groep die er al is.")
        case .full: Text("De lijst met adressen is vol. Deze regels passen er niet meer bij.")
        case .twice: Text("Dit e-mailadres staat vaker in de lijst. We maken er één van.")
        case .known: Text("Dit e-mailadres stond al bij de adressen. We vullen aan wat nog leeg was.")
        }
    }

    /// Whether the line is left out altogether.
    var isRefusal: Bool {
        switch self {
        case .badPhone, .twice, .known: false
        default: true
        }
    }
}
