import Crypto
import Foundation

/// The secret of one installation: it seals second factors and signs form tokens. Losing it signs everyone out and
/// makes staff set up their second factor again, so it belongs in the backup, apart from the data.
enum SiteKey {
    /// Reads the key, or makes one that only the owner of the process can read.
    static func load(path: String) throws -> [UInt8] {
        guard !path.isEmpty else {
            throw ConfigurationError(
                "Say where the key of the site lies with --key: a database server has no place for it.")
        }
        if let data = FileManager.default.contents(atPath: path) {
            guard data.count == 32 else {
                throw ConfigurationError("The key file \(path) is damaged: it must hold 32 bytes.")
            }
            return Array(data)
        }
        let key = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        guard FileManager.default.createFile(atPath: path, contents: key, attributes: [.posixPermissions: 0o600]) else {
            throw ConfigurationError("The key file \(path) cannot be written.")
        }
        return Array(key)
    }

    /// A key for one purpose, so that no two uses share one.
    static func derive(_ key: [UInt8], for purpose: String) -> [UInt8] {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: key), info: Array(purpose.utf8), outputByteCount: 32
        ).withUnsafeBytes { Array($0) }
    }
}
