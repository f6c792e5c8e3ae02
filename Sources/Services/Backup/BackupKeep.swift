package import Core

/// How many backups stay: the last of each of so many days, weeks and months that have one.
package struct BackupKeep: Sendable, Equatable {
    package var daily: Int
    package var weekly: Int
    package var monthly: Int

    /// Short, because a backup still holds who was erased since.
    package static let usual = BackupKeep(daily: 7, weekly: 4, monthly: 3)

    package init(daily: Int, weekly: Int, monthly: Int) {
        self.daily = daily
        self.weekly = weekly
        self.monthly = monthly
    }

    /// Those of the moments of backups that may go. The newest never goes.
    package func expired(_ moments: [Moment]) -> Set<Moment> {
        let newestFirst = Set(moments).sorted(by: >)
        var kept = Set(newestFirst.prefix(1))
        keep(daily, of: newestFirst, in: &kept) { $0.number }
        keep(weekly, of: newestFirst, in: &kept) { $0.number - $0.weekday }
        keep(monthly, of: newestFirst, in: &kept) { $0.firstOfMonth().number }
        return Set(moments).subtracting(kept)
    }

    private func keep(_ count: Int, of moments: [Moment], in kept: inout Set<Moment>, by period: (Day) -> Int) {
        var seen: Set<Int> = []
        for moment in moments {
            guard seen.insert(period(moment.day)).inserted else { continue }
            guard seen.count <= count else { return }
            kept.insert(moment)
        }
    }
}
