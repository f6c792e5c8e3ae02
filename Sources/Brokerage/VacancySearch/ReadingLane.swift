import Synchronization

/// Lets one reading of the database run at a time, so that what is put in memory last was read last. Who asks waits for a
/// reading that began after all that was heard of before.
final class ReadingLane: Sendable {
    private struct State {
        /// Goes up with each thing heard of.
        var heard = 0
        /// All up to this was read.
        var known = 0
        var running: Task<Void, any Error>?
    }

    private let state = Mutex(State())

    /// Something changed: what was read before is not enough any more.
    func hear() { state.withLock { $0.heard += 1 } }

    /// Returns at once when all that was heard of was read. Else waits for the reading under way and, where that began
    /// too early, for one of its own.
    ///
    /// - Throws: what its own reading threw; what was heard of is then read by the next who asks.
    func catchUp(_ read: @escaping @Sendable () async throws -> Void) async throws {
        let wanted = state.withLock { $0.heard }
        while true {
            let (task, isOwn) = state.withLock { state -> (Task<Void, any Error>?, Bool) in
                if state.known >= wanted { return (nil, false) }
                if let running = state.running { return (running, false) }
                let until = state.heard
                // Who asked and went away stops it for nobody.
                let task = Task { try await self.run(until, read) }
                state.running = task
                return (task, true)
            }
            guard let task else { return }
            switch await task.result {
            case .success: continue
            // Another's trouble may be over.
            case .failure(let error): if isOwn { throw error }
            }
        }
    }

    private func run(_ until: Int, _ read: @Sendable () async throws -> Void) async throws {
        do {
            try await read()
            state.withLock { state in
                state.known = max(state.known, until)
                state.running = nil
            }
        } catch {
            state.withLock { $0.running = nil }
            throw error
        }
    }
}
