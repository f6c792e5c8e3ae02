import Synchronization

/// Makes writes of one process go one by one while they cross each other, and all at once while they do not.
///
/// Transactions that all add to the end of one list (the audit log does) can only succeed one after the other: letting
/// them run together and start again costs more than waiting for a turn.
final class Lane: Sendable {
    private struct State {
        var isTaken = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// The share of late attempts that were crossed.
        var crossing = 0.0
    }

    private let state = Mutex(State())
    /// From this share on, waiting is cheaper than starting again.
    private static let much = 0.2

    /// Remembers how an attempt ended. One that had its turn says little of how it would have gone without.
    func note(wasCrossed: Bool, hadTurn: Bool) {
        state.withLock { $0.crossing += ((wasCrossed ? 1 : 0) - $0.crossing) / (hadTurn ? 128 : 16) }
    }

    /// Waits for a turn when turns are needed; gives whether one was taken, to be given back.
    ///
    /// - Parameter isRetry: what was crossed once always waits for a turn.
    func enter(isRetry: Bool) async -> Bool {
        if !isRetry, state.withLock({ $0.crossing < Self.much }) { return false }
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.isTaken {
                    state.waiting.append(continuation)
                    return false
                }
                state.isTaken = true
                return true
            }
            if isFree { continuation.resume() }
        }
        return true
    }

    func leave() {
        let next: CheckedContinuation<Void, Never>? = state.withLock { state in
            if state.waiting.isEmpty {
                state.isTaken = false
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
