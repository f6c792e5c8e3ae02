import Crypto
import Formats

/// Seals small secrets, such as a second factor, with the key of the site (AES-256-GCM).
package struct Vault: Sendable {
    private let key: SymmetricKey

    /// - Parameter key: 32 bytes.
    package init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    /// A proof that this text came from this site: an HMAC that fits in an address. For links that may be followed
    /// more than once and do little, such as stopping a mail.
    package func sign(_ text: String) -> String {
        Base64URL.encode(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }

    /// - Parameter place: table, column and row, so that a sealed value works nowhere else.
    package func seal(_ plain: [UInt8], place: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(plain, using: key, authenticating: Array(place.utf8))
        guard let combined = box.combined else { throw CryptoKitError.incorrectParameterSize }
        return Array(combined)
    }

    package func open(_ sealed: [UInt8], place: String) throws -> [UInt8] {
        Array(try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: Array(place.utf8)))
    }
}
