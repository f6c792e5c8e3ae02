package import Community
package import Core
package import Storage

/// One line of the budget of a round: money for one purpose, with an amount for each year.
package struct BudgetLine: Sendable, Equatable {
    package typealias Identity = ID<BudgetLine>

    package let id: Identity
    package let cycle: PolicyCycle.Identity
    /// Within its round, as in its address.
    package let number: Int
    package let name: String
    /// `nil` for money that serves all five.
    package let function: BasicFunction?
    package let department: String
    package let note: String
    /// The goal it is money for; `nil` when it serves more.
    package let goal: Goal.Identity?
    /// Goes up with every change: who saves an older one is told.
    package let version: Int
    package let archivedAt: Moment?

    package init(row: Row) throws {
        id = try row("id")
        cycle = try row("cycle_id")
        number = try row("number")
        name = try row("name")
        function = try row("basic_function", as: String?.self).flatMap { BasicFunction(rawValue: $0) }
        department = try row("department")
        note = try row("note")
        goal = try row("goal_id", as: String?.self).map { Goal.Identity($0) }
        version = try row("version")
        archivedAt = try row("archived_at")
    }
}

/// What one line may cost in one year, as somebody entered it. Rows are only added: the newest counts.
package struct BudgetAmount: Sendable, Equatable {
    package let line: BudgetLine.Identity
    package let year: Int
    /// 1 for the first amount of a line and year, and up with each correction.
    package let version: Int
    /// In euro cents.
    package let cents: Int
    /// Why it changed; empty for a first amount.
    package let reason: String
    package let person: Person.Identity?
    package let at: Moment

    package init(row: Row) throws {
        line = try row("line_id")
        year = try row("year")
        version = try row("version")
        cents = try row("cents")
        reason = try row("reason")
        person = try row("person_id", as: String?.self).map { Person.Identity($0) }
        at = try row("entered_at")
    }
}

/// Money that was promised or paid from a line, as somebody entered it. It is never removed: it can be taken back, with
/// a reason.
package struct Booking: Sendable, Equatable {
    package typealias Identity = ID<Booking>

    package enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case committed = "toegezegd"
        case spent = "uitgegeven"

        package var label: Text {
            switch self {
            case .committed: Text("Toegezegd")
            case .spent: Text("Uitgegeven")
            }
        }
    }

    package let id: Identity
    package let line: BudgetLine.Identity
    package let kind: Kind
    /// The year of the budget it belongs to, which may be another than that of the day.
    package let year: Int
    /// In euro cents; below zero for money that came back.
    package let cents: Int
    package let day: Day
    package let text: String
    package let person: Person.Identity?
    package let at: Moment
    package let takenBackAt: Moment?
    package let takenBackReason: String

    package init(row: Row) throws {
        id = try row("id")
        line = try row("line_id")
        kind = try row("kind")
        year = try row("year")
        cents = try row("cents")
        day = try row("booked_on")
        text = try row("description")
        person = try row("person_id", as: String?.self).map { Person.Identity($0) }
        at = try row("entered_at")
        takenBackAt = try row("taken_back_at")
        takenBackReason = try row("taken_back_reason")
    }

    package var counts: Bool { takenBackAt == nil }
}
