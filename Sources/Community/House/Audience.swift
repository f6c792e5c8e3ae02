package import Core
package import Storage

/// People or organisations of a municipality that one function knows and another may write to, such as the volunteers
/// with a placement. Whoever asks says beside it why that is allowed.
package struct Audience: Sendable {
    package struct Member: Sendable, Equatable {
        package let name: String?
        package let organisation: String?
        package let email: String?
        package let phone: String?
        package let language: Language
        /// A group within the audience, such as the neighbourhood or the field of work.
        package let group: String?
        /// The id of the person, or of the organisation.
        package let person: String?
        package let organisationID: String?

        package init(
            name: String? = nil, organisation: String? = nil, email: String?, phone: String? = nil,
            language: Language = .dutch, group: String? = nil, person: String? = nil, organisationID: String? = nil
        ) {
            self.name = name
            self.organisation = organisation
            self.email = email
            self.phone = phone
            self.language = language
            self.group = group
            self.person = person
            self.organisationID = organisationID
        }
    }

    /// `organisations`, `volunteers`, `applicants`.
    package let id: String
    package let name: Text
    /// Who is in it and who is not.
    package let definition: Text
    /// What allows writing to them, and what to look at before doing so (GDPR article 6).
    package let basis: Text
    /// The members in a municipality on a day, in a fixed order; at most 60,000.
    package let members: @Sendable (_ municipality: String, _ today: Day, any SQLConnection) throws -> [Member]

    package init(
        id: String, name: Text, definition: Text, basis: Text,
        members: @escaping @Sendable (String, Day, any SQLConnection) throws -> [Member]
    ) {
        self.id = id
        self.name = name
        self.definition = definition
        self.basis = basis
        self.members = members
    }
}

extension Module {
    package var audiences: [Audience] { [] }
}
