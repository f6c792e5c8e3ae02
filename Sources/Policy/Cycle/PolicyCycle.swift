package import Community
package import Core
package import Storage

/// One round of policy in one municipality: from the first look to the evaluation that opens the next.
package struct PolicyCycle: Sendable, Equatable {
    package typealias Identity = ID<PolicyCycle>

    package enum Phase: String, Sendable, CaseIterable, SQLConvertible {
        /// There is no plan yet.
        case preparing = "voorbereiden"
        /// The council has adopted a plan; goals are measured.
        case running = "uitvoeren"
        /// The last look back.
        case evaluating = "evalueren"
        /// Done: to read, not to change.
        case closed = "gesloten"

        package var label: Text {
            switch self {
            case .preparing: Text("in voorbereiding")
            case .running: Text("in uitvoering")
            case .evaluating: Text("in evaluatie")
            case .closed: Text("gesloten")
            }
        }
    }

    package let id: Identity
    /// As in its address.
    package let number: Int
    package let municipality: String
    package let name: String
    package let firstYear: Int
    package let lastYear: Int
    package let phase: Phase
    /// The step of the nine where the work is, 1 to 9.
    package let step: Int
    package let owner: Person.Identity?
    /// The round before this one.
    package let previous: Identity?
    /// When the council decides.
    package let councilDay: Day?
    package let createdAt: Moment
    package let closedAt: Moment?

    package init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        municipality = try row("municipality_code")
        name = try row("name")
        firstYear = try row("first_year")
        lastYear = try row("last_year")
        phase = try row("phase")
        step = try row("step")
        owner = try row("owner_id", as: String?.self).map { Person.Identity($0) }
        previous = try row("previous_id", as: String?.self).map { Identity($0) }
        councilDay = try row("council_day")
        createdAt = try row("created_at")
        closedAt = try row("closed_at")
    }

    package var isClosed: Bool { phase == .closed }
    /// `2026–2029`.
    package var period: String { firstYear == lastYear ? "\(firstYear)" : "\(firstYear)–\(lastYear)" }
    package var firstDay: Day { Day(year: firstYear, month: 1, day: 1) ?? Day(number: 0) }
    package var lastDay: Day { Day(year: lastYear, month: 12, day: 31) ?? Day(number: 0) }

    /// The address of the round, or of one of its parts.
    package func path(_ part: CyclePartKind? = nil) -> String {
        part.map { "/beleid/\(number)/\($0.rawValue)" } ?? "/beleid/\(number)"
    }
}
