/// What a person may be in a municipality.
package enum MunicipalRole: String, Sendable, CaseIterable, Hashable {
    case broker = "makelaar"
    case centreManager = "centrum"
    case policyOfficer = "beleid"
    case councilMember = "raad"
    case researcher = "onderzoek"
    case administrator = "beheer"

    /// The roles that run the volunteer centre.
    package static let centre: Set<MunicipalRole> = [.broker, .centreManager]

    package var label: Text {
        switch self {
        case .broker: Text("Makelaar")
        case .centreManager: Text("Manager vrijwilligerscentrale")
        case .policyOfficer: Text("Beleidsmedewerker")
        case .councilMember: Text("Raadslid")
        case .researcher: Text("Onderzoeker")
        case .administrator: Text("Beheerder")
        }
    }
}

/// What a person may be in an organisation. A manager may do all a member may.
package enum OrganisationRole: String, Sendable, CaseIterable, Hashable {
    case member = "lid"
    case manager = "beheerder"

    package var label: Text {
        switch self {
        case .member: Text("Lid")
        case .manager: Text("Beheerder van de organisatie")
        }
    }
}

/// Who makes a request: nobody known, or a person with roles. Ids are plain text here because people live higher up.
package struct Actor: Sendable, Hashable {
    package var person: String?
    package var name: String
    package var email: String?
    /// Municipality code → roles there.
    package var municipal: [String: Set<MunicipalRole>]
    package var organisations: [Membership]
    /// Other doors this person works behind, such as a school's.
    package var workplaces: [Workplace] = []

    /// An organisation this person acts for.
    package struct Membership: Sendable, Hashable {
        package var id: String
        package var number: Int
        package var name: String
        package var role: OrganisationRole
        package init(id: String, number: Int, name: String, role: OrganisationRole) {
            self.id = id
            self.number = number
            self.name = name
            self.role = role
        }
    }

    /// Somewhere a person works without being of the municipality or of an organisation.
    package struct Workplace: Sendable, Hashable {
        package var name: String
        /// Its home for this person.
        package var path: String
        package init(name: String, path: String) {
            self.name = name
            self.path = path
        }
    }

    package init(
        person: String?, name: String = "", email: String? = nil, municipal: [String: Set<MunicipalRole>] = [:],
        organisations: [Membership] = []
    ) {
        self.person = person
        self.name = name
        self.email = email
        self.municipal = municipal
        self.organisations = organisations
    }

    package static let anonymous = Actor(person: nil)

    package var isSignedIn: Bool { person != nil }
    package var isStaff: Bool { !municipal.isEmpty }

    /// The codes of the municipalities where this person has one of `roles`, in order.
    package func municipalities(with roles: Set<MunicipalRole>) -> [String] {
        municipal.filter { !$0.value.isDisjoint(with: roles) }.map(\.key).sorted()
    }

    package func has(_ roles: Set<MunicipalRole>, in municipality: String? = nil) -> Bool {
        guard let municipality else { return municipal.values.contains { !$0.isDisjoint(with: roles) } }
        return !(municipal[municipality] ?? []).isDisjoint(with: roles)
    }

    /// The membership of the organisation with this number, when it gives at least `role`.
    package func membership(number: Int, atLeast role: OrganisationRole) -> Membership? {
        organisations.first { $0.number == number && ($0.role == .manager || role == .member) }
    }
}
