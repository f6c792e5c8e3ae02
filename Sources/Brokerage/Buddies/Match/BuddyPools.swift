import Core
import Storage
import Synchronization

/// The last pool of each municipality with the rows it was made of: most pages find the same rows again.
final class BuddyPools: Sendable {
    private struct Known: Sendable {
        let rows: BuddyPool.Rows
        let pool: BuddyPool
    }

    private let known = Mutex(RecentMap<String, Known>(room: 32))

    /// As `BuddyPool.load`, with the same answer.
    func load(_ municipality: String, today: Day, in db: any SQLConnection) throws -> BuddyPool {
        let rows = try BuddyPool.Rows(municipality, in: db)
        let last = known.withLock { $0.value(for: municipality) }
        if let last, last.pool.today == today, last.rows == rows { return last.pool }
        let pool = try BuddyPool(rows, today: today)
        known.withLock { $0.insert(Known(rows: rows, pool: pool), for: municipality) }
        return pool
    }
}
