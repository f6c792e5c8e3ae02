#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The few things of the file system that a careful copy needs.
package enum Disk {
    /// What the last failing call says.
    static func reason() -> String { String(cString: strerror(errno)) }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The size in bytes; `nil` when there is no such file.
    package static func size(_ path: String) -> Int? {
        var facts = stat()
        return stat(path, &facts) == 0 ? Int(facts.st_size) : nil
    }

    package static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether others than the owner may read the file.
    package static func isOpenToOthers(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & 0o077 != 0
    }

    /// The folder a path is in, and its last part.
    package static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let folder = String(path[..<slash])
        return (folder.isEmpty ? "/" : folder, String(path[path.index(after: slash)...]))
    }

    /// The name a file has until it is whole: hidden, beside the final one.
    static func half(of path: String) -> String {
        let (folder, name) = split(path)
        return folder + "/." + name + ".part"
    }

    /// A new name in a folder is on the disk only after the folder itself is.
    package static func syncFolder(of path: String) throws {
        let folder = split(path).folder
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BackupError.cannotWrite(folder, reason: reason()) }
        defer { _ = close(descriptor) }
        // Some network file systems do not know it: EINVAL is no loss of data.
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
            throw BackupError.cannotWrite(folder, reason: reason())
        }
    }

    /// Waits until what was written to the file is on the disk.
    package static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw BackupError.cannotWrite(path, reason: reason()) }
        defer { _ = close(descriptor) }
        guard fsync(descriptor) == 0 else { throw BackupError.cannotWrite(path, reason: reason()) }
    }

    package static func remove(_ path: String) { _ = unlink(path) }

    /// Gives a file another name in the same file system. An empty file at the new name goes.
    package static func move(_ path: String, to target: String) throws {
        guard rename(path, target) == 0 else { throw BackupError.cannotWrite(target, reason: reason()) }
        try syncFolder(of: target)
    }

    /// Gives a file the name `target`, where nothing may stand but an empty file.
    ///
    /// - Throws: `BackupError.targetNotEmpty` when something came there meanwhile.
    package static func place(_ path: String, at target: String) throws {
        if size(target) == 0 { remove(target) }
        if link(path, target) == 0 {
            remove(path)
        } else if errno == EEXIST {
            throw BackupError.targetNotEmpty(target)
        } else {
            // Not every file system has links.
            guard !exists(target) else { throw BackupError.targetNotEmpty(target) }
            guard rename(path, target) == 0 else { throw BackupError.cannotWrite(target, reason: reason()) }
        }
        try syncFolder(of: target)
    }

    /// Closes what is open; a file that could not be opened needs nothing.
    static func close(_ descriptor: Int32) -> Int32 {
        guard descriptor >= 0 else { return 0 }
        #if canImport(Glibc)
            let code = Glibc.close(descriptor)
        #else
            let code = Darwin.close(descriptor)
        #endif
        assert(code == 0 || errno != EBADF, "closed twice")
        return code
    }

    static func read(_ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
        while true {
            #if canImport(Glibc)
                let got = Glibc.read(descriptor, buffer, count)
            #else
                let got = Darwin.read(descriptor, buffer, count)
            #endif
            if got < 0, errno == EINTR { continue }
            return got
        }
    }

    static func write(_ descriptor: Int32, _ buffer: UnsafePointer<UInt8>?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, buffer, count)
        #else
            Darwin.write(descriptor, buffer, count)
        #endif
    }
}

/// Keeps a second backup or restore of the same database out, until it is let go.
package final class DiskLock {
    private let descriptor: Int32

    /// - Throws: `BackupError.busy` when someone holds it.
    package init(_ path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BackupError.cannotWrite(path, reason: Disk.reason()) }
        // Who throws here is whole already, so that `deinit` closes the file: once, for its number may be another's then.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw BackupError.busy(path) }
    }

    deinit { _ = Disk.close(descriptor) }
}
