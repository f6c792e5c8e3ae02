package import Community
package import Core
import Services
package import Storage

/// A search that is kept, with mail when something new fits.
package struct SavedSearch: Sendable {
    package typealias Identity = ID<SavedSearch>

    package enum Frequency: String, Sendable, CaseIterable, SQLConvertible {
        case daily = "dag"
        case weekly = "week"

        package var label: Text {
            switch self {
            case .daily: Text("Elke dag, als er iets nieuws is")
            case .weekly: Text("Elke week, als er iets nieuws is")
            }
        }

        var span: Span { self == .daily ? .days(1) : .days(7) }
    }

    package let id: Identity
    package let person: Person.Identity?
    package let email: String
    package let language: Language
    /// The choices as they stand in an address.
    package let query: String
    package let name: String
    package let frequency: Frequency
    package let createdAt: Moment
    package let confirmedAt: Moment?
    package let lastSentAt: Moment?
    package let stoppedAt: Moment?

    package init(row: Row) throws {
        id = try row("id")
        person = try row("person_id")
        email = try row("email")
        language = try row("language")
        query = try row("query")
        name = try row("name")
        frequency = try row("frequency")
        createdAt = try row("created_at")
        confirmedAt = try row("confirmed_at")
        lastSentAt = try row("last_sent_at")
        stoppedAt = try row("stopped_at")
    }

    /// The link that stops the mails without signing in; it may be followed again and again.
    func stopPath(_ house: House) -> String {
        "/zoekopdrachten/stoppen/\(id.text).\(house.vault.sign("zoekopdracht-stoppen|\(id.text)"))"
    }

    /// The id in such a link, when it is one of ours.
    static func id(stopKey: String, house: House) -> Identity? {
        let halves = stopKey.split(separator: ".")
        guard halves.count == 2, house.vault.sign("zoekopdracht-stoppen|\(halves[0])") == halves[1] else { return nil }
        return Identity(String(halves[0]))
    }
}
