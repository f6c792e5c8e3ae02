import GRDB
import Storage
import Synchronization

/// Writes that wait at the same time are kept together: one wait for the disk instead of one each.
///
/// While a commit waits for the disk, the next writes queue up. They then run one after the other in one transaction,
/// each in a savepoint of its own, and nobody hears that a write is kept before the commit of them all is. A write that
/// fails takes only itself back. When the engine takes the whole transaction back (a full disk, a constraint that is
/// looked at in the end), each runs again, alone. So a body may run twice, as it may on PostgreSQL.
final class SQLiteWriteGroup: Sendable {
    /// One write that waits: what it does, and how its caller hears of it.
    struct Entry: Sendable {
        /// Gives what to do once it is kept.
        let attempt: @Sendable (GRDB.Database) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    /// So many at most in one transaction, and no new one is begun in it after so long: who is done waits for the rest.
    private static let most = 64
    private static let patience = Duration.milliseconds(5)

    private struct State {
        var waiting: [Entry] = []
        var isScheduled = false
    }

    private let state = Mutex(State())
    private let pool: DatabasePool
    private let kind: GRDB.Database.TransactionKind

    init(_ pool: DatabasePool, kind: GRDB.Database.TransactionKind) {
        self.pool = pool
        self.kind = kind
    }

    func add(_ entry: Entry) {
        let isFirst = state.withLock { state in
            state.waiting.append(entry)
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if isFirst { schedule() }
    }

    private func schedule() {
        pool.asyncWriteWithoutTransaction { [self] db in
            let group = state.withLock { state in
                let group = Array(state.waiting.prefix(Self.most))
                state.waiting.removeFirst(group.count)
                return group
            }
            let left = keep(group, in: db)
            let goesOn = state.withLock { state in
                state.waiting.insert(contentsOf: left, at: 0)
                state.isScheduled = !state.waiting.isEmpty
                return state.isScheduled
            }
            if goesOn { schedule() }
        }
    }

    /// Gives those it did not come to.
    private func keep(_ group: [Entry], in db: GRDB.Database) -> [Entry] {
        if group.count == 1 {
            keepAlone(group[0], in: db)
            return []
        }
        let clock = ContinuousClock()
        let began = clock.now
        var done: [(entry: Entry, deliver: @Sendable () -> Void)] = []
        var refused: [(entry: Entry, error: any Error)] = []
        var begun = 0
        do {
            try db.inTransaction(kind) {
                for entry in group {
                    begun += 1
                    var deliver: (@Sendable () -> Void)?
                    do {
                        try db.inSavepoint {
                            deliver = try entry.attempt(db)
                            return .commit
                        }
                    } catch {
                        // The engine took all of it back, not this one alone.
                        guard db.isInsideTransaction else { throw error }
                        refused.append((entry, error))
                        continue
                    }
                    if let deliver { done.append((entry, deliver)) }
                    if clock.now - began > Self.patience { break }
                }
                return .commit
            }
        } catch {
            // Nothing could even begin (a file that another holds, a database that was closed): all hear so.
            guard begun > 0 else {
                for entry in group { entry.fail(error) }
                return []
            }
            for entry in group.prefix(begun) { keepAlone(entry, in: db) }
            return Array(group.dropFirst(begun))
        }
        // What was remembered from before goes away first: who was refused because of another looks again.
        for one in done { one.deliver() }
        for one in refused { one.entry.fail(one.error) }
        return Array(group.dropFirst(begun))
    }

    private func keepAlone(_ entry: Entry, in db: GRDB.Database) {
        do {
            var deliver: (@Sendable () -> Void)?
            try db.inTransaction(kind) {
                deliver = try entry.attempt(db)
                return .commit
            }
            deliver?()
        } catch {
            entry.fail(error)
        }
    }
}
