import Synchronization

/// Something that is done over and over until the program stops: background work, the inbox.
///
/// To stop, what is under way is finished and nothing new begins; to give up, it is cancelled as well.
final class Rounds: Sendable {
    private let pause: Duration
    private let work: @Sendable (_ isStopping: @escaping @Sendable () -> Bool) async -> Void
    private let stopping = Atomic<Bool>(false)
    private let current = Mutex<Task<Void, Never>?>(nil)
    private let sleeper = Mutex<Task<Void, Never>?>(nil)

    /// - Parameter pause: between the end of a round and the next.
    init(
        every pause: Duration, _ work: @escaping @Sendable (_ isStopping: @escaping @Sendable () -> Bool) async -> Void
    ) {
        self.pause = pause
        self.work = work
    }

    private var isStopping: Bool { stopping.load(ordering: .acquiring) }

    /// Ends when the last round has ended.
    func run() async {
        while !isStopping {
            let round = Task { await work { self.isStopping } }
            current.withLock { $0 = round }
            await round.value
            guard !isStopping else { break }
            let rest = Task { [pause] in _ = try? await Task.sleep(for: pause) }
            sleeper.withLock { $0 = rest }
            // Asked to stop between the look above and now: the rest was not there yet to be cut short.
            if isStopping { rest.cancel() }
            await rest.value
        }
    }

    /// Begins nothing new.
    func stop() {
        stopping.store(true, ordering: .releasing)
        sleeper.withLock { $0?.cancel() }
    }

    /// Cancels what is under way.
    func giveUp() {
        stop()
        current.withLock { $0?.cancel() }
    }
}
