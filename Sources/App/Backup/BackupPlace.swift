import Services
import Storage

extension Configuration {
    /// What the names of the files beside the data start with: the database itself, or the key where it is on a server.
    var besideData: String {
        if case .sqlite(let path) = database { path } else { keyPath }
    }

    /// The list of erased people that outlives a restore; `nil` when there is no place for it.
    package var erasureList: String? { besideData.isEmpty ? nil : besideData + ".erasures" }

    /// The file of the database.
    ///
    /// - Throws: `ConfigurationError` for a server: its own tools make its backups.
    func databaseFile() throws -> String {
        guard case .sqlite(let path) = database else {
            throw ConfigurationError(
                "A PostgreSQL database is copied with pg_dump or pg_basebackup; see docs/backup.md. "
                    + "Export the list of erased people with 'inzet erasures export'.")
        }
        return path
    }
}
