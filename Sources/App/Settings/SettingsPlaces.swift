// On Linux the fields of stat(2) come with this module when another file of the target imports Foundation.
import CoreFoundation
import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the settings point at, looked at on this machine by this user: folders, files, keys.
package enum SettingsPlaces {
    private typealias Known = KnownSettings

    /// Adds a mistake for each place that cannot be used.
    package static func check(_ settings: inout Settings) {
        if case .sqlite(let path) = settings.value(Known.database) {
            let folder = parent(of: path)
            if exists(path), access(path, R_OK | W_OK) != 0 {
                settings.mistake(about: Known.database, "the file \(path) cannot be written: \(Failure.words(errno)).")
            } else {
                writable(folder, Known.database, &settings)
            }
        }
        key(&settings)
        if let folder = settings.value(Known.inbox) { writable(folder, Known.inbox, &settings) }
        // With PostgreSQL it is only looked at, by the doctor.
        if let folder = settings.value(Known.backupFolder), settings.value(Known.database)?.isPostgres != true {
            writable(folder, Known.backupFolder, &settings)
        }
        if case .folder(let folder) = settings.value(Known.mailRoute) { writable(folder, Known.mailRoute, &settings) }
        if let path = settings.value(Known.mailAuthority), access(path, R_OK) != 0 {
            settings.mistake(about: Known.mailAuthority, "the file \(path) cannot be read: \(Failure.words(errno)).")
        }
        settings.sortMistakes()
    }

    /// A folder that is not there may be made by the program, when the one above it lets us.
    private static func writable(_ folder: String, _ setting: any AnySetting, _ settings: inout Settings) {
        var facts = stat()
        if stat(folder, &facts) == 0 {
            guard facts.st_mode & S_IFMT == S_IFDIR else {
                settings.mistake(about: setting, "\(folder) is not a folder.")
                return
            }
            if access(folder, R_OK | W_OK | X_OK) != 0 {
                settings.mistake(about: setting, "the folder \(folder) cannot be written: \(Failure.words(errno)).")
            }
        } else if access(parent(of: folder), W_OK | X_OK) != 0 {
            settings.mistake(about: setting, "the folder \(folder) is not there and cannot be made.")
        }
    }

    private static func key(_ settings: inout Settings) {
        let beside = settings.value(Known.database).flatMap { Configuration.keyPath(beside: $0) }
        guard let path = settings.value(Known.keyFile) ?? beside else { return }
        var facts = stat()
        guard stat(path, &facts) == 0 else {
            if settings.isSet(Known.keyFile) { writable(parent(of: path), Known.keyFile, &settings) }
            return
        }
        if facts.st_mode & 0o077 != 0 {
            settings.mistake(about: Known.keyFile, "\(path) can be read by others: run 'chmod 600 \(path)'.")
        }
        if facts.st_size != 32 { settings.mistake(about: Known.keyFile, "\(path) is damaged: it must hold 32 bytes.") }
        if access(path, R_OK) != 0 {
            settings.mistake(about: Known.keyFile, "\(path) cannot be read: \(Failure.words(errno)).")
        }
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        let folder = String(path[..<slash])
        return folder.isEmpty ? "/" : folder
    }
}
