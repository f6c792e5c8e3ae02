package import Storage
import StorageSQLite

#if Postgres
    import StoragePostgres
#endif

/// The engines this program was built with.
package enum Engines {
    /// - Parameter replica: the connection string of a server that may be some seconds behind, for pages that may be.
    /// - Throws: `StorageError.unusable` with words for the administrator.
    package static func open(_ address: DatabaseAddress, replica: String? = nil) throws -> any Database {
        switch address {
        case .sqlite(let path): return try SQLiteDatabase(path: path, settings: .chosen)
        case .postgres(let conninfo):
            #if Postgres
                return try PostgresDatabase(conninfo: conninfo, replica: replica, settings: .chosen)
            #else
                throw StorageError.unusable("This inzet was built without PostgreSQL.")
            #endif
        }
    }
}
