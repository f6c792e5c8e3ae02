import CSodium
import Core
import Crypto

/// Whom a backup is made for: the public half of a pair (X25519). It may lie on the server; it opens nothing.
package struct BackupRecipient: Sendable, Hashable, CustomStringConvertible {
    static let prefix = "inzet-backup-1"
    let bytes: [UInt8]

    /// Reads `inzet-backup-1…`.
    ///
    /// - Throws: `BackupError.notARecipient`, also for a slip of the pen: the text carries a checksum.
    package init(_ text: String) throws {
        let word = text.trimmed.lowercased()
        guard let bytes = KeyText.read(word, prefix: Self.prefix) else { throw BackupError.notARecipient(text) }
        self.bytes = bytes
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    package var description: String { KeyText.write(bytes, prefix: Self.prefix) }
}

/// The private half, which opens backups. It never stays on the server.
package struct BackupIdentity: Sendable {
    static let prefix = "inzet-backup-secret-1"
    let secret: [UInt8]
    package let recipient: BackupRecipient

    /// Makes a new pair.
    package static func make() -> BackupIdentity {
        _ = sodium_init()
        var recipient = [UInt8](repeating: 0, count: 32)
        var secret = [UInt8](repeating: 0, count: 32)
        crypto_box_keypair(&recipient, &secret)
        return BackupIdentity(secret: secret, recipient: BackupRecipient(bytes: recipient))
    }

    private init(secret: [UInt8], recipient: BackupRecipient) {
        self.secret = secret
        self.recipient = recipient
    }

    /// Reads the text of a key file: the line that starts with `INZET-BACKUP-SECRET-1`; others are remarks.
    ///
    /// - Throws: `BackupError.notAnIdentity`.
    package init(_ text: String) throws {
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed.lowercased() }
        guard let line = lines.first(where: { $0.hasPrefix(Self.prefix) }),
            let secret = KeyText.read(line, prefix: Self.prefix)
        else { throw BackupError.notAnIdentity }
        _ = sodium_init()
        var recipient = [UInt8](repeating: 0, count: 32)
        guard crypto_scalarmult_base(&recipient, secret) == 0 else { throw BackupError.notAnIdentity }
        self.init(secret: secret, recipient: BackupRecipient(bytes: recipient))
    }

    /// The whole content of a key file.
    package var fileText: String {
        """
        # Opens backups of inzet. Keep it away from the server, in two places.
        # Recipient: \(recipient)
        \(KeyText.write(secret, prefix: Self.prefix).uppercased())

        """
    }
}

/// A key as a word that can be read out and typed over: a prefix, base32 and four bytes of checksum.
enum KeyText {
    private static let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    static func write(_ key: [UInt8], prefix: String) -> String {
        prefix + base32(key + check(key, prefix))
    }

    static func read(_ word: String, prefix: String) -> [UInt8]? {
        guard word.hasPrefix(prefix), let bytes = bytes(word.utf8.dropFirst(prefix.utf8.count)), bytes.count == 36
        else {
            return nil
        }
        let key = Array(bytes.prefix(32))
        return Array(bytes.suffix(4)) == check(key, prefix) ? key : nil
    }

    private static func check(_ key: [UInt8], _ prefix: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(prefix.utf8) + key).prefix(4))
    }

    /// RFC 4648, 6, in small letters and without padding.
    private static func base32(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                text.append(letters[Int(bits >> (count - 5) & 31)])
                count -= 5
            }
        }
        if count > 0 { text.append(letters[Int(bits << (5 - count) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func bytes(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for letter in text {
            guard let value = letters.firstIndex(of: letter) else { return nil }
            bits = bits << 5 | UInt32(value)
            count += 5
            if count >= 8 {
                bytes.append(UInt8(bits >> (count - 8) & 255))
                count -= 8
            }
        }
        // The bits that are left over say nothing, and must say it with zeros.
        return count < 5 && bits & (1 << count - 1) == 0 ? bytes : nil
    }
}
