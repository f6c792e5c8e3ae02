/// When backups are made, where they go and how long they stay: the part of the settings that is about backups.
package struct BackupPlan: Sendable, Equatable {
    /// The folder for the files; best on another machine. One folder for each site.
    package var folder: String
    package var key: Key
    /// The hour on the Dutch clock at which the daily backup is made, 0–23.
    package var hour: Int
    package var keep: BackupKeep

    package enum Key: Sendable, Equatable {
        /// The safest: nothing on the server opens the files.
        case recipients([String])
        /// A file with a passphrase, readable by its owner only.
        case passphraseFile(String)
    }

    /// After retention (03:00), the care of the database (04:00) and the check of the log (04:30).
    package static let usualHour = 5

    package init(folder: String, key: Key, hour: Int = usualHour, keep: BackupKeep = .usual) {
        self.folder = folder
        self.key = key
        self.hour = hour
        self.keep = keep
    }

    /// What a new backup is locked with.
    ///
    /// - Throws: `BackupError` when a recipient is none, or the file with the passphrase cannot be used.
    package func lock() throws -> BackupLock {
        switch key {
        case .recipients(let words): .recipients(try words.map { try BackupRecipient($0) })
        case .passphraseFile(let path): .passphrase(try Passphrase.read(path))
        }
    }
}

/// A passphrase in a file.
package enum Passphrase {
    /// The first line of the file.
    ///
    /// - Throws: `BackupError.cannotRead`, also when others than the owner may read the file.
    package static func read(_ path: String) throws -> String {
        let bytes = try DiskSource(path).read(64 * 1024)
        guard !Disk.isOpenToOthers(path) else {
            throw BackupError.cannotRead(path, reason: "others may read it; do 'chmod 600' first")
        }
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        guard !line.isEmpty else { throw BackupError.cannotRead(path, reason: "its first line is empty") }
        return String(decoding: line, as: UTF8.self)
    }
}
