import Community
import Core

/// What a column of a list can fill. The names of a vacancy's fields are those of its form, so that the rules of the
/// form hold for imports too.
package enum ImportField: String, Sendable, CaseIterable {
    case title = "titel"
    case what = "wat"
    case why = "waarom"
    case gets = "krijgt"
    case requirements = "eisen"
    case sector
    case groups = "groepen"
    case place = "plek"
    case postcode
    case wholeMunicipality = "heel"
    case fromHome = "thuis"
    case rhythm = "ritme"
    case moments = "momenten"
    case timeText = "tijd"
    case hoursMin = "uren-van"
    case hoursMax = "uren-tot"
    case firstDay = "eerste-dag"
    case lastDay = "laatste-dag"
    case places = "plaatsen"
    case minimumAge = "leeftijd"
    case goodToStart = "starten"
    case learningDutch = "taal"
    case wheelchair = "rolstoel"
    case vog
    case licence = "rijbewijs"
    case course = "cursus"
    case expenses = "vergoeding"
    case insured = "verzekerd"
    case contact
    case key = "sleutel"
    case skip = "overslaan"
    case organisation = "organisatie"
    case organisationKey = "organisatie-sleutel"
    case organisationKind = "organisatie-soort"
    case organisationSector = "organisatie-sector"
    case organisationText = "organisatie-omschrijving"
    case organisationSite = "organisatie-website"
    case organisationMail = "organisatie-email"
    case organisationPhone = "organisatie-telefoon"
    case organisationContact = "organisatie-contact"
    case organisationStreet = "organisatie-straat"
    case organisationPostcode = "organisatie-postcode"
    case organisationPlace = "organisatie-plaats"
    case organisationKvk = "organisatie-kvk"

    package enum Shape: Sendable, Equatable {
        /// Text with line ends.
        case text
        /// Text on one line.
        case line
        case number, hours, day, postcode
        case flag
        /// One of these codes.
        case choice([String])
        /// Any of these codes.
        case list([String])
    }

    package var shape: Shape {
        switch self {
        case .what, .why, .gets, .requirements, .organisationText: .text
        case .sector, .organisationSector: .choice(Sector.allCases.map(\.rawValue))
        case .rhythm: .choice(Rhythm.allCases.map(\.rawValue))
        case .organisationKind: .choice(OrganisationKind.allCases.map(\.rawValue))
        case .groups: .list(TargetGroup.allCases.map(\.rawValue))
        case .moments: .list(WeekMoments(bits: .max).codes)
        case .wholeMunicipality, .fromHome, .goodToStart, .learningDutch, .wheelchair, .vog, .licence, .insured, .skip:
            .flag
        case .hoursMin, .hoursMax: .hours
        case .firstDay, .lastDay: .day
        case .places, .minimumAge: .number
        case .postcode, .organisationPostcode: .postcode
        default: .line
        }
    }

    /// Whether it says something of the organisation and not of the vacancy.
    package var isOrganisation: Bool { rawValue.hasPrefix("organisatie") }

    /// The mark this field ticks in the form.
    var mark: VacancyMark? {
        switch self {
        case .fromHome: .fromHome
        case .goodToStart: .goodToStart
        case .learningDutch: .learningDutch
        case .wheelchair: .wheelchair
        default: nil
        }
    }

    /// Whether it goes into the vacancy's form under its own name.
    var isFormField: Bool { !isOrganisation && mark == nil && self != .key && self != .skip }
}
