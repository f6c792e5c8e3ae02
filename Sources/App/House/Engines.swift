package import Storage
import StorageSQLite

#if Postgres
    import StoragePostgres
#endif

/// The engines this program was built with.
package enum Engines {
    /// - Throws: `StorageError.unusable` with words for the administrator.
    package static func open(_ address: DatabaseAddress) throws -> any Database {
        switch address {
        case .sqlite(let path): return try SQLiteDatabase(path: path, settings: .chosen)
        case .postgres(let conninfo):
            #if Postgres
                return try PostgresDatabase(conninfo: conninfo, settings: .chosen)
            #else
                throw StorageError.unusable("This inzet was built without PostgreSQL.")
            #endif
        }
    }
}
