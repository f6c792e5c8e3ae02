import Synchronization

/// A subject on which transactions tell that something changed, such as `vacancy`.
package struct Channel: Hashable, Sendable, ExpressibleByStringLiteral {
    /// Lower-case letters and underscores: it stands in a statement as it is.
    package let name: String

    package init(stringLiteral name: StaticString) { self.name = "\(name)" }
}

/// What a listener hears.
package enum Change: Hashable, Sendable {
    /// Something may have been missed: read everything anew. Comes when listening begins, after the line to the
    /// database was broken, and when the listener was too slow.
    case resync
    /// What a committed transaction told.
    case told(String)
}

/// Hands what is told to those who listen in this process.
package final class Listeners: Sendable {
    private struct Listener {
        let channel: Channel
        let stream: AsyncStream<Change>.Continuation
    }

    package typealias Reaction = @Sendable (Change) -> Void

    private let all = Mutex<[Int: Listener]>([:])
    private let reactions = Mutex<[Channel: [Reaction]]>([:])
    private let next = Atomic<Int>(0)
    /// So many things a slow listener may leave lying before it must read everything anew.
    private static let room = 10_000

    package init() {}

    package func add(_ channel: Channel) -> AsyncStream<Change> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Change.self, bufferingPolicy: .bufferingNewest(Self.room))
        let key = next.wrappingAdd(1, ordering: .relaxed).newValue
        continuation.onTermination = { [weak self] _ in self?.all.withLock { _ = $0.removeValue(forKey: key) } }
        all.withLock { $0[key] = Listener(channel: channel, stream: continuation) }
        return stream
    }

    /// Calls `reaction` for what is told on the channel, at the moment it is told.
    package func follow(_ channel: Channel, _ reaction: @escaping Reaction) {
        reactions.withLock { $0[channel, default: []].append(reaction) }
    }

    /// The channels someone listens to.
    package var channels: Set<Channel> {
        all.withLock { Set($0.values.map(\.channel)) }.union(reactions.withLock { Set($0.keys) })
    }

    /// Only to those who follow.
    package func react(_ change: Change, on channel: Channel) {
        for reaction in reactions.withLock({ $0[channel] ?? [] }) { reaction(change) }
    }

    package func tell(_ change: Change, on channel: Channel) {
        react(change, on: channel)
        for listener in all.withLock({ $0.values.filter { $0.channel == channel } }) {
            if case .dropped = listener.stream.yield(change) { listener.stream.yield(.resync) }
        }
    }

    /// Ends every stream.
    package func close() {
        for listener in all.withLock({ Array($0.values) }) { listener.stream.finish() }
    }
}
