import Synchronization

/// Makes writes of one process go one by one while they cross each other, and all at once while they do not.
///
/// Transactions that all add to the end of one list (the audit log does) can only succeed one after the other: letting
/// them run together and start again costs more than waiting for a turn. A long one that was crossed again and again by
/// short ones gets the lane for itself: else it would lose to each next one until its patience ends.
final class Lane: Sendable {
    /// What a transaction holds while it runs.
    enum Turn: Sendable { case none, taken, alone }

    private struct State {
        var isTaken = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// The share of late attempts that were crossed.
        var crossing = 0.0
        /// Transactions that have the lane for themselves, or wait for it.
        var alone = 0
    }

    private let state = Mutex(State())
    /// From this share on, waiting is cheaper than starting again.
    private static let much = 0.2
    /// Crossed so often, a transaction gets the lane for itself.
    private static let often = 2

    /// Remembers how an attempt ended. One that had its turn says little of how it would have gone without.
    func note(wasCrossed: Bool, turn: Turn) {
        state.withLock { $0.crossing += ((wasCrossed ? 1 : 0) - $0.crossing) / (turn == .none ? 16 : 128) }
    }

    /// Waits for a turn when turns are needed; gives what to hand to `leave`.
    ///
    /// - Parameter crossings: how often this transaction was crossed. What was crossed once always waits for a turn.
    func enter(crossings: Int) async -> Turn {
        let isAlone = crossings >= Self.often
        let runs = state.withLock { state in
            if isAlone { state.alone += 1 }
            return crossings == 0 && state.crossing < Self.much && state.alone == 0
        }
        if runs { return .none }
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
        return isAlone ? .alone : .taken
    }

    /// How many wait for a turn.
    var waiting: Int { state.withLock(\.waiting.count) }

    func leave(_ turn: Turn) {
        if turn == .none { return }
        let next: CheckedContinuation<Void, Never>? = state.withLock { state in
            if turn == .alone { state.alone -= 1 }
            if state.waiting.isEmpty {
                state.isTaken = false
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
