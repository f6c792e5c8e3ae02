#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the bytes of a backup come from.
package protocol ByteSource {
    /// Gives up to `count` bytes; fewer only at the end, none after it.
    mutating func read(_ count: Int) throws -> [UInt8]
}

/// A file that is read from its beginning to its end.
package final class DiskSource: ByteSource {
    private let descriptor: Int32
    private let path: String

    /// - Throws: `BackupError.cannotRead`.
    package init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BackupError.cannotRead(path, reason: Disk.reason()) }
    }

    deinit { _ = Disk.close(descriptor) }

    package func read(_ count: Int) throws -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = Disk.read(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
                if got < 0 { failed = true }
                if got <= 0 { return }
                filled += got
            }
        }
        if failed { throw BackupError.cannotRead(path, reason: Disk.reason()) }
        return bytes
    }
}

/// A new file that stands under its name once it is whole and on the disk, or not at all.
package final class DiskTarget {
    private let path: String
    private let half: String
    private let descriptor: Int32
    private var isDone = false

    /// - Throws: `BackupError.exists` when something stands there already, `.cannotWrite` when it cannot be made.
    package init(_ path: String) throws {
        self.path = path
        half = Disk.half(of: path)
        guard !Disk.exists(path) else { throw BackupError.exists(path) }
        _ = unlink(half)
        descriptor = open(half, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BackupError.cannotWrite(path, reason: Disk.reason()) }
    }

    deinit {
        // What could not be opened is another's.
        if !isDone, descriptor >= 0 {
            _ = Disk.close(descriptor)
            _ = unlink(half)
        }
    }

    package func write(_ bytes: some Collection<UInt8>) throws {
        let written =
            bytes.withContiguousStorageIfAvailable { write($0) } ?? Array(bytes).withUnsafeBufferPointer(write)
        guard written else { throw BackupError.cannotWrite(path, reason: Disk.reason()) }
    }

    private func write(_ buffer: UnsafeBufferPointer<UInt8>) -> Bool {
        var done = 0
        while done < buffer.count {
            let count = Disk.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return false }
            done += count
        }
        return true
    }

    /// Waits for the disk and gives the file its name.
    package func finish() throws {
        guard fsync(descriptor) == 0 else { throw BackupError.cannotWrite(path, reason: Disk.reason()) }
        // A link refuses to take the place of a file that came meanwhile; not every file system has links.
        if link(half, path) == 0 {
            _ = unlink(half)
        } else if errno == EEXIST {
            throw BackupError.exists(path)
        } else if rename(half, path) != 0 {
            throw BackupError.cannotWrite(path, reason: Disk.reason())
        }
        isDone = true
        _ = Disk.close(descriptor)
        try Disk.syncFolder(of: path)
    }
}
