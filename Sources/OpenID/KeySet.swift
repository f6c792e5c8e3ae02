import Formats
import JWTKit

/// The public keys of a provider (RFC 7517). What we cannot use is left out, as the RFC asks.
package struct KeySet: Sendable {
    package static let byteLimit = 500_000
    private static let most = 100

    struct Key: Sendable {
        let id: String?
        /// Only for this algorithm, when the provider says so.
        let algorithm: String?
        let material: Material
    }

    enum Material: Sendable {
        case rsa(Insecure.RSA.PublicKey)
        case p256(ES256PublicKey)

        var type: String {
            switch self {
            case .rsa: "RSA"
            case .p256: "EC"
            }
        }
    }

    let keys: [Key]

    package var count: Int { keys.count }

    package init(parsing bytes: [UInt8]) throws(OpenIDFailure) {
        guard let json = try? JSONValue(parsing: bytes, maximumDepth: 16, maximumBytes: Self.byteLimit),
            let list = json["keys"]?.array
        else { throw .keys }
        keys = list.prefix(Self.most).compactMap(Self.key)
    }

    private static func key(_ json: JSONValue) -> Key? {
        guard json["use"] == nil || json["use"]?.string == "sig",
            json["key_ops"] == nil || json["key_ops"]?.array?.contains("verify") == true,
            json["d"] == nil, let material = material(json)
        else { return nil }
        return Key(id: json["kid"]?.string, algorithm: json["alg"]?.string, material: material)
    }

    private static func material(_ json: JSONValue) -> Material? {
        switch json["kty"]?.string {
        case "RSA":
            guard let n = number(json["n"], bytes: 256...1024), let e = number(json["e"], bytes: 1...4) else {
                return nil
            }
            return (try? Insecure.RSA.PublicKey(modulus: n, exponent: e)).map(Material.rsa)
        case "EC":
            guard json["crv"]?.string == "P-256", let x = number(json["x"], bytes: 32...32),
                let y = number(json["y"], bytes: 32...32)
            else { return nil }
            return (try? ES256PublicKey(parameters: (x: x, y: y))).map(Material.p256)
        default: return nil
        }
    }

    /// The text of a big number, when it has the length of a number that can be right.
    private static func number(_ json: JSONValue?, bytes: ClosedRange<Int>) -> String? {
        guard let text = json?.string, text.utf8.count <= 2000, let value = Base64URL.decode(text),
            bytes.contains(value.count)
        else { return nil }
        return text
    }

    /// The key a token was signed with. The kind of key decides what it is used for, never the token alone: a public RSA
    /// key is no secret for an HMAC.
    func key(named id: String?, for algorithm: SigningAlgorithm) throws(OpenIDFailure) -> Key {
        let fitting = keys.filter {
            $0.material.type == algorithm.keyType && ($0.algorithm == nil || $0.algorithm == algorithm.rawValue)
        }
        if let id {
            guard let key = fitting.first(where: { $0.id == id }) else { throw .unknownKey }
            return key
        }
        // OpenID Connect Core 1.0, 10.1: a token may leave its key unnamed only when there is one to choose from.
        guard let only = fitting.first else { throw .unknownKey }
        guard fitting.count == 1 else { throw .ambiguousKey }
        return only
    }
}
