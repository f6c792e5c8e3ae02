/// What runs inside one transaction.
package protocol SQLConnection {
    func rows(_ sql: SQL) throws -> [Row]
    /// Runs a statement and gives the number of rows it changed.
    @discardableResult func run(_ sql: SQL) throws -> Int

    /// Tells everyone who listens, in this process and in others, once this transaction is committed.
    ///
    /// - Parameter payload: at most 7,999 bytes of UTF-8: say which row, not what is in it.
    func notify(_ channel: Channel, _ payload: String) throws

    /// Takes the bounds on time away for this transaction: for schema changes and for moving a town.
    func takeYourTime() throws

    /// Lets no other transaction write to the table until this one ends. Must be the first thing a transaction does,
    /// so that it sees what the one before it left.
    func holdAlone(_ table: StaticString) throws
}

extension SQLConnection {
    package func first(_ sql: SQL) throws -> Row? { try rows(sql).first }

    /// The first column of the first row.
    package func value<Value: SQLConvertible>(_ sql: SQL, as type: Value.Type = Value.self) throws -> Value? {
        guard let row = try first(sql), let raw = row.values.first, raw != .null else { return nil }
        guard let value = Value(sqlValue: raw) else {
            throw StorageError.unexpectedValue(column: row.columns.names.first ?? "")
        }
        return value
    }

    package func count(_ sql: SQL) throws -> Int { try value(sql) ?? 0 }

    package func exists(_ sql: SQL) throws -> Bool { try !rows(sql).isEmpty }
}

/// A database of either engine.
///
/// The call is asynchronous, the closure is not: it runs off the cooperative pool, in one transaction that is rolled
/// back when the closure throws. The closure must be pure apart from its statements, because an engine may repeat it.
package protocol Database: Sendable {
    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T
    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T

    /// Like `read`, but what it sees may be seconds old: it may come from a replica. Never for rights or balances.
    func readStale<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T

    /// What is told on a channel from now on. The first thing is always `resync`, once listening has begun: what you
    /// read after it misses nothing that is told later.
    func listen(_ channel: Channel) -> AsyncStream<Change>

    /// Whether other processes may change what is in it.
    var isShared: Bool { get }

    /// Calls `reaction` for what is told on a channel: by this process once the transaction is kept and before its
    /// writer goes on, so that what is remembered from before is never read after; by other processes as soon as it is
    /// heard. For keeping what is in memory true: short, and without a return to the database.
    func follow(_ channel: Channel, _ reaction: @escaping Listeners.Reaction)

    /// The tables of the town, those that are pointed at before those that point.
    func tables() async throws -> [Table]

    /// Other programs that are connected to the same database now, by the names they go by.
    func others() async throws -> [String]

    /// What the engine itself finds wrong with its files, and rows that point at nothing; empty when all is well.
    func integrityProblems() async throws -> [String]

    /// Name and version of the engine, for the log.
    func engineVersion() async throws -> String

    /// Known defects of this version of the engine, in words for whoever runs the server.
    func engineWarnings() async throws -> [String]

    /// Refreshes what the engine knows of the sizes of tables, by which it chooses its ways. Cheap when little changed.
    func maintain() async throws

    /// What ran, for tests.
    var statements: StatementLog { get }

    func close() async throws
}

extension Database {
    /// On an engine that lets one process in at a time there are no others.
    package func others() async throws -> [String] { [] }

    package func readStale<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await read(body)
    }
}
