/// A database in which a wish is carried out once: the first transaction of a request writes the wish's key down among
/// its own changes, so that either both are kept or neither.
package struct OnceDatabase: Database {
    private let base: any Database
    /// False takes the guard away, for the test that shows what it is for.
    private let guards: Bool

    package init(_ base: any Database, guards: Bool = true) {
        self.base = base
        self.guards = guards
    }

    /// - Throws: `AlreadyDone` when the request's wish was carried out before.
    @discardableResult
    package func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        guard guards, let ticket = OnceTicket.current, !ticket.isUsed else { return try await base.write(body) }
        let once: @Sendable (any SQLConnection) throws -> T = { db in
            guard try OnceRecord.enter(ticket, in: db) else { throw AlreadyDone() }
            return try body(db)
        }
        let result: T
        do {
            do {
                result = try await base.write(once)
            } catch StorageError.unknownOutcome {
                // The key tells whether it was kept: if so this finds it, if not this does it.
                result = try await base.write(once)
            }
        } catch let done as AlreadyDone {
            // Said only when it is as safe as a first answer: a commit with a change waits for the standby.
            try await base.write { db in try OnceRecord.confirm(ticket, in: db) }
            throw done
        }
        ticket.use()
        return result
    }

    /// Takes back what a request wrote down when it failed after its first transaction.
    package static func withdraw(_ ticket: OnceTicket, _ database: any Database) async throws {
        let key = ticket.key
        if ticket.isUsed { try await database.write { db in try OnceRecord.withdraw(key, in: db) } }
    }
}

extension OnceDatabase {
    package func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await base.read(body)
    }
    package func integrityProblems() async throws -> [String] { try await base.integrityProblems() }
    package func engineVersion() async throws -> String { try await base.engineVersion() }
    package func engineWarnings() async throws -> [String] { try await base.engineWarnings() }
    package func maintain() async throws { try await base.maintain() }
    package var statements: StatementLog { base.statements }
    package func readStale<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await base.readStale(body)
    }
    package func listen(_ channel: Channel) -> AsyncStream<Change> { base.listen(channel) }
    package var isShared: Bool { base.isShared }
    package func follow(_ channel: Channel, _ reaction: @escaping Listeners.Reaction) { base.follow(channel, reaction) }
    package func tables() async throws -> [Table] { try await base.tables() }
    package func close() async throws { try await base.close() }
}
