import Crypto

/// Whether a backup file is whole, seen without the key: its header, its length and its sum.
package enum BackupCheck {
    /// - Throws: `BackupError` when it is not.
    package static func run(_ path: String) throws -> BackupHeader {
        let header = try BackupReader(DiskSource(path)).header
        let tail = BackupFormat.endMark.count + 8 + BackupFormat.digest
        guard let size = Disk.size(path), size > tail else { throw BackupError.truncated }
        let source = try DiskSource(path)
        var hash = SHA256()
        var left = size - BackupFormat.digest
        var last: [UInt8] = []
        while left > 0 {
            let piece = try source.read(min(left, 1 << 20))
            guard !piece.isEmpty else { throw BackupError.truncated }
            hash.update(data: piece)
            left -= piece.count
            last = Array((last + piece).suffix(BackupFormat.endMark.count + 8))
        }
        guard last.starts(with: BackupFormat.endMark) else { throw BackupError.truncated }
        guard BackupFormat.number(last.suffix(8), as: UInt64.self) == UInt64(size) else {
            throw BackupError.damaged("its length")
        }
        guard try source.read(BackupFormat.digest) == Array(hash.finalize()) else {
            throw BackupError.damaged("its sum")
        }
        return header
    }
}
