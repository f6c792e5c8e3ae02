package import Community
package import Core
package import Storage

/// What must be different at the end of a round, and the figure by which everyone sees it.
///
/// The aim as it holds now stands in the goal itself; what it was before is in `GoalTarget`. How far it is, is asked of
/// `GoalReadings.load`.
package struct Goal: Sendable, Equatable {
    package typealias Identity = ID<Goal>

    /// What should happen to the figure.
    package enum Intention: String, Sendable, CaseIterable, SQLConvertible {
        case raise = "intention-raise"
        case lower = "intention-lower"
        case keep = "intention-keep"
    }

    /// Which way the figure must go.
    package enum Better: String, Sendable, SQLConvertible {
        case up = "omhoog"
        case down = "omlaag"
    }

    package let id: Identity
    package let cycle: PolicyCycle.Identity
    package let municipality: String
    /// Within its round, as in its address.
    package let number: Int
    /// One sentence: `150 jongeren vinden elk jaar een plek`.
    package let result: String
    /// Empty when nobody said.
    package let forWhom: String
    package let intention: Intention
    package let better: Better
    /// The id of an indicator; `nil` for what people count themselves.
    package let indicator: String?
    /// The name of what is measured, as it was when it was chosen.
    package let measure: String
    /// Such as `procent` or `mensen per jaar`.
    package let unit: String
    /// Decimals behind the mark, 0 to 2.
    package let decimals: Int
    /// `nil` when it was not measured at the start.
    package let baseline: Double?
    package let baselineDay: Day?
    package let target: Double
    package let targetDay: Day
    /// Where the figure comes from.
    package let source: String
    package let owner: Person.Identity?
    /// The name of the owner; `nil` when there is none.
    package let ownerName: String?
    package let agreedWith: String
    /// Money or hours, in words.
    package let budget: String
    package let budgetCents: Int?
    package let reviewDay: Day?
    /// Grows with each change, so that two who change at once are told.
    package let version: Int
    package let createdAt: Moment
    package let archivedAt: Moment?
    /// When its round was closed: from then on its reading stands still.
    package let closedAt: Moment?
    /// The number of its round, for its address.
    package let cycleNumber: Int
    private let isCounted: Bool

    package init(row: Row) throws {
        id = try row("id")
        cycle = try row("cycle_id")
        municipality = try row("municipality_code")
        number = try row("number")
        result = try row("result")
        forWhom = try row("for_whom")
        intention = try row("intention")
        better = try row("better")
        indicator = try row("indicator")
        measure = try row("measure")
        unit = try row("unit")
        decimals = try row("decimals")
        baseline = try row("baseline_value")
        baselineDay = try row("baseline_day")
        target = try row("target_value")
        targetDay = try row("target_day")
        source = try row("source")
        owner = try row("owner_id", as: String?.self).map { Person.Identity($0) }
        ownerName = try row("owner_name")
        agreedWith = try row("agreed_with")
        budget = try row("budget")
        budgetCents = try row("budget_cents")
        reviewDay = try row("review_day")
        version = try row("version")
        createdAt = try row("created_at")
        archivedAt = try row("archived_at")
        closedAt = try row("closed_at")
        cycleNumber = try row("cycle_number")
        isCounted = try row("is_counted")
    }

    /// Whether the platform measures it by itself: an indicator may also be one that no part of it counts yet.
    package var isLive: Bool { indicator != nil && isCounted }
    package var isArchived: Bool { archivedAt != nil }

    /// `/beleid/2/doelen/3`.
    package var path: String { Self.path(cycleNumber, number) }

    static func path(_ cycle: Int, _ number: Int) -> String {
        "/beleid/\(cycle)/\(CyclePartKind.goals.rawValue)/\(number)"
    }
}

extension Goal {
    /// A value in this goal's unit, as in a table: `83%`, `121`, `7,4`; a plain word when there is none.
    package func words(_ value: Double?, _ t: Texts) -> String {
        guard let value else { return t("niet gemeten") }
        return Amount.words(value, decimals: decimals, unit: unit, t)
    }

    /// A value with its unit in words: `121 mensen per jaar`.
    package func fullWords(_ value: Double?, _ t: Texts) -> String {
        let words = words(value, t)
        return value == nil || Amount.isPercent(unit) || unit.isEmpty ? words : words + " " + unitWords(t)
    }
}
