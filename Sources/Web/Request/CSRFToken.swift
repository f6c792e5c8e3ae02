import Crypto
import Synchronization

import struct Foundation.Data

/// The proof that a form was made by this site for this visitor: an HMAC over the visitor's own cookie.
package final class CSRFToken: Sendable {
    package static let field = "_csrf"

    /// The token to put into forms.
    package let value: String
    private let used = Mutex(false)

    /// - Parameters:
    ///   - key: the site's secret.
    ///   - binding: the value of the session cookie, or of the visitor cookie when nobody signed in.
    package init(key: [UInt8], binding: String) {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("csrf|\(binding)".utf8), using: SymmetricKey(data: key))
        value = Data(code).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// Whether a form on this page carries the token, so that the visitor needs the cookie it is bound to.
    package var wasUsed: Bool { used.withLock { $0 } }

    /// The hidden field for a form.
    package var hiddenField: HTML {
        used.withLock { $0 = true }
        return "<input type=\"hidden\" name=\"\(Self.field)\" value=\"\(value)\">"
    }

    /// Compares in constant time.
    package func accepts(_ candidate: String) -> Bool {
        let left = Array(value.utf8)
        let right = Array(candidate.utf8)
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for (a, b) in zip(left, right) { difference |= a ^ b }
        return difference == 0
    }
}
