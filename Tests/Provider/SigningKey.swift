import Crypto
import CryptoExtras
package import Formats
import JWTKit
package import OpenID

/// A key of a provider, with which a test signs what it likes.
package struct SigningKey: Sendable {
    package let id: String
    package let algorithm: SigningAlgorithm
    /// The public half as in a JWKS.
    package let jwk: JSONValue
    private let signer: any JWTAlgorithm
    /// The public half in PEM: what a forger has as well.
    package let publicPEM: String
    /// The private half in PEM.
    package let privatePEM: String

    package static func rsa(_ id: String, _ algorithm: SigningAlgorithm = .rs256) async throws -> SigningKey {
        let key = try Insecure.RSA.PrivateKey(backing: _RSA.Signing.PrivateKey(keySize: .bits2048))
        let keys = JWTKeyCollection()
        if algorithm == .ps256 {
            await keys.add(pss: key, digestAlgorithm: .sha256)
        } else {
            await keys.add(rsa: key, digestAlgorithm: .sha256)
        }
        let numbers = try key.publicKey.getKeyPrimitives()
        let jwk: JSONValue = [
            "kty": "RSA", "use": "sig", "kid": .string(id), "n": .string(Base64URL.encode(numbers.modulus)),
            "e": .string(Base64URL.encode(numbers.publicExponent)),
        ]
        return SigningKey(
            id: id, algorithm: algorithm, jwk: jwk, signer: try await keys.getKey(),
            publicPEM: key.publicKey.pemRepresentation, privatePEM: key.pemRepresentation)
    }

    package static func p256(_ id: String) async throws -> SigningKey {
        let key = P256.Signing.PrivateKey()
        let keys = JWTKeyCollection()
        await keys.add(ecdsa: try ES256PrivateKey(pem: key.pemRepresentation))
        let point = Array(key.publicKey.rawRepresentation)
        let jwk: JSONValue = [
            "kty": "EC", "crv": "P-256", "use": "sig", "kid": .string(id),
            "x": .string(Base64URL.encode(point.prefix(32))), "y": .string(Base64URL.encode(point.suffix(32))),
        ]
        return SigningKey(
            id: id, algorithm: .es256, jwk: jwk, signer: try await keys.getKey(),
            publicPEM: key.publicKey.pemRepresentation, privatePEM: key.pemRepresentation)
    }

    /// A token with these claims; `header` changes what stands before them.
    package func token(_ claims: JSONValue, header: (inout JSONValue) -> Void = { _ in }) throws -> String {
        let signed = unsigned(claims, header: header)
        return signed + "." + Base64URL.encode(try signer.sign(Array(signed.utf8)))
    }

    /// Header and claims without a signature.
    package func unsigned(_ claims: JSONValue, header: (inout JSONValue) -> Void = { _ in }) -> String {
        var head: JSONValue = ["alg": .string(algorithm.rawValue), "typ": "JWT", "kid": .string(id)]
        header(&head)
        return Base64URL.encode(head.text.utf8) + "." + Base64URL.encode(claims.text.utf8)
    }

    /// The oldest trick: an HMAC with the public key as its secret.
    package func confused(_ claims: JSONValue) -> String {
        let signed = unsigned(claims) { $0["alg"] = "HS256" }
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(signed.utf8), using: SymmetricKey(data: Array(publicPEM.utf8)))
        return signed + "." + Base64URL.encode(code)
    }
}
