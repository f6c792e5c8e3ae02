/// Where the data of a town is.
package enum DatabaseAddress: Hashable, Sendable, CustomStringConvertible {
    /// A file of SQLite.
    case sqlite(path: String)
    /// A PostgreSQL server, in the words of libpq: `postgres://…` or `host=… dbname=…`.
    case postgres(String)

    /// Reads `sqlite:PATH`, `postgres:CONNINFO`, `postgres://…`, `postgresql://…`, `host=… dbname=…`, or a bare path.
    /// `nil` for what is none of these.
    package init?(_ text: String) {
        if text.hasPrefix("sqlite:") {
            self = .sqlite(path: String(text.dropFirst(7)))
        } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            self = .postgres(text)
        } else if text.hasPrefix("postgres:") {
            self = .postgres(String(text.dropFirst(9)))
        } else if Self.keywords.contains(where: { text.hasPrefix($0 + "=") || text.contains(" \($0)=") }) {
            self = .postgres(text)
        } else {
            self = .sqlite(path: text)
        }
        switch self {
        case .sqlite(let path): if path.isEmpty || path.contains("://") { return nil }
        case .postgres(let conninfo): if conninfo.isEmpty { return nil }
        }
    }

    /// The words of libpq by which a connection string is told from a path.
    private static let keywords = ["host", "hostaddr", "dbname", "service", "user", "port"]

    package var isPostgres: Bool { if case .postgres = self { true } else { false } }

    /// What libpq takes; `nil` for a file.
    package var conninfo: String? { if case .postgres(let words) = self { words } else { nil } }

    /// For the log: a connection string may hold a password, so it is not shown.
    package var description: String {
        switch self {
        case .sqlite(let path): "sqlite:\(path)"
        case .postgres: "postgres"
        }
    }
}
