import StorageSQLite

#if Postgres
    import StoragePostgres
#endif

/// What the program says of itself.
package enum Program {
    package static let version = "0.1.0"

    /// The version with those of what it is built on: Swift, SQLite and, where it knows PostgreSQL, libpq.
    package static var description: String {
        let sqlite = (try? SQLiteCopy.engine()) ?? "SQLite ?"
        return "\(version) (Swift \(swift), \(sqlite)\(libpq))"
    }

    private static var libpq: String {
        #if Postgres
            ", libpq \(PostgresDatabase.libraryVersion)"
        #else
            ""
        #endif
    }

    /// The compiler tells its own version only in conditions.
    private static var swift: String {
        #if compiler(>=6.5)
            "6.5 or newer"
        #elseif compiler(>=6.4)
            "6.4"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }
}
