import Core
import Services
import Storage

/// The backups: are they made, and could someone get back in with them?
enum DoctorBackups {
    static func look(_ configuration: Configuration, clock: any WallClock) async -> [Finding] {
        if configuration.database.isPostgres {
            return await DoctorServerBackups.look(configuration, now: clock.now)
        }
        do {
            return findings(try await Backups(configuration, clock: clock).status())
        } catch {
            return [.attention("backups", "\(error)", "Look with 'inzet backup status'.")]
        }
    }

    static func findings(_ status: BackupStatus) -> [Finding] {
        guard !status.warnings.isEmpty else {
            let newest = status.files.first.map { "the newest of \($0.created.iso)" } ?? "none yet"
            return [.good("backups", "\(status.files.count) backups, \(newest).")]
        }
        return status.warnings.map { warning in
            switch warning {
            case .folderUnreadable, .old, .failed: .wrong("backups", "\(warning)", "Mend it today.")
            case .noPlan: .attention("backups", "The site makes no backups by itself.", "Set the section backup.")
            case .noBackup: .attention("backups", "There is no backup yet.", "Run 'inzet backup' now.")
            case .keysNeverCopied:
                .attention(
                    "backups", "The key of the site was never copied.",
                    "Run 'inzet backup keys' and keep the file apart from the backups.")
            }
        }
    }
}

/// The key of the site: without it staff must set up their second step again.
enum DoctorKey {
    static func look(_ configuration: Configuration) -> [Finding] {
        let path = configuration.keyPath
        guard let size = Disk.size(path) else {
            return [.attention("key", "There is no key at \(path) yet.", "It is made when the site starts.")]
        }
        if size != 32 { return [.wrong("key", "\(path) is damaged.", "Put it back from 'inzet backup keys'.")] }
        if Disk.isOpenToOthers(path) {
            return [.wrong("key", "\(path) can be read by others.", "Run 'chmod 600 \(path)'.")]
        }
        return [.good("key", "\(path) can be read by its owner only.")]
    }
}
