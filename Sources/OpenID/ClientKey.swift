import Core
import Formats
import JWTKit

/// The private key with which this site proves to a provider that it is itself (`private_key_jwt`, RFC 7523).
struct ClientKey: Sendable {
    private let algorithm: any JWTAlgorithm
    private let keyID: String?

    static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    static let lifetime = Span.minutes(2)

    /// - Throws: when the text is no RSA or P-256 key.
    init(pem: String, keyID: String?) async throws {
        let keys = JWTKeyCollection()
        if let key = try? ES256PrivateKey(pem: pem) {
            await keys.add(ecdsa: key)
        } else {
            await keys.add(rsa: try Insecure.RSA.PrivateKey(pem: pem), digestAlgorithm: .sha256)
        }
        algorithm = try await keys.getKey()
        self.keyID = keyID
    }

    static func isReadable(_ pem: String) -> Bool {
        (try? ES256PrivateKey(pem: pem)) != nil || (try? Insecure.RSA.PrivateKey(pem: pem)) != nil
    }

    /// Good once and for two minutes, at this token endpoint only.
    func assertion(for clientID: String, at endpoint: WebAddress, now: Moment) throws -> String {
        var header: JSONValue = ["alg": .string(algorithm.name), "typ": "JWT"]
        if let keyID { header["kid"] = .string(keyID) }
        let claims: JSONValue = [
            "iss": .string(clientID), "sub": .string(clientID), "aud": .string(endpoint.text),
            "jti": .string(UUIDv7.make(at: now)), "iat": .int(Int(now.seconds)),
            "exp": .int(Int((now + Self.lifetime).seconds)),
        ]
        let signed = Base64URL.encode(header.text.utf8) + "." + Base64URL.encode(claims.text.utf8)
        return signed + "." + Base64URL.encode(try algorithm.sign(Array(signed.utf8)))
    }
}
