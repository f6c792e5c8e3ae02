import Storage
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that one process at a time holds; the system lets go of it when the process ends, however it ends.
final class LockFile: Sendable {
    private let descriptor: Mutex<Int32?>

    /// - Throws: `StorageError.unusable` when another process holds it.
    init(_ path: String) throws {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw StorageError.unusable("The lock file \(path) cannot be made.") }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            _ = close(opened)
            throw StorageError.unusable("Another inzet process uses this database (lock file \(path)).")
        }
        descriptor = Mutex(opened)
    }

    deinit { release() }

    func release() {
        descriptor.withLock { held in
            if let held { _ = close(held) }
            held = nil
        }
    }

    /// Makes a new database readable by its owner only, before anything stands in it; SQLite gives its WAL the same mode.
    /// A file that is there keeps the mode its owner chose.
    static func makePrivate(_ path: String) throws {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw StorageError.unusable("The database file \(path) cannot be made or read.") }
        _ = close(opened)
    }
}
