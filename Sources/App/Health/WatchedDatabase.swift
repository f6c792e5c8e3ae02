package import Storage

/// A database whose reads and writes are counted.
package final class WatchedDatabase: Database {
    private let inner: any Database
    private let figures: DatabaseFigures

    package init(_ inner: any Database, figures: DatabaseFigures) {
        self.inner = inner
        self.figures = figures
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await figures.measure(.read) { try await inner.read(body) }
    }

    @discardableResult
    package func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        let mark = ChangeMark()
        return try await figures.measure(.write, mark) {
            try await inner.write { db in
                mark.clear()
                return try body(MarkingConnection(base: db, mark: mark))
            }
        }
    }

    package func readStale<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await figures.measure(.read) { try await inner.readStale(body) }
    }

    package func listen(_ channel: Channel) -> AsyncStream<Change> { inner.listen(channel) }
    package var isShared: Bool { inner.isShared }

    package func follow(_ channel: Channel, _ reaction: @escaping Listeners.Reaction) {
        inner.follow(channel, reaction)
    }

    package func tables() async throws -> [Table] { try await inner.tables() }
    package func integrityProblems() async throws -> [String] { try await inner.integrityProblems() }
    package func engineVersion() async throws -> String { try await inner.engineVersion() }
    package func engineWarnings() async throws -> [String] { try await inner.engineWarnings() }
    package func maintain() async throws { try await inner.maintain() }
    package var statements: StatementLog { inner.statements }
    package func close() async throws { try await inner.close() }
}
