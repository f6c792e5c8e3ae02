import Foundation
import StorageSQLite

#if Postgres
    import StoragePostgres
#endif

/// Guards that a rig takes away to see what each is for (`make rigs-negative`). A release build knows none of them.
enum RigSwitch: String {
    /// A commit waits for the disk.
    case durable = "INZET_RIG_DURABLE"
    /// A transaction is tried again after a conflict or a lost line.
    case retries = "INZET_RIG_RETRIES"
    /// A repeated request is carried out once.
    case once = "INZET_RIG_ONCE"

    var isOff: Bool {
        #if DEBUG
            ProcessInfo.processInfo.environment[rawValue] == "off"
        #else
            false
        #endif
    }
}

extension SQLiteSettings {
    static var chosen: SQLiteSettings {
        var settings = SQLiteSettings()
        if RigSwitch.durable.isOff { settings.durability = .normal }
        return settings
    }
}

#if Postgres
    extension PostgresSettings {
        static var chosen: PostgresSettings {
            var settings = PostgresSettings()
            if RigSwitch.retries.isOff { settings.retries = false }
            return settings
        }
    }
#endif
