package import Community
package import Core
package import Storage

/// Time that a placed volunteer gave, as written down by the volunteer or by the organisation.
package struct HoursEntry: Sendable {
    package typealias Identity = ID<HoursEntry>

    package enum State: String, Sendable, CaseIterable, SQLConvertible {
        /// The organisation has not said yes yet.
        case waiting = "wacht"
        case agreed = "akkoord"
        /// The organisation sent it back, with a reason.
        case returned = "terug"

        package var label: Text {
            switch self {
            case .waiting: Text("wacht op akkoord")
            case .agreed: Text("akkoord")
            case .returned: Text("teruggestuurd")
            }
        }
    }

    package let id: Identity
    package let application: VacancyApplication.Identity
    package let organisation: Organisation.Identity
    package let day: Day
    package let minutes: Int
    /// What was done, in a few words.
    package let note: String
    /// Volunteer allowance paid for this time, in euro cents.
    package let allowance: Int?
    package let state: State
    package let reason: String?
    package let createdAt: Moment

    package init(row: Row) throws {
        id = try row("id")
        application = try row("application_id")
        organisation = try row("organisation_id")
        day = try row("day")
        minutes = try row("minutes")
        note = try row("note")
        allowance = try row("allowance_cents")
        state = try row("state")
        reason = try row("reason")
        createdAt = try row("created_at")
    }
}
