import Storage

/// The server as a whole, for what is done outside the database of a town: making and removing databases.
package struct PostgresServer: Sendable {
    private let conninfo: Conninfo

    /// - Parameter conninfo: a database on the server from which others may be made, such as `postgres`.
    package init(_ conninfo: String) throws { self.conninfo = try Conninfo(conninfo) }

    /// The connection string of another database on this server.
    package func conninfo(database: String) -> String { conninfo.with(database: database).text }

    /// Makes a database that sorts as a town must. Blocks until it is there.
    ///
    /// - Parameter template: a database to copy, to which nobody may be connected.
    package func create(_ database: String, template: String = "template0") throws {
        // A filled template is copied by the file; page by page through the log takes four times as long.
        let how =
            template == "template0"
            ? "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'" : "STRATEGY FILE_COPY"
        try command("CREATE DATABASE \(quoted(database)) TEMPLATE \(quoted(template)) \(how)")
    }

    /// Removes a database, also while others are connected to it.
    package func drop(_ database: String) throws {
        try command("DROP DATABASE IF EXISTS \(quoted(database)) WITH (FORCE)")
    }

    /// Ends the other lines to a database, as a server does that goes down; gives how many.
    package func disconnect(_ database: String) throws -> Int {
        let line = try connection()
        return try line.rows(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = \(database) AND pid <> pg_backend_pid()"
        ).count
    }

    /// Keeps new lines to a database out, or lets them in again: a stand-in for a server that is away.
    package func forbid(_ database: String, _ isForbidden: Bool) throws {
        try command("ALTER DATABASE \(quoted(database)) ALLOW_CONNECTIONS \(isForbidden ? "false" : "true")")
    }

    /// Runs one statement outside any transaction.
    func command(_ statement: String) throws { try connection().command(statement) }

    private func connection() throws -> PostgresConnection {
        var settings = PostgresSettings()
        settings.statementSeconds = 300
        return try PostgresConnection(conninfo.completed(session: "any"), settings: settings)
    }

    private func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}
