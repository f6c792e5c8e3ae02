/// What runs inside one transaction.
package protocol SQLConnection {
    func rows(_ sql: SQL) throws -> [Row]
    /// Runs a statement and gives the number of rows it changed.
    @discardableResult func run(_ sql: SQL) throws -> Int
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
