/// Why a backup or a restore did not happen, in words for whoever runs the server. Nothing was changed.
package enum BackupError: Error, Equatable, CustomStringConvertible {
    case notABackup
    case formatTooNew(Int)
    case truncated
    /// Names the part that is not as it was written.
    case damaged(String)
    case wrongPassphrase
    case wrongKey
    /// The file opens with something else than what was given; names what.
    case needs(String)
    /// The database comes from a newer program; names what this one does not know.
    case schemaTooNew(program: String, reason: String)
    case targetNotEmpty(String)
    case sourceDamaged([String])
    case cannotRead(String, reason: String)
    case cannotWrite(String, reason: String)
    case exists(String)
    case busy(String)
    case weakPassphrase(atLeast: Int)
    case notARecipient(String)
    case notAnIdentity
    case noErasureList
    case brokenErasureList(String, line: Int)
    /// The list names a kind of case that this program does not know.
    case unknownErasure(String)
    case outOfMemory

    package var description: String {
        switch self {
        case .notABackup: "This file is not a backup of inzet."
        case .formatTooNew(let version):
            "This backup has format \(version), which this version of inzet does not know. Use a newer version."
        case .truncated: "The backup is cut off: its end is missing. Use another copy."
        case .damaged(let part): "The backup is damaged (\(part)). Use another copy."
        case .wrongPassphrase: "The passphrase does not open this backup."
        case .wrongKey: "This key does not open this backup: it was made for another recipient."
        case .needs(let what): "This backup opens with \(what)."
        case .schemaTooNew(let program, let reason):
            "This backup was made by inzet \(program) and does not fit this version. \(reason)"
        case .targetNotEmpty(let path):
            "There is something at \(path) already. A restore goes to an empty place: move it away first."
        case .sourceDamaged(let problems):
            "The database itself is damaged, so no backup was made and older ones were kept: "
                + problems.prefix(3).joined(separator: "; ")
        case .cannotRead(let path, let reason): "\(path) cannot be read: \(reason)."
        case .cannotWrite(let path, let reason): "\(path) cannot be written: \(reason)."
        case .exists(let path): "\(path) exists already; a backup never overwrites a file."
        case .busy(let path): "Another backup or restore of this database is running (lock file \(path))."
        case .weakPassphrase(let count): "The passphrase is too short: use at least \(count) characters."
        case .notARecipient(let text): "'\(text)' is not a recipient: it must start with inzet-backup-1."
        case .notAnIdentity: "This is not a private key for backups: it must start with INZET-BACKUP-SECRET-1."
        case .noErasureList:
            "No list of erased people was found beside the backup or the target. Without it, people who had themselves "
                + "erased after the backup come back. Give it with --erasures FILE, or say --no-erasures."
        case .brokenErasureList(let path, let line):
            "The list of erased people \(path) is damaged at line \(line). Use another copy of it."
        case .unknownErasure(let kind):
            "The list of erasures names something this version of inzet does not know ('\(kind)'). Use a newer version."
        case .outOfMemory: "There is not enough memory to work with this passphrase."
        }
    }
}
