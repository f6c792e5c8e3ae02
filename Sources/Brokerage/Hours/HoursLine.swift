import Core

/// A line of time that a volunteer gave, wherever it was given.
protocol HoursLine: Sendable {
    /// What tells it from other lines, as it stands in an address.
    var key: String { get }
    var day: Day { get }
    var minutes: Int { get }
    /// What was done, in a few words.
    var note: String { get }
    /// Volunteer allowance paid for this time, in euro cents.
    var allowance: Int? { get }
    var state: HoursEntry.State { get }
    /// Why it was sent back.
    var reason: String? { get }
}

extension HoursEntry: HoursLine {
    var key: String { id.text }
}

extension BuddyHours: HoursLine {
    var key: String { id }
}

extension Sequence where Element: HoursLine {
    /// In minutes.
    func sum(_ state: HoursEntry.State) -> Int { reduce(0) { $0 + ($1.state == state ? $1.minutes : 0) } }

    /// In euro cents, of what was not sent back.
    var allowance: Int { reduce(0) { $0 + ($1.state == .returned ? 0 : $1.allowance ?? 0) } }
}
