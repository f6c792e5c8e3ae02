import Foundation
import StorageSQLite

#if Postgres
    import StoragePostgres
#endif

/// Guards that a rig takes away to see what each is for (`make rigs-negative`), and the patience that a thousand tests on
/// two processors need. A release build knows none of them.
enum RigSwitch: String {
    /// A commit waits for the disk.
    case durable = "INZET_RIG_DURABLE"
    /// A transaction is tried again after a conflict or a lost line.
    case retries = "INZET_RIG_RETRIES"
    /// A repeated request is carried out once.
    case once = "INZET_RIG_ONCE"

    var isOff: Bool { Self.value(rawValue) == "off" }

    /// The seconds a transaction is tried on a machine where being slow is no fault; `nil` for what a town does.
    static var patience: Double? { value("INZET_RIG_PATIENCE").flatMap(Double.init) }

    private static func value(_ name: String) -> String? {
        #if DEBUG
            ProcessInfo.processInfo.environment[name]
        #else
            nil
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
            if let patience = RigSwitch.patience {
                settings.patience = patience
                settings.commitSeconds = patience
                settings.statementSeconds = Int(patience * 2)
            }
            return settings
        }
    }
#endif
