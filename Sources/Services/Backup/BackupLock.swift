import CSodium
import Formats

import struct Foundation.Data

/// What a new backup is locked with.
package enum BackupLock: Sendable {
    case passphrase(String, Effort = .usual)
    /// Any one of these opens it.
    case recipients([BackupRecipient])

    /// The fewest characters of a passphrase: whoever has the file can guess without being slowed down.
    package static let shortestPassphrase = 16

    /// What a guess at the passphrase costs (Argon2id, RFC 9106).
    package struct Effort: Sendable, Hashable {
        let passes: Int
        /// In bytes.
        let memory: Int

        package init(passes: Int, memory: Int) {
            self.passes = passes
            self.memory = memory
        }

        /// 64 MiB as in the second recommended choice of RFC 9106, 4, with one pass more: libsodium has one lane.
        package static let usual = Effort(passes: 4, memory: 64 * 1024 * 1024)

        /// More than this a damaged or hostile file may not ask of the reader.
        var isBearable: Bool { (1...20).contains(passes) && (8192...1_073_741_824).contains(memory) }
    }
}

/// What opens a backup.
package enum BackupOpener: Sendable {
    case passphrase(String)
    case identity(BackupIdentity)
}

/// The key of one file, wrapped for whoever may open it; stands in the header.
///
/// Each file has a random key of its own. A key that does not fit shows at the unwrapping, so that it is never taken
/// for damage.
enum WrappedKey {
    static func wrap(_ key: [UInt8], with lock: BackupLock) throws -> [JSONValue] {
        _ = sodium_init()
        switch lock {
        case .passphrase(let words, let effort):
            guard words.count >= BackupLock.shortestPassphrase else {
                throw BackupError.weakPassphrase(atLeast: BackupLock.shortestPassphrase)
            }
            let salt = random(Int(crypto_pwhash_saltbytes()))
            let nonce = random(Int(crypto_secretbox_noncebytes()))
            let outer = try derive(words, salt, effort)
            var box = [UInt8](repeating: 0, count: key.count + Int(crypto_secretbox_macbytes()))
            guard crypto_secretbox_easy(&box, key, UInt64(key.count), nonce, outer) == 0 else {
                throw BackupError.outOfMemory
            }
            return [
                [
                    "kind": "argon2id", "salt": text(salt), "passes": .int(effort.passes),
                    "memory": .int(effort.memory), "nonce": text(nonce), "key": text(box),
                ]
            ]
        case .recipients(let recipients):
            return try recipients.map { recipient in
                var box = [UInt8](repeating: 0, count: key.count + Int(crypto_box_sealbytes()))
                guard crypto_box_seal(&box, key, UInt64(key.count), recipient.bytes) == 0 else {
                    throw BackupError.notARecipient(recipient.description)
                }
                return ["kind": "x25519", "recipient": .string(recipient.description), "key": text(box)]
            }
        }
    }

    /// - Throws: `.wrongPassphrase`, `.wrongKey`, `.needs`, or `.damaged`.
    static func unwrap(_ locks: [JSONValue], with opener: BackupOpener) throws -> [UInt8] {
        _ = sodium_init()
        switch opener {
        case .passphrase(let words):
            let mine = locks.filter { $0["kind"]?.string == "argon2id" }
            guard !mine.isEmpty else { throw BackupError.needs("a private key: give it with --key-file") }
            for lock in mine { if let key = try open(lock, words) { return key } }
            throw BackupError.wrongPassphrase
        case .identity(let identity):
            let mine = locks.filter { $0["kind"]?.string == "x25519" }
            guard !mine.isEmpty else { throw BackupError.needs("a passphrase") }
            for lock in mine { if let key = try open(lock, identity) { return key } }
            throw BackupError.wrongKey
        }
    }

    private static func open(_ lock: JSONValue, _ words: String) throws -> [UInt8]? {
        guard let salt = bytes(lock["salt"], Int(crypto_pwhash_saltbytes())), let passes = lock["passes"]?.int,
            let memory = lock["memory"]?.int, let nonce = bytes(lock["nonce"], Int(crypto_secretbox_noncebytes())),
            let box = bytes(lock["key"], 32 + Int(crypto_secretbox_macbytes()))
        else { throw BackupError.damaged("the lock") }
        let effort = BackupLock.Effort(passes: passes, memory: memory)
        guard effort.isBearable else { throw BackupError.damaged("the lock asks too much work") }
        var key = [UInt8](repeating: 0, count: 32)
        let outer = try derive(words, salt, effort)
        return crypto_secretbox_open_easy(&key, box, UInt64(box.count), nonce, outer) == 0 ? key : nil
    }

    private static func open(_ lock: JSONValue, _ identity: BackupIdentity) throws -> [UInt8]? {
        guard let box = bytes(lock["key"], 32 + Int(crypto_box_sealbytes())) else {
            throw BackupError.damaged("the lock")
        }
        var key = [UInt8](repeating: 0, count: 32)
        let result = crypto_box_seal_open(
            &key, box, UInt64(box.count), identity.recipient.bytes, identity.secret)
        return result == 0 ? key : nil
    }

    private static func derive(_ words: String, _ salt: [UInt8], _ effort: BackupLock.Effort) throws -> [UInt8] {
        var key = [UInt8](repeating: 0, count: 32)
        let password = words.utf8.map { CChar(bitPattern: $0) }
        let result = crypto_pwhash(
            &key, UInt64(key.count), password, UInt64(password.count), salt, UInt64(effort.passes), effort.memory,
            crypto_pwhash_alg_argon2id13())
        guard result == 0 else { throw BackupError.outOfMemory }
        return key
    }

    static func random(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    private static func text(_ bytes: [UInt8]) -> JSONValue { .string(Data(bytes).base64EncodedString()) }

    private static func bytes(_ value: JSONValue?, _ count: Int) -> [UInt8]? {
        guard let text = value?.string, let data = Data(base64Encoded: text), data.count == count else { return nil }
        return Array(data)
    }
}
