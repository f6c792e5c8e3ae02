import CSodium
import Crypto
import Formats

/// Writes one backup file as a stream. Call `write` as often as needed and `finish` at the end; without `finish`
/// nothing stands under the name of the file.
package final class BackupWriter {
    private let target: DiskTarget
    private var state = crypto_secretstream_xchacha20poly1305_state()
    private var fileHash = SHA256()
    private var contentHash = SHA256()
    private let headerDigest: [UInt8]
    private var waiting: [UInt8] = []
    private var contentLength: UInt64 = 0
    private var fileLength: UInt64 = 0

    package init(to path: String, header: BackupHeader, lock: BackupLock) throws {
        _ = sodium_init()
        var key = [UInt8](repeating: 0, count: Int(crypto_secretstream_xchacha20poly1305_keybytes()))
        crypto_secretstream_xchacha20poly1305_keygen(&key)
        var json = header.json
        json["locks"] = .array(try WrappedKey.wrap(key, with: lock))
        let text = json.bytes()
        let head =
            BackupFormat.magic + BackupFormat.bytes(BackupFormat.version) + BackupFormat.bytes(UInt32(text.count))
            + text
        headerDigest = Array(SHA256.hash(data: head))
        var start = [UInt8](repeating: 0, count: Int(crypto_secretstream_xchacha20poly1305_headerbytes()))
        crypto_secretstream_xchacha20poly1305_init_push(&state, &start, key)
        target = try DiskTarget(path)
        waiting.reserveCapacity(BackupFormat.frame * 2)
        try put(head + headerDigest + start)
    }

    package func write(_ bytes: [UInt8]) throws {
        contentHash.update(data: bytes)
        contentLength += UInt64(bytes.count)
        waiting += bytes
        var start = 0
        while waiting.count - start >= BackupFormat.frame {
            try seal(waiting[start..<start + BackupFormat.frame], isLast: false)
            start += BackupFormat.frame
        }
        waiting.removeFirst(start)
    }

    /// Ends the file and waits for the disk; gives the size of the file in bytes.
    @discardableResult
    package func finish() throws -> Int {
        if !waiting.isEmpty { try seal(waiting[...], isLast: false) }
        let proof = BackupFormat.bytes(contentLength) + Array(contentHash.finalize())
        try seal(proof[...], isLast: true)
        let whole = fileLength + UInt64(BackupFormat.endMark.count + 8 + BackupFormat.digest)
        try put(BackupFormat.endMark + BackupFormat.bytes(whole))
        try target.write(Array(fileHash.finalize()))
        try target.finish()
        return Int(whole)
    }

    private func seal(_ content: ArraySlice<UInt8>, isLast: Bool) throws {
        let tag =
            isLast
            ? crypto_secretstream_xchacha20poly1305_tag_final() : crypto_secretstream_xchacha20poly1305_tag_message()
        let length = content.count + Int(crypto_secretstream_xchacha20poly1305_abytes())
        var sealed = [UInt8](repeating: 0, count: length)
        let result = content.withUnsafeBufferPointer { plain in
            crypto_secretstream_xchacha20poly1305_push(
                &state, &sealed, nil, plain.baseAddress, UInt64(plain.count), headerDigest,
                UInt64(headerDigest.count), UInt8(tag))
        }
        guard result == 0 else { throw BackupError.outOfMemory }
        try put(BackupFormat.bytes(UInt32(length)) + sealed)
    }

    private func put(_ bytes: [UInt8]) throws {
        fileHash.update(data: bytes)
        fileLength += UInt64(bytes.count)
        try target.write(bytes)
    }
}
