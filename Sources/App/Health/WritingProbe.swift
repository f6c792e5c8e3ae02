import Core
import Storage
import Synchronization

/// Tries whether the database keeps changes again, once a write failed on the disk or the server: a site on which nobody
/// changes anything would never know.
final class WritingProbe: Sendable {
    private struct Pace {
        var next = ContinuousClock.now
        var pause = Duration.seconds(1)
    }

    /// A commit that waits in vain for a standby holds a line of the server until that comes back, so a server is asked
    /// ever less often.
    private static let longestPause = Duration.seconds(30)

    private let database: any Database
    private let figures: DatabaseFigures
    private let clock: any WallClock
    private let pace = Mutex(Pace())

    init(_ database: any Database, figures: DatabaseFigures, clock: any WallClock) {
        self.database = database
        self.figures = figures
        self.clock = clock
    }

    /// Called each second; writes only when it is time to.
    func run() async {
        guard !figures.canWrite else { return pace.withLock { $0 = Pace() } }
        let isTime = pace.withLock { pace in
            guard pace.next <= .now else { return false }
            pace.next = .now + pace.pause
            if database.isShared { pace.pause = min(pace.pause * 2, Self.longestPause) }
            return true
        }
        guard isTime else { return }
        _ = try? await database.write { [now = clock.now] db in try OnceRecord.tryOut(now: now, in: db) }
    }
}
