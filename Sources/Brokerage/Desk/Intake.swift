package import Community
package import Core
package import Storage

/// Someone who wants to do something and came through the volunteer centre: at the counter, by phone, from the web,
/// through a referrer, in a trajectory or a round. One queue, whatever the way in.
///
/// What was said in the talk is sealed (`CaseSeal`); what stands here is what a broker needs to call back.
package struct Intake: Sendable {
    package typealias Identity = ID<Intake>

    /// How someone came in.
    package enum Way: String, Sendable, CaseIterable, SQLConvertible {
        case counter = "balie"
        case phone = "telefoon"
        case web
        case referral = "verwijzing"
        case trajectory = "traject"
        case round = "ronde"

        package var label: Text {
            switch self {
            case .counter: Text("Aan de balie")
            case .phone: Text("Telefoon")
            case .web: Text("Website")
            case .referral: Text("Doorverwezen")
            case .trajectory: Text("Uit een traject")
            case .round: Text("Uit een ronde langs de deuren")
            }
        }
    }

    /// How far it is. All but `closed` are open and have a next step.
    package enum State: String, Sendable, CaseIterable, SQLConvertible {
        case new = "nieuw"
        case talking = "in-gesprek"
        case proposed = "voorstel"
        case thinking = "denkt-na"
        case placed = "geplaatst"
        case closed = "gesloten"

        package var label: Text {
            switch self {
            case .new: Text("Nieuw")
            case .talking: Text("In gesprek")
            case .proposed: Text("Voorstel gedaan")
            case .thinking: Text("Denkt erover na")
            case .placed: Text("Geplaatst")
            case .closed: Text("Afgesloten")
            }
        }
    }

    /// Why it ended.
    package enum CloseReason: String, Sendable, CaseIterable, SQLConvertible {
        case placed = "geplaatst"
        case elsewhere = "elders"
        case noWish = "wil-niet-meer"
        case noContact = "geen-contact"
        case noWork = "niets-gevonden"
        case referred = "doorverwezen"
        case erased = "gewist"
        case other = "anders"

        package var label: Text {
            switch self {
            case .placed: Text("Geplaatst, en de nazorg is klaar")
            case .elsewhere: Text("Vond zelf iets")
            case .noWish: Text("Wil niet meer")
            case .noContact: Text("We kregen geen contact")
            case .noWork: Text("We vonden niets dat past")
            case .referred: Text("Doorverwezen naar andere hulp")
            case .erased: Text("Gewist op verzoek")
            case .other: Text("Een andere reden")
            }
        }

        /// What a broker can choose; an erasure is a thing of its own.
        static let choosable = allCases.filter { $0 != .erased }
    }

    /// Who of the centre may open the talk.
    package enum Reading: String, Sendable, CaseIterable, SQLConvertible {
        case team
        case own = "eigen"

        package var label: Text {
            switch self {
            case .team: Text("Alle makelaars van deze centrale")
            case .own: Text("Alleen ik, wie mij vervangt, en de manager")
            }
        }
    }

    /// How the person agreed to being written down.
    package enum Consent: String, Sendable, CaseIterable, SQLConvertible {
        case spoken = "mondeling"
        case paper = "papier"
        case online

        package var label: Text {
            switch self {
            case .spoken: Text("Mondeling")
            case .paper: Text("Op papier")
            case .online: Text("Op de website")
            }
        }
    }

    package let id: Identity
    package let number: Int
    package let municipality: String
    package let way: Way
    package var state: State
    package var owner: Person.Identity?
    package var person: Person.Identity?
    package var name: String
    package var email: String?
    package var phone: String?
    package var postcode: String?
    package var language: Language
    /// When the person can be called, in their own words.
    package var callWhen: String
    package var reading: Reading
    package var consent: Consent?
    package var consentOn: Day?
    /// What waits, and when a person of the centre must act on it. An open intake always has both.
    package var next: IntakeStep?
    package var nextAt: Moment?
    package let createdAt: Moment
    package var firstContactAt: Moment?
    package var talkedAt: Moment?
    package var proposedAt: Moment?
    package var placedAt: Moment?
    package var closedAt: Moment?
    package var closeReason: CloseReason?
    package var referrerName: String?
    package var referrerOrganisation: String?
    package var referrerEmail: String?
    package var erasedAt: Moment?
    /// When someone of the centre asked the person whether the mail address is their own.
    var emailCheckedAt: Moment?

    package init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        municipality = try row("municipality_code")
        way = try row("way")
        state = try row("state")
        owner = try row("owner_id")
        person = try row("person_id")
        name = try row("name")
        email = try row("email")
        phone = try row("phone")
        postcode = try row("postcode")
        language = try row("language")
        callWhen = try row("call_when")
        reading = try row("reading")
        consent = try row("consent")
        consentOn = try row("consent_on")
        next = try row("next_step")
        nextAt = try row("next_at")
        createdAt = try row("created_at")
        firstContactAt = try row("first_contact_at")
        talkedAt = try row("talked_at")
        proposedAt = try row("proposed_at")
        placedAt = try row("placed_at")
        closedAt = try row("closed_at")
        closeReason = try row("close_reason")
        referrerName = try row("referrer_name")
        referrerOrganisation = try row("referrer_organisation")
        referrerEmail = try row("referrer_email")
        erasedAt = try row("erased_at")
        emailCheckedAt = try row("email_checked_at")
    }

    package var isOpen: Bool { state != .closed }
    /// Whether the mail address can be of somebody else than the person: what came from the web or a referrer was typed
    /// by anyone.
    var isAddressTyped: Bool { way == .web || way == .referral }
    /// Whether mail to this address reaches the person, as far as the centre knows.
    var isAddressKnown: Bool { !isAddressTyped || emailCheckedAt != nil }
    /// The page of the case, for the centre.
    package var path: String { "/centrale/balie/\(number)" }
}
