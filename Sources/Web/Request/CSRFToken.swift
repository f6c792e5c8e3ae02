package import Core
import Crypto
import Synchronization

import struct Foundation.Data

/// The proof that a form was made by this site for this visitor: an HMAC over the visitor's own cookie.
///
/// Most pages hold no form that changes anything, so nothing is computed before somebody asks.
package final class CSRFToken: Sendable {
    package static let field = "_csrf"

    private struct State {
        var binding: String?
        var value: String?
        var wasUsed = false
    }

    private let key: [UInt8]
    private let page: String
    private let now: Moment
    private let state: Mutex<State>

    /// - Parameters:
    ///   - key: the site's secret.
    ///   - binding: the value of the session cookie, or of the visitor cookie when nobody signed in; without one a new
    ///     value is made when the token is asked for.
    ///   - page: the number of the request that shows the form: what tells one sending from the next.
    package init(key: [UInt8], binding: String?, page: String = "", now: Moment = Moment(milliseconds: 0)) {
        self.key = key
        self.page = page
        self.now = now
        state = Mutex(State(binding: binding))
    }

    /// The token to put into forms.
    package var value: String {
        state.withLock { state in
            if let value = state.value { return value }
            let value = Self.code(key, Self.binding(&state, now))
            state.value = value
            return value
        }
    }

    /// What the token is bound to: what the visitor's cookie must hold.
    package var binding: String { state.withLock { Self.binding(&$0, now) } }

    /// Whether a form on this page carries the token, so that the visitor needs the cookie it is bound to.
    package var wasUsed: Bool { state.withLock { $0.wasUsed } }

    /// The hidden fields for a form: the token, and the key by which a second click is known.
    package var hiddenFields: HTML {
        state.withLock { $0.wasUsed = true }
        return """
            <input type="hidden" name="\(Self.field)" value="\(value)"><input type="hidden" name="\(OnceField.name)" value="\(page)">
            """
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

    private static func binding(_ state: inout State, _ now: Moment) -> String {
        if let binding = state.binding { return binding }
        let made = UUIDv7.make(at: now) + UUIDv7.make(at: now)
        state.binding = made
        return made
    }

    private static func code(_ key: [UInt8], _ binding: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("csrf|\(binding)".utf8), using: SymmetricKey(data: key))
        return Data(code).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }
}
