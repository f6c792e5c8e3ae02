import Core
import Storage
import Synchronization

/// Requests that arrive twice: the second waits for the first and gets its answer.
///
/// This is a kindness within one process. That a wish is carried out once, whatever falls over, is the work of
/// `OnceDatabase`.
final class Repeats: Sendable {
    private struct Entry {
        let task: Task<Reply, any Error>
        let since: Moment
    }

    /// How long an answer is kept for who asks again.
    private static let keep = Span.minutes(5)
    private static let most = 2_000

    private let entries = Mutex<[OnceKey: Entry]>([:])

    /// The answer to `key`: the one that is being made or was made lately, else a new one by `make`.
    ///
    /// The work goes on when the visitor hangs up, because they will ask again.
    func answer(_ key: OnceKey, now: Moment, _ make: @escaping @Sendable () async throws -> Reply) async throws -> Reply
    {
        let task = entries.withLock { entries in
            if let known = entries[key], now - known.since < Self.keep { return known.task }
            if entries.count >= Self.most { entries = entries.filter { now - $0.value.since < Self.keep } }
            if entries.count >= Self.most { entries = [:] }
            let task = Task { try await make() }
            entries[key] = Entry(task: task, since: now)
            return task
        }
        do {
            let reply = try await task.value
            if reply.status >= 400 { forget(key) }
            return reply
        } catch {
            forget(key)
            throw error
        }
    }

    private func forget(_ key: OnceKey) { entries.withLock { $0[key] = nil } }
}
