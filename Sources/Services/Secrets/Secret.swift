import Crypto

import struct Foundation.Data

/// Random secrets for links and sessions. Only their hash is stored.
package enum Secret {
    /// 256 random bits as 43 characters that fit in an address.
    package static func make() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64URL }
    }

    /// The form in which a secret is stored: SHA-256, which is enough for 256 random bits.
    package static func hash(_ secret: String) -> String { Data(SHA256.hash(data: Array(secret.utf8))).base64URL }
}

extension Data {
    var base64URL: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
