import Crypto
import Formats

/// The secrets of one try to sign in. They follow from the secret in the browser's cookie and the state, so that the
/// database holds neither: who reads it cannot finish somebody's sign-in.
package struct SignInProof: Sendable {
    /// PKCE (RFC 7636): proves at the token endpoint that the code came back to whoever asked for it.
    package let verifier: String
    /// Comes back inside the token: a token of another sign-in is worth nothing here.
    package let nonce: String

    package init(browser: String, state: String) {
        let key = SymmetricKey(data: Array(browser.utf8))
        func derive(_ purpose: String) -> String {
            Base64URL.encode(HMAC<SHA256>.authenticationCode(for: Array("\(purpose)|\(state)".utf8), using: key))
        }
        verifier = derive("verifier")
        nonce = derive("nonce")
    }

    /// S256, the only method that is used.
    package var challenge: String { Base64URL.encode(SHA256.hash(data: Array(verifier.utf8))) }
}
