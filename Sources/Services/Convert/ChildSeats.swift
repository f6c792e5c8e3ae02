import Foundation
import Synchronization

/// So many children of one kind at once; who comes later waits, on a thread that may.
final class ChildSeats: Sendable {
    private let free: Mutex<Int>

    init(_ count: Int) { free = Mutex(count) }

    /// - Parameters:
    ///   - patience: in seconds.
    ///   - body: what is done with a place, which is free again when it ends.
    /// - Returns: `nil` when no place came free in time.
    func take<Value>(patience: Double, _ body: () throws -> Value) rethrows -> Value? {
        let end = ContinuousClock.now + .seconds(patience)
        while !enter() {
            guard ContinuousClock.now < end else { return nil }
            usleep(50_000)
        }
        defer { free.withLock { $0 += 1 } }
        return try body()
    }

    private func enter() -> Bool {
        free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
    }
}
