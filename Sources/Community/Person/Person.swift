package import Core
package import Storage

/// Someone the site knows: a resident, a member of an organisation, or staff. An erased person keeps the id only.
package struct Person: Sendable {
    package typealias Identity = ID<Person>

    package let id: Identity
    package var name: String
    package var email: String?
    package var phone: String?
    package var postcode: String?
    package var neighbourhood: String?
    package var birthYear: Int?
    package var language: Language
    package let createdAt: Moment
    package var lastSeenAt: Moment?
    package var erasedAt: Moment?

    package init(row: Row) throws {
        id = try row("id")
        name = try row("name")
        email = try row("email")
        phone = try row("phone")
        postcode = try row("postcode")
        neighbourhood = try row("neighbourhood_id")
        birthYear = try row("birth_year")
        language = try row("language")
        createdAt = try row("created_at")
        lastSeenAt = try row("last_seen_at")
        erasedAt = try row("erased_at")
    }
}
