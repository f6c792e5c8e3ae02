import Storage
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether this process should get visitors now, and if not, why.
package final class Readiness: Sendable {
    /// Why not. The words are for a load balancer's log: they tell a visitor nothing about the site.
    package enum Reason: String, Sendable, CaseIterable {
        case stopping
        /// The database does not answer a read within its time.
        case database
        /// The database is older than the program.
        case schema
        /// The last write failed because of the disk or the server; the next that succeeds takes this away.
        case writing
        /// There is hardly any room left on the disk of the database.
        case disk
        /// The rounds of background work fail or stand still.
        case work
    }

    /// Less room than this and SQLite may not be able to finish a large transaction (bytes).
    package static let leastRoom: UInt64 = 64 << 20

    private let database: any Database
    private let migrations: [Migration]
    private let figures: DatabaseFigures
    private let work: WorkFigures
    private let room: @Sendable () -> UInt64?
    private let freshness: Duration
    private let patience: Duration
    private let stopping = Atomic<Bool>(false)
    private let last = Mutex<(at: ContinuousClock.Instant, reasons: [Reason])?>(nil)

    /// - Parameters:
    ///   - room: the bytes that are free where the database grows; `nil` when that is not on this machine.
    ///   - freshness: so long an answer holds, however often it is asked.
    ///   - patience: a database that is silent for so long is away.
    init(
        database: any Database, migrations: [Migration], figures: DatabaseFigures, work: WorkFigures,
        room: @escaping @Sendable () -> UInt64?, freshness: Duration = .seconds(1),
        patience: Duration = .seconds(2)
    ) {
        self.database = database
        self.migrations = migrations
        self.figures = figures
        self.work = work
        self.room = room
        self.freshness = freshness
        self.patience = patience
    }

    /// From now on the answer is no: this process stops.
    package func stop() { stopping.store(true, ordering: .releasing) }

    /// Empty when all is well.
    package func reasons() async -> [Reason] {
        if stopping.load(ordering: .acquiring) { return [.stopping] }
        let known = last.withLock { last in last.flatMap { .now - $0.at < freshness ? $0.reasons : nil } }
        if let known { return known }
        var reasons: [Reason] = []
        if let reason = await askDatabase() { reasons.append(reason) }
        if !figures.canWrite { reasons.append(.writing) }
        if let room = room(), room < Self.leastRoom { reasons.append(.disk) }
        if !work.isWell { reasons.append(.work) }
        last.withLock { [reasons] in $0 = (.now, reasons) }
        return reasons
    }

    private func askDatabase() async -> Reason? {
        // Not a task group: a read that hangs would hold it until it ends.
        let (answers, tell) = AsyncStream.makeStream(of: Reason?.self)
        let asking = Task { [database, migrations] in
            do {
                try await database.requireSchema(migrations)
                tell.yield(nil)
            } catch MigrationError.unknown {
                // A newer program works on the same database during an upgrade: what we know is there.
                tell.yield(nil)
            } catch is MigrationError {
                tell.yield(.schema)
            } catch {
                tell.yield(.database)
            }
        }
        let waiting = Task { [patience] in
            try await Task.sleep(for: patience)
            tell.yield(.database)
        }
        defer {
            asking.cancel()
            waiting.cancel()
        }
        for await answer in answers { return answer }
        return .database
    }
}

/// How full a disk is.
package enum DiskRoom {
    /// What a program that is not root may still write where `path` is (bytes), and the share of it all (0…1).
    package static func free(at path: String) -> (bytes: UInt64, share: Double, inodes: Double)? {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0, facts.f_blocks > 0 else { return nil }
        let unit = UInt64(facts.f_frsize)
        return (
            UInt64(facts.f_bavail).multipliedReportingOverflow(by: unit).partialValue,
            Double(facts.f_bavail) / Double(facts.f_blocks),
            facts.f_files > 0 ? Double(facts.f_favail) / Double(facts.f_files) : 1
        )
    }
}
