import Core
import Storage
import Synchronization

/// A database of which a test holds one answer back: it was read, and comes later.
final class HeldDatabase: Database {
    private let inner: any Database
    /// After so many readings one is held; `nil` for none.
    private let holding = Mutex<Int?>(nil)
    private let answered = AsyncStream<Void>.makeStream()
    private let gate = AsyncStream<Void>.makeStream()
    /// As several processes would have it.
    let isShared = true

    init(_ inner: any Database) { self.inner = inner }

    /// The next thing that is read, or the one after so many, waits with its answer until `release`.
    func holdNext(after count: Int = 0) { holding.withLock { $0 = count } }

    /// Returns once that was read.
    func wasRead() async { for await _ in answered.stream { return } }

    func release() { gate.continuation.finish() }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        let isHeld = holding.withLock { count in
            let isNow = count == 0
            count = isNow ? nil : count.map { $0 - 1 }
            return isNow
        }
        let answer = try await inner.read(body)
        if isHeld {
            answered.continuation.finish()
            for await _ in gate.stream {}
        }
        return answer
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await inner.write(body)
    }

    var statements: StatementLog { inner.statements }
    func listen(_ channel: Channel) -> AsyncStream<Change> { inner.listen(channel) }
    func follow(_ channel: Channel, _ reaction: @escaping Listeners.Reaction) { inner.follow(channel, reaction) }
    func tables() async throws -> [Table] { [] }
    func integrityProblems() async throws -> [String] { [] }
    func engineVersion() async throws -> String { "" }
    func engineWarnings() async throws -> [String] { [] }
    func maintain() async throws {}
    func close() async throws {}
}
