package import Community
package import Core
package import Storage

/// Someone's answer to a vacancy, from the first message to a placement that is looked after.
package struct VacancyApplication: Sendable {
    package typealias Identity = ID<VacancyApplication>

    package enum State: String, Sendable, CaseIterable, SQLConvertible {
        /// Sent, but the mail address is not confirmed yet: nobody but the sender knows of it.
        case unconfirmed = "onbevestigd"
        case received = "ontvangen"
        case talking = "in-gesprek"
        case placed = "geplaatst"
        case waiting = "wachtlijst"
        case declined = "niet-doorgegaan"
        case withdrawn = "ingetrokken"

        package var label: Text {
            switch self {
            case .unconfirmed: Text("Nog niet bevestigd")
            case .received: Text("Ontvangen")
            case .talking: Text("In gesprek")
            case .placed: Text("Geplaatst")
            case .waiting: Text("Wachtlijst")
            case .declined: Text("Niet doorgegaan")
            case .withdrawn: Text("Ingetrokken")
            }
        }

        /// Still waits for something to happen.
        package var isOpen: Bool { [.received, .talking, .waiting].contains(self) }
    }

    /// Why it did not go on, as the organisation says it.
    package enum DeclineReason: String, Sendable, CaseIterable, SQLConvertible {
        case filled = "vol"
        case noFit = "past-niet"
        case requirements = "eisen"
        case noContact = "geen-contact"
        case vacancyStopped = "vacature-gestopt"
        case other = "anders"

        package var label: Text {
            switch self {
            case .filled: Text("De plek is al vergeven")
            case .noFit: Text("Het past niet goed bij elkaar")
            case .requirements: Text("Er is iets nodig wat nog ontbreekt")
            case .noContact: Text("We kregen geen contact")
            case .vacancyStopped: Text("De vacature is gestopt")
            case .other: Text("Een andere reden")
            }
        }
    }

    /// Why someone withdrew.
    package enum WithdrawReason: String, Sendable, CaseIterable, SQLConvertible {
        case foundOther = "iets-anders"
        case noTime = "geen-tijd"
        case noAnswer = "geen-antwoord"
        case notAsExpected = "anders-dan-gedacht"
        case other = "anders"

        package var label: Text {
            switch self {
            case .foundOther: Text("Ik heb iets anders gevonden")
            case .noTime: Text("Ik heb toch geen tijd")
            case .noAnswer: Text("De organisatie antwoordt niet")
            case .notAsExpected: Text("Het is anders dan ik dacht")
            case .other: Text("Een andere reden")
            }
        }
    }

    package let id: Identity
    package let number: Int
    package let vacancy: Vacancy.Identity
    package let organisation: Organisation.Identity
    package let municipality: String
    package let neighbourhood: String?
    package let sector: Sector
    /// Known from the moment the address is confirmed.
    package var person: Person.Identity?
    package var name: String
    /// Missing after an erasure.
    package var email: String?
    package var phone: String?
    package var postcode: String?
    package var language: Language
    package var message: String
    package var state: State
    /// A code of `DeclineReason` or `WithdrawReason`, by the state.
    package var reason: String?
    package var reasonText: String?
    /// Whether the organisation may see the applicant's address and number.
    package var sharesContact: Bool
    /// In metres, when the applicant gave a postcode.
    package var distance: Int?
    package let createdAt: Moment
    package var confirmedAt: Moment?
    /// The first answer of the organisation, of any kind.
    package var answeredAt: Moment?
    package var stateAt: Moment
    package var placedAt: Moment?
    package var waitingSince: Moment?
    /// A place came free for who waits; until then it is kept.
    package var offerUntil: Moment?
    package var chasedAt: Moment?
    package var careAskedAt: Moment?
    package var careAnswer: String?
    package var careText: String?
    package var stoppedAt: Moment?
    package let origin: Origin

    package init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        vacancy = try row("vacancy_id")
        organisation = try row("organisation_id")
        municipality = try row("municipality_code")
        neighbourhood = try row("neighbourhood_id")
        sector = try row("sector")
        person = try row("person_id")
        name = try row("name")
        email = try row("email")
        phone = try row("phone")
        postcode = try row("postcode")
        language = try row("language")
        message = try row("message")
        state = try row("state")
        reason = try row("reason")
        reasonText = try row("reason_text")
        sharesContact = try row("shares_contact")
        distance = try row("distance")
        createdAt = try row("created_at")
        confirmedAt = try row("confirmed_at")
        answeredAt = try row("answered_at")
        stateAt = try row("state_at")
        placedAt = try row("placed_at")
        waitingSince = try row("waiting_since")
        offerUntil = try row("offer_until")
        chasedAt = try row("chased_at")
        careAskedAt = try row("care_asked_at")
        careAnswer = try row("care_answer")
        careText = try row("care_text")
        stoppedAt = try row("stopped_at")
        origin = try row("origin")
    }
}
