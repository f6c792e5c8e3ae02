import NIOPosix
import Storage
import Synchronization

/// Lines to one server, made when they are needed, each used by one thread at a time: libpq blocks, so it must stay off
/// the threads that everything else runs on.
final class PostgresPool: Sendable {
    private struct State {
        var idle: [PostgresConnection] = []
        /// Goes up when a line breaks: then the others go to a server that is gone too.
        var generation = 0
        /// Since a line could not be made, one thread at a time tries.
        var isDown = false
        var isTrying = false
        var isClosed = false
    }

    let conninfo: Conninfo
    let settings: PostgresSettings
    let log: StatementLog
    let lane = Lane()
    private let threads: NIOThreadPool
    private let state = Mutex(State())

    init(_ conninfo: Conninfo, settings: PostgresSettings, log: StatementLog) {
        self.conninfo = conninfo
        self.settings = settings
        self.log = log
        threads = NIOThreadPool(numberOfThreads: max(1, settings.connections))
        threads.start()
    }

    deinit {
        // After `close` this does nothing more.
        threads.shutdownGracefully { _ in }
    }

    /// Runs `body` on a line, off the cooperative pool.
    func attempt<Value: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (PostgresConnection) -> Attempt<Value>
    ) async throws -> Attempt<Value> {
        try await threads.runIfActive { self.onLine(until: deadline, body) }
    }

    /// Runs `body` on a line of this thread: for the start, before anything else runs.
    func onLine<Value: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: (PostgresConnection) -> Attempt<Value>
    ) -> Attempt<Value> {
        guard ContinuousClock.now < deadline else {
            return .again(.lost, StorageError.unavailable("All lines to PostgreSQL were busy for too long."))
        }
        let connection: PostgresConnection
        let generation: Int
        do {
            (connection, generation) = try take()
        } catch {
            return .again(.lost, error)
        }
        let attempt = body(connection)
        giveBack(connection, generation)
        return attempt
    }

    private func take() throws -> (PostgresConnection, Int) {
        let (idle, generation, mayTry) = try state.withLock { state in
            if state.isClosed { throw StorageError.unavailable("The database is closed.") }
            let idle = state.idle.popLast()
            let mayTry = !state.isDown || !state.isTrying
            if idle == nil, mayTry { state.isTrying = true }
            return (idle, state.generation, mayTry)
        }
        if let idle { return (idle, generation) }
        guard mayTry else { throw StorageError.unavailable("PostgreSQL does not answer.") }
        do {
            let made = try PostgresConnection(conninfo, settings: settings, log: log)
            state.withLock { ($0.isDown, $0.isTrying) = (false, false) }
            return (made, generation)
        } catch {
            state.withLock { ($0.isDown, $0.isTrying) = (true, false) }
            throw error
        }
    }

    private func giveBack(_ connection: PostgresConnection, _ generation: Int) {
        // Lines are closed outside the lock: saying goodbye to a server takes a moment.
        let closing: [PostgresConnection] = state.withLock { state in
            if connection.isLost, generation == state.generation {
                state.generation += 1
                defer { state.idle = [] }
                return state.idle
            }
            if !connection.isLost, generation == state.generation, !state.isClosed { state.idle.append(connection) }
            return []
        }
        withExtendedLifetime(closing) {}
    }

    /// Waits for what runs and closes the lines.
    func close() async throws {
        let closing = state.withLock { state in
            state.isClosed = true
            defer { state.idle = [] }
            return state.idle
        }
        withExtendedLifetime(closing) {}
        try await threads.shutdownGracefully()
    }
}
