import Logging
import Synchronization

/// From start to stop: serves visitors and does the background work until someone asks to stop, then lets both come to
/// an end in good order, within bounds.
///
/// 1. The first signal: `/readyz` says no, everything is still answered for the time of grace.
/// 2. No new lines are taken; requests and jobs under way may end.
/// 3. When that takes too long they are cut short; jobs give their lease back.
///
/// A second signal ends the program at once: the database survives that, as it survives a power cut.
struct Lifetime: Sendable {
    enum Event: Sendable {
        case signal
        case graceOver
        case webEnded((any Error)?)
        case workEnded
        case drainOver
        case gaveUp
    }

    /// Serves visitors until asked to stop or cancelled.
    let web: @Sendable () async throws -> Void
    /// Asks the server to take no new lines and to end when those it has are done.
    let stopWeb: @Sendable () async -> Void
    let work: [Rounds]
    /// Called at the first signal.
    let onStopping: @Sendable () -> Void
    let grace: Duration
    let drain: Duration
    let logger: Logger

    /// So long what was cut short may take to notice.
    private static let lastWords = Duration.seconds(2)

    /// Ends when everything has ended, or when that took too long.
    ///
    /// - Parameter signals: one element for each time someone asks to stop.
    /// - Throws: what made the server stop by itself.
    func run(signals: AsyncStream<Void>, endNow: @escaping @Sendable () -> Void) async throws {
        let (events, tell) = AsyncStream.makeStream(of: Event.self)
        let serving = Task {
            do {
                try await web()
                tell.yield(.webEnded(nil))
            } catch {
                tell.yield(.webEnded(error))
            }
        }
        let working = Task {
            await withTaskGroup(of: Void.self) { group in for rounds in work { group.addTask { await rounds.run() } } }
            tell.yield(.workEnded)
        }
        let listening = Task { for await _ in signals { tell.yield(.signal) } }
        defer { listening.cancel() }

        var isStopping = false
        var webIsDone = false
        var workIsDone = false
        var failure: (any Error)?
        func after(_ delay: Duration, _ event: Event) {
            Task {
                try? await Task.sleep(for: delay)
                tell.yield(event)
            }
        }
        loop: for await event in events {
            switch event {
            case .signal where isStopping:
                logger.warning("stopping", metadata: ["hoe": "meteen"])
                endNow()
            case .signal:
                isStopping = true
                onStopping()
                logger.notice("stopping", metadata: ["hoe": "netjes"])
                after(grace, .graceOver)
            case .graceOver:
                for rounds in work { rounds.stop() }
                Task { await stopWeb() }
                after(drain, .drainOver)
            case .webEnded(let error):
                webIsDone = true
                if !isStopping {
                    isStopping = true
                    failure = error
                    onStopping()
                    for rounds in work { rounds.stop() }
                    after(drain, .drainOver)
                }
            case .workEnded: workIsDone = true
            case .drainOver:
                logger.warning("stopping", metadata: ["hoe": "afgebroken", "reden": "Het duurde te lang."])
                serving.cancel()
                for rounds in work { rounds.giveUp() }
                after(Self.lastWords, .gaveUp)
            case .gaveUp: break loop
            }
            if webIsDone, workIsDone { break }
        }
        working.cancel()
        if let failure { throw failure }
    }
}
