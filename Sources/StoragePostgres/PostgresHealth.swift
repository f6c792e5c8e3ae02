import Storage

/// What PostgreSQL says of itself and of what is in it.
enum PostgresHealth {
    /// - Throws: `StorageError.unusable` when the database would answer otherwise than SQLite does.
    static func requireFit(_ db: any SQLConnection) throws {
        let encoding = try db.value("SHOW server_encoding", as: String.self)
        // In the order of the code points, as SQLite compares; a language would put B before a, and é before z.
        let sorts = try db.exists("SELECT 1 WHERE ('a' > 'Z') AND ('é' > 'z') AND ('_a' > 'Zz') AND ('a b' < 'aa')")
        if encoding == "UTF8", sorts { return }
        let name = try db.value("SELECT current_database()", as: String.self) ?? "inzet"
        throw StorageError.unusable(
            """
            The database '\(name)' keeps text as \(encoding ?? "?") and sorts it by the rules of a language. Make it with:
            CREATE DATABASE "\(name)" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'
            """)
    }

    /// An error without the name of its case.
    static func words(_ error: any Error) -> String {
        switch error as? StorageError {
        case .unavailable(let text), .unusable(let text), .failed(_, let text): text
        default: "\(error)"
        }
    }

    /// What whoever runs the server must know.
    static func warnings(_ db: any SQLConnection) throws -> [String] {
        var warnings: [String] = []
        let version = try db.value("SELECT current_setting('server_version_num')::bigint", as: Int.self) ?? 0
        if version < 140_000 {
            warnings.append("PostgreSQL \(version / 10_000) gets no repairs any more: move to 15 or newer.")
        }
        for row in try db.rows(
            """
            SELECT name, setting FROM pg_settings
            WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name
            """)
        {
            let name: String = try row("name")
            warnings.append("\(name) is off: a power cut loses what visitors were told was kept. Turn it on.")
        }
        if try db.value("SELECT current_setting('transaction_read_only')", as: String.self) == "on",
            try db.exists("SELECT 1 WHERE pg_is_in_recovery()")
        {
            warnings.append("This is a replica: nothing can be written here.")
        }
        return warnings
    }

    /// Who else is connected to this database.
    static func others(than name: String, _ db: any SQLConnection) throws -> [String] {
        try db.rows(
            """
            SELECT DISTINCT COALESCE(NULLIF(application_name, ''), 'a program without a name') AS name FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name IS DISTINCT FROM \(name)
                AND usesysid IS NOT NULL AND COALESCE(backend_type, 'client backend') = 'client backend'
            ORDER BY name
            """
        ).map { try $0("name") }
    }

    /// Tables whose sizes the engine does not know yet, or that changed by more than a tenth since it looked.
    static func changedTables(_ db: any SQLConnection) throws -> [String] {
        try db.rows(
            """
            SELECT relname FROM pg_stat_user_tables WHERE schemaname = current_schema()
                AND n_mod_since_analyze > CASE WHEN last_analyze IS NULL AND last_autoanalyze IS NULL THEN 0
                    ELSE 50 + n_live_tup / 10 END
            ORDER BY relname
            """
        ).map { try $0("relname") }
    }

    /// Rules of the schema that do not hold, and indexes that cannot be trusted; empty when all is well.
    static func problems(_ db: any SQLConnection) throws -> [String] {
        var problems: [String] = []
        for row in try db.rows(
            """
            SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND NOT (i.indisvalid AND i.indisready) ORDER BY c.relname
            """)
        {
            problems.append("The index \(try row("name", as: String.self)) is not valid: run REINDEX INDEX on it.")
        }
        for row in try db.rows(
            """
            SELECT conname AS name, conrelid::regclass::text AS owner FROM pg_constraint c
                JOIN pg_namespace n ON n.oid = c.connamespace
            WHERE n.nspname = current_schema() AND NOT convalidated ORDER BY conname
            """)
        {
            let owner: String = try row("owner")
            problems.append("The rule \(try row("name", as: String.self)) of \(owner) was never checked.")
        }
        for reference in try PostgresCatalogue.references(db) {
            let orphans = try db.count(reference.orphans)
            if orphans > 0 {
                problems.append(
                    "\(orphans) rows of \(reference.table) point at rows of \(reference.target) that are not there.")
            }
        }
        return problems
    }
}
