#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The list of erased people as a file.
extension ErasureList {
    /// What a file holds; `nil` when there is none.
    ///
    /// - Throws: `BackupError.brokenErasureList` when it was edited or damaged.
    package static func read(_ path: String) throws -> ErasureList? {
        guard Disk.exists(path) else { return nil }
        return try ErasureText.read(bytes(of: path), path: path).list
    }

    /// Adds those that are not on the list in the file yet, and waits for the disk. Makes the file when it is not there;
    /// one that is damaged is put aside and made anew.
    ///
    /// - Returns: how many were added.
    @discardableResult
    package static func add(_ entries: [Entry], to path: String) throws -> Int {
        // One writer at a time: the marks follow each other.
        let lock = try DiskLock(path + ".lock")
        defer { withExtendedLifetime(lock) {} }
        guard let known = try readable(path) else {
            try ErasureList([]).joined(with: entries).write(to: path)
            return entries.count
        }
        let fresh = known.list.missing(from: entries)
        if fresh.isEmpty { return 0 }
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BackupError.cannotWrite(path, reason: Disk.reason()) }
        defer { _ = Disk.close(descriptor) }
        // Half a line of an earlier crash goes first.
        guard ftruncate(descriptor, off_t(known.length)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
            throw BackupError.cannotWrite(path, reason: Disk.reason())
        }
        let text = Array(ErasureText.lines(fresh, after: known.mark).utf8)
        guard Disk.write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
            throw BackupError.cannotWrite(path, reason: Disk.reason())
        }
        return fresh.count
    }

    /// Writes the list as a new file.
    ///
    /// - Throws: `BackupError.exists` when something stands there.
    package func write(to path: String) throws {
        let target = try DiskTarget(path)
        try target.write(Array((ErasureText.head(until: until) + ErasureText.lines(entries, after: "")).utf8))
        try target.finish()
    }

    private static func readable(_ path: String) throws -> ErasureText.Read? {
        guard Disk.exists(path) else { return nil }
        do {
            let read = try ErasureText.read(bytes(of: path), path: path)
            if read.length > 0 { return read }
        } catch BackupError.brokenErasureList {
            // Falls through: what the database knows makes a new list, and the old one stays for a person to look at.
        }
        for number in 1...1000 where !Disk.exists("\(path).damaged-\(number)") {
            try Disk.move(path, to: "\(path).damaged-\(number)")
            return nil
        }
        throw BackupError.cannotWrite(path, reason: "there are too many damaged copies beside it")
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        let source = try DiskSource(path)
        var bytes: [UInt8] = []
        while true {
            let piece = try source.read(1 << 20)
            if piece.isEmpty { return bytes }
            bytes += piece
        }
    }
}
