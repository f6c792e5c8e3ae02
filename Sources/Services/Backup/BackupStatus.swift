package import Core

/// How the backups are doing, for the administrator's page and for `inzet doctor`.
package struct BackupStatus: Sendable {
    /// Without a plan the site makes none by itself.
    package let plan: BackupPlan?
    package let record: BackupRecord
    /// The files in the folder of the plan, the newest first.
    package let files: [BackupFolder.File]
    package let warnings: [Warning]

    package enum Warning: Sendable, Equatable {
        case noPlan
        case folderUnreadable(String)
        case noBackup
        /// The newest backup is older than a day and a half.
        case old(Moment)
        /// The last attempt failed; the reason as the program says it.
        case failed(Moment, String)
        /// The key of the site was never copied with `inzet backup keys`.
        case keysNeverCopied
    }

    /// Whether something is wrong, and not merely unfinished.
    package var needsAttention: Bool {
        warnings.contains { warning in
            switch warning {
            case .folderUnreadable, .old, .failed: true
            case .noPlan, .noBackup, .keysNeverCopied: false
            }
        }
    }

    /// A daily backup may be this old before it counts as missed.
    package static let patience = Span.hours(36)

    /// Looks at the folder and the record now. May wait for a slow disk: not for the cooperative pool.
    ///
    /// - Parameter database: the path of the database.
    package init(plan: BackupPlan?, database: String, now: Moment) {
        self.plan = plan
        record = BackupRecord.read(BackupRecord.path(for: database))
        var warnings: [Warning] = []
        var files: [BackupFolder.File] = []
        if let plan {
            do {
                files = try BackupFolder(plan.folder, database: database).files()
            } catch {
                warnings.append(.folderUnreadable("\(error)"))
            }
            if warnings.isEmpty {
                if let newest = files.first {
                    if now - newest.created > Self.patience { warnings.append(.old(newest.created)) }
                } else {
                    warnings.append(.noBackup)
                }
            }
        } else {
            warnings.append(.noPlan)
        }
        if let last = record.last, let problem = last.problem { warnings.append(.failed(last.at, problem)) }
        if record.keys == nil { warnings.append(.keysNeverCopied) }
        self.files = files
        self.warnings = warnings
    }
}

extension BackupStatus.Warning: CustomStringConvertible {
    /// What is the matter and what to do, for whoever runs the server.
    package var description: String {
        switch self {
        case .noPlan:
            "The site makes no backups: set backup.folder and backup.recipients, or run 'inzet backup' each night."
        case .folderUnreadable(let reason): "The folder for backups cannot be read. \(reason)"
        case .noBackup: "There is no backup yet. Run 'inzet backup' now."
        case .old(let moment):
            "The newest backup is of \(moment.iso). Look at the last attempt, and run 'inzet backup' now."
        case .failed(let moment, let problem): "The backup of \(moment.iso) failed: \(problem)"
        case .keysNeverCopied:
            "The key of the site was never copied. Run 'inzet backup keys' and keep the file apart from the backups."
        }
    }
}
