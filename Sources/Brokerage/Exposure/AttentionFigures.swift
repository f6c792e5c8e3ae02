import Core
import Storage

/// Eighteen months of attention in one municipality, week by week, and what the switch changed.
struct AttentionFigures: Sendable {
    static let weekCount = 78
    /// Before and after are both these many weeks.
    static let compared = 12
    /// The four weeks after a change hold applications from before it.
    private static let settling = 4

    let weeks: [AttentionWeek]
    /// The newest decision first.
    let switches: [FairExposure]
    let before: Summary?
    let after: Summary?

    /// Several weeks taken together.
    struct Summary: Sendable {
        let weeks: [AttentionWeek]
        var withAny: AttentionWeek.Part { weeks.reduce(AttentionWeek.Part()) { $0 + $1.withAny } }
        var small: AttentionWeek.Part { weeks.reduce(AttentionWeek.Part()) { $0 + $1.small } }
        var large: AttentionWeek.Part { weeks.reduce(AttentionWeek.Part()) { $0 + $1.large } }
        /// The mean of the weeks.
        var gini: Int? { mean(\.gini) }
        var median: Int? { mean(\.median) }
        var high: Int? { mean(\.high) }
        var firstDays: Int? { mean(\.firstDays) }

        private func mean(_ value: (AttentionWeek) -> Int?) -> Int? {
            let values = weeks.compactMap(value)
            return values.isEmpty ? nil : (values.reduce(0, +) + values.count / 2) / values.count
        }
    }

    init(municipality: String, today: Day, in db: any SQLConnection) throws {
        // Whole weeks: up to last Sunday.
        let last = today - (today.weekday + 1)
        let first = last - 7 * (Self.weekCount - 1)
        let start = DutchTime.moment(first - AttentionWeek.days)
        let works = try AttentionWork.all(in: municipality, since: start, to: DutchTime.moment(last + 1), db)
        let weeks = (0..<Self.weekCount).map { AttentionWeek(last: first + 7 * $0, works) }
        self.weeks = weeks
        switches = try FairExposure.history(of: municipality, in: db)
        guard let change = switches.first?.at.day else {
            (before, after) = (nil, nil)
            return
        }
        let earlier = weeks.filter { $0.last < change }.suffix(Self.compared)
        let later = weeks.filter { $0.last >= change + 7 * Self.settling }.suffix(Self.compared)
        before = earlier.isEmpty ? nil : Summary(weeks: Array(earlier))
        after = later.isEmpty ? nil : Summary(weeks: Array(later))
    }
}
