package import Storage

/// A town on a PostgreSQL server. Several processes may share it.
///
/// A reading transaction sees one snapshot; a writing one is `SERIALIZABLE` and is tried again when another crossed it,
/// when the line broke, or when the server moved to another machine.
package final class PostgresDatabase: Database {
    private let pool: PostgresPool
    private let stale: PostgresPool?
    private let listener: PostgresListener
    package let statements = StatementLog()

    /// - Parameters:
    ///   - conninfo: in the words of libpq: `postgres://…` or `host=… dbname=…`, with several hosts when there are.
    ///   - replica: a server that may be some seconds behind, for pages that may be.
    /// - Throws: `StorageError.unusable` when the server does not answer or the database sorts in another way than we do.
    package init(conninfo: String, replica: String? = nil, settings: PostgresSettings = PostgresSettings()) throws {
        // One name for all lines of this process, so that others can be told from it.
        let own = try Conninfo(conninfo).marked()
        let log = statements
        pool = PostgresPool(own.completed(session: "read-write"), settings: settings, log: log)
        // A page that may be old must not wait for a replica that is away: the own server answers it as well.
        var brief = settings
        brief.patience = min(0.5, settings.patience)
        stale = try replica.map {
            PostgresPool(try Conninfo($0).marked().completed(session: "prefer-standby"), settings: brief, log: log)
        }
        listener = PostgresListener(own.completed(session: "read-write"), settings: settings)
        switch pool.onLine(until: .now + .seconds(60), { $0.transaction(.reading, PostgresHealth.requireFit) }) {
        case .done: return
        case .failed(let error): throw error
        case .again(_, let error):
            throw StorageError.unusable("The \(own.place) cannot be opened: \(PostgresHealth.words(error))")
        }
    }

    deinit { listener.close() }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await Transact(pool: pool)(.reading, body)
    }

    @discardableResult
    package func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        let news = News()
        let result = try await Transact(pool: pool)(.writing) { db in
            news.forget()
            return try body(TellingConnection(base: db, news: news))
        }
        for (channel, payload) in news.told { listener.told(payload, on: channel) }
        return result
    }

    package func readStale<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        guard let stale else { return try await read(body) }
        do {
            return try await Transact(pool: stale)(.reading, body)
        } catch StorageError.unavailable {
            // A replica is a convenience: without it the pages go on.
            return try await read(body)
        }
    }

    package func listen(_ channel: Channel) -> AsyncStream<Change> { listener.listen(channel) }

    package var isShared: Bool { true }

    package func follow(_ channel: Channel, _ reaction: @escaping Listeners.Reaction) {
        listener.follow(channel, reaction)
    }

    package func others() async throws -> [String] {
        let name = pool.conninfo.values["application_name"] ?? ""
        return try await read { try PostgresHealth.others(than: name, $0) }
    }

    package func tables() async throws -> [Table] { try await read { try PostgresCatalogue.tables($0) } }

    package func integrityProblems() async throws -> [String] {
        try await read { db in
            try db.takeYourTime()
            return try PostgresHealth.problems(db)
        }
    }

    package func engineVersion() async throws -> String {
        "PostgreSQL " + (try await read { try $0.value("SHOW server_version", as: String.self) ?? "?" })
    }

    package func engineWarnings() async throws -> [String] { try await read { try PostgresHealth.warnings($0) } }

    package func maintain() async throws {
        // Autovacuum does this too, but not before the first page after a big import.
        for table in try await read({ try PostgresHealth.changedTables($0) }) {
            try await write { db in
                try db.takeYourTime()
                try db.run("ANALYZE \(name: table)")
            }
        }
    }

    package func close() async throws {
        listener.close()
        try await stale?.close()
        try await pool.close()
    }
}
