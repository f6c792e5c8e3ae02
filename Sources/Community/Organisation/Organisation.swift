package import Core
package import Storage

/// An organisation that asks for volunteers.
package struct Organisation: Sendable {
    package typealias Identity = ID<Organisation>

    package enum State: String, Sendable, CaseIterable, SQLConvertible {
        case submitted = "ingediend"
        case approved = "goedgekeurd"
        /// Sent back with one line of what must change.
        case returned = "teruggegeven"
        case stopped = "gestopt"

        package var label: Text {
            switch self {
            case .submitted: Text("Wacht op controle")
            case .approved: Text("Goedgekeurd")
            case .returned: Text("Terug voor aanpassing")
            case .stopped: Text("Gestopt")
            }
        }
    }

    package let id: Identity
    package let number: Int
    package var name: String
    package var kvk: String?
    package var kind: OrganisationKind
    package var sector: Sector
    package var description: String
    package var website: String?
    package var email: String
    package var phone: String?
    /// The name of the person to ask for.
    package var contact: String
    package var street: String?
    package var postcode: String?
    package var place: String?
    package var municipality: String
    package var neighbourhood: String?
    package var spot: Spot?
    package var test: PublicationTest
    package var state: State
    package var feedback: String?
    package let createdAt: Moment
    package var submittedAt: Moment?
    package var approvedAt: Moment?
    package var updatedAt: Moment
    /// What the centre approved last, as JSON, to show what has changed since.
    package var approvedCopy: String?

    package init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        name = try row("name")
        kvk = try row("kvk")
        kind = try row("kind")
        sector = try row("sector")
        description = try row("description")
        website = try row("website")
        email = try row("email")
        phone = try row("phone")
        contact = try row("contact")
        street = try row("street")
        postcode = try row("postcode")
        place = try row("place")
        municipality = try row("municipality_code")
        neighbourhood = try row("neighbourhood_id")
        spot = try Spot(row: row)
        test = try PublicationTest(
            nonprofit: row("test_nonprofit"), social: row("test_social"), noDisplacement: row("test_no_displacement"),
            insured: row("test_insured"))
        state = try row("state")
        feedback = try row("feedback")
        createdAt = try row("created_at")
        submittedAt = try row("submitted_at")
        approvedAt = try row("approved_at")
        updatedAt = try row("updated_at")
        approvedCopy = try row("approved_copy")
    }

    /// Whether its vacancies may go on line.
    package var mayPublish: Bool { state == .approved && test.passes }

    /// The address of its public page.
    package var path: String { "/organisaties/\(number)-\(Slug.make(name))" }
}

/// What an organisation must be able to say before its first vacancy (publication test of the field).
package struct PublicationTest: Sendable, Hashable {
    package var nonprofit: Bool
    package var social: Bool
    package var noDisplacement: Bool
    package var insured: Bool

    package init(nonprofit: Bool, social: Bool, noDisplacement: Bool, insured: Bool) {
        self.nonprofit = nonprofit
        self.social = social
        self.noDisplacement = noDisplacement
        self.insured = insured
    }

    package var passes: Bool { nonprofit && social && noDisplacement && insured }
}

extension Actor.Membership {
    package var organisation: Organisation.Identity { Organisation.Identity(id) }
}
