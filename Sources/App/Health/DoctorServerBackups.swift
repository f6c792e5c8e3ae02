import Core
import Foundation
import Services
import Storage

/// The backups of a database server: its own tools make them, so only what they leave behind can be looked at.
enum DoctorServerBackups {
    static func look(_ configuration: Configuration, now: Moment) async -> [Finding] {
        let archive = await archive(of: configuration.database, now: now)
        let dumps = await dumps(in: configuration.dumps, hasArchive: archive?.state == .good, now: now)
        let record = BackupRecord.read(BackupRecord.path(for: configuration.besideData))
        return [archive, dumps, key(record)].compactMap(\.self)
    }

    // MARK: The archive of the WAL

    /// What the server says of its archive.
    struct Archive: Sendable {
        var isOn: Bool
        var lastKept: Moment?
        var lastFailed: Moment?
    }

    private static func archive(of address: DatabaseAddress, now: Moment) async -> Finding? {
        // A server that does not answer is told of elsewhere.
        guard let database = try? Engines.open(address) else { return nil }
        let archive = try? await database.read { db in
            Archive(
                isOn: try db.value("SHOW archive_mode", as: String.self) != "off",
                lastKept: try moment("SELECT EXTRACT(EPOCH FROM last_archived_time)::BIGINT FROM pg_stat_archiver", db),
                lastFailed: try moment("SELECT EXTRACT(EPOCH FROM last_failed_time)::BIGINT FROM pg_stat_archiver", db))
        }
        try? await database.close()
        return archive.flatMap { finding($0, now: now) }
    }

    private static func moment(_ sql: SQL, _ db: any SQLConnection) throws -> Moment? {
        try db.value(sql, as: Int.self).map { Moment(seconds: Int64($0)) }
    }

    /// `nil` when the server keeps no archive: then dumps are the way.
    static func finding(_ archive: Archive, now: Moment) -> Finding? {
        guard archive.isOn else { return nil }
        if let failed = archive.lastFailed, archive.lastKept.map({ $0 < failed }) ?? true {
            return .wrong(
                "backups", "The server cannot archive its WAL since \(failed.iso).",
                "Look at archive_command and at the log of PostgreSQL: the disk fills until it works.")
        }
        guard let kept = archive.lastKept else {
            return .attention(
                "backups", "The server has archived no WAL yet.", "Make a base backup and look again tomorrow.")
        }
        if now - kept > BackupStatus.patience {
            return .attention(
                "backups", "The newest piece of WAL in the archive is of \(kept.iso).",
                "Set archive_timeout, so that a quiet server archives too.")
        }
        return .good("backups", "The server archives its WAL, last at \(kept.iso).")
    }

    // MARK: Dumps in a folder

    struct Dump: Sendable {
        let name: String
        let changed: Moment
        let isEmpty: Bool
    }

    private static func dumps(in folder: String?, hasArchive: Bool, now: Moment) async -> Finding? {
        guard let folder else {
            return hasArchive
                ? nil
                : .attention(
                    "backups", "Nobody told where the backups of the server are.",
                    "Make them each night, and name their folder in backup.folder.")
        }
        do {
            return finding(try await OffPool.run { try newest(in: folder) }, in: folder, now: now)
        } catch {
            return .wrong("backups", "The folder \(folder) cannot be read.", "May this user read it?")
        }
    }

    /// The newest backup in the folder: a file, or a folder as `pg_basebackup` makes one.
    static func newest(in folder: String) throws -> Dump? {
        let manager = FileManager.default
        let names = try manager.contentsOfDirectory(atPath: folder).filter {
            // The list of erased people goes with a backup and is none.
            !$0.hasPrefix(".") && !$0.hasSuffix(BackupFolder.erasureEnding)
        }
        return names.compactMap { name -> Dump? in
            guard let facts = try? manager.attributesOfItem(atPath: folder + "/" + name),
                let changed = facts[.modificationDate] as? Date
            else { return nil }
            let isFile = facts[.type] as? FileAttributeType == .typeRegular
            let size = (facts[.size] as? NSNumber)?.intValue ?? 0
            return Dump(
                name: name, changed: Moment(seconds: Int64(changed.timeIntervalSince1970)), isEmpty: isFile && size == 0
            )
        }.max { ($0.changed, $0.name) < ($1.changed, $1.name) }
    }

    static func finding(_ newest: Dump?, in folder: String, now: Moment) -> Finding {
        guard let newest else {
            return .attention("backups", "There is no backup in \(folder) yet.", "Run pg_dump now; see docs/backup.md.")
        }
        if newest.isEmpty {
            return .wrong(
                "backups", "The newest backup, \(newest.name), is empty.", "Look why it failed. Mend it today.")
        }
        if now - newest.changed > BackupStatus.patience {
            return .wrong(
                "backups", "The newest backup in \(folder) is of \(newest.changed.iso).", "Look why. Mend it today.")
        }
        return .good("backups", "The newest backup, \(newest.name), is of \(newest.changed.iso).")
    }

    static func key(_ record: BackupRecord) -> Finding? {
        guard record.keys == nil else { return nil }
        return .attention(
            "backups", "The key of the site was never copied.",
            "Run 'inzet backup keys' and keep the file apart from the backups.")
    }
}
