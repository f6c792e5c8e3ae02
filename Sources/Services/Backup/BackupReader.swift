import CSodium
import Crypto
import Formats

/// Reads one backup file as a stream. What `content` handed over counts only once it has come to its end without an
/// error: keep it aside until then.
package struct BackupReader<Source: ByteSource> {
    private var source: Source
    private var fileHash = SHA256()
    private var fileLength: UInt64 = 0
    private let headerDigest: [UInt8]
    private let locks: [JSONValue]
    package let header: BackupHeader

    /// Reads the header, for which no key is needed.
    ///
    /// - Throws: `BackupError.notABackup`, `.formatTooNew`, `.truncated`, `.damaged`.
    package init(_ source: Source) throws {
        self.source = source
        let fixed = try self.source.read(BackupFormat.magic.count + 6)
        guard fixed.count >= BackupFormat.magic.count, fixed.starts(with: BackupFormat.magic) else {
            throw BackupError.notABackup
        }
        guard fixed.count == BackupFormat.magic.count + 6 else { throw BackupError.truncated }
        let version = BackupFormat.number(fixed[8..<10], as: UInt16.self)
        guard version <= BackupFormat.version else { throw BackupError.formatTooNew(Int(version)) }
        guard version == BackupFormat.version else { throw BackupError.damaged("its version") }
        let length = Int(BackupFormat.number(fixed[10..<14], as: UInt32.self))
        guard length <= BackupFormat.longestHeader else { throw BackupError.damaged("the length of its header") }
        let text = try self.source.read(length)
        let digest = try self.source.read(BackupFormat.digest)
        guard text.count == length, digest.count == BackupFormat.digest else { throw BackupError.truncated }
        guard Array(SHA256.hash(data: fixed + text)) == digest else { throw BackupError.damaged("its header") }
        guard let json = try? JSONValue(parsing: text), let locks = json["locks"]?.array else {
            throw BackupError.damaged("its header")
        }
        self.locks = locks
        header = try BackupHeader(json: json)
        headerDigest = digest
        note(fixed + text + digest)
    }

    /// Opens the content and hands it over piece by piece, each at most 64 KiB.
    ///
    /// - Throws: `BackupError` when the key does not fit, or when anything is not as it was written.
    package mutating func content(
        with opener: BackupOpener, _ body: ([UInt8]) throws -> Void
    ) throws {
        let key = try WrappedKey.unwrap(locks, with: opener)
        let start = try take(Int(crypto_secretstream_xchacha20poly1305_headerbytes()))
        var state = crypto_secretstream_xchacha20poly1305_state()
        guard crypto_secretstream_xchacha20poly1305_init_pull(&state, start, key) == 0 else {
            throw BackupError.damaged("the start of its content")
        }
        var hash = SHA256()
        var length: UInt64 = 0
        while true {
            let (plain, isLast) = try frame(&state)
            if isLast {
                guard plain == BackupFormat.bytes(length) + Array(hash.finalize()) else {
                    throw BackupError.damaged("the sum of its content")
                }
                break
            }
            hash.update(data: plain)
            length += UInt64(plain.count)
            try body(plain)
        }
        try end()
    }

    private mutating func frame(_ state: inout crypto_secretstream_xchacha20poly1305_state) throws -> ([UInt8], Bool) {
        let extra = Int(crypto_secretstream_xchacha20poly1305_abytes())
        let length = Int(BackupFormat.number(try take(4), as: UInt32.self))
        guard (extra...BackupFormat.frame + extra).contains(length) else {
            throw BackupError.damaged("the length of a frame")
        }
        let sealed = try take(length)
        var plain = [UInt8](repeating: 0, count: length - extra)
        var tag: UInt8 = 0
        let result = crypto_secretstream_xchacha20poly1305_pull(
            &state, &plain, nil, &tag, sealed, UInt64(sealed.count), headerDigest, UInt64(headerDigest.count))
        guard result == 0 else { throw BackupError.damaged("its content") }
        return (plain, Int(tag) == Int(crypto_secretstream_xchacha20poly1305_tag_final()))
    }

    private mutating func end() throws {
        let mark = try take(BackupFormat.endMark.count + 8)
        guard mark.starts(with: BackupFormat.endMark) else { throw BackupError.damaged("its end") }
        guard BackupFormat.number(mark.suffix(8)) == fileLength + UInt64(BackupFormat.digest) else {
            throw BackupError.damaged("its length")
        }
        let sum = Array(fileHash.finalize())
        guard try source.read(BackupFormat.digest) == sum else { throw BackupError.damaged("its sum") }
        guard try source.read(1).isEmpty else { throw BackupError.damaged("something stands after its end") }
    }

    private mutating func take(_ count: Int) throws -> [UInt8] {
        let bytes = try source.read(count)
        guard bytes.count == count else { throw BackupError.truncated }
        note(bytes)
        return bytes
    }

    private mutating func note(_ bytes: [UInt8]) {
        fileHash.update(data: bytes)
        fileLength += UInt64(bytes.count)
    }
}
