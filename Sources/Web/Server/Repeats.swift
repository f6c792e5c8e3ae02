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
    /// A larger answer is not kept: who asks again has it made again, or hears that it was done (bytes).
    private static let largest = 64 * 1024

    private struct State {
        var entries: [OnceKey: Entry] = [:]
        var cleared = Moment(seconds: 0)
    }

    private let state = Mutex(State())

    /// How many answers are kept now.
    var count: Int { state.withLock(\.entries.count) }

    /// The answer to `key`: the one that is being made or was made lately, else a new one by `make`.
    ///
    /// The work goes on when the visitor hangs up, because they will ask again.
    func answer(_ key: OnceKey, now: Moment, _ make: @escaping @Sendable () async throws -> Reply) async throws -> Reply
    {
        let task = state.withLock { state in
            if let known = state.entries[key], now - known.since < Self.keep { return known.task }
            // On a quiet site too: an answer may hold a secret, or all of a log.
            if state.entries.count >= Self.most || now - state.cleared >= .minutes(1) {
                state.entries = state.entries.filter { now - $0.value.since < Self.keep }
                state.cleared = now
            }
            if state.entries.count >= Self.most { state.entries = [:] }
            let task = Task { try await make() }
            state.entries[key] = Entry(task: task, since: now)
            return task
        }
        do {
            let reply = try await task.value
            if reply.status >= 400 || reply.rest != nil || reply.body.count > Self.largest { forget(key) }
            return reply
        } catch {
            forget(key)
            throw error
        }
    }

    private func forget(_ key: OnceKey) { state.withLock { $0.entries[key] = nil } }
}
