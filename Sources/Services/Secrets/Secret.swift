import Crypto
import Formats

/// Random secrets for links and sessions. Only their hash is stored.
package enum Secret {
    /// 256 random bits as 43 characters that fit in an address.
    package static func make() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { Base64URL.encode($0) }
    }

    /// The form in which a secret is stored: SHA-256, which is enough for 256 random bits.
    package static func hash(_ secret: String) -> String { Base64URL.encode(SHA256.hash(data: Array(secret.utf8))) }
}
