package import Formats

/// An ID token taken apart. Nothing in it is true yet: `IDTokenCheck` decides.
package struct IDToken: Sendable {
    package let algorithm: SigningAlgorithm
    package let keyID: String?
    package let claims: JSONObject
    let signature: [UInt8]
    /// What was signed: header and payload as they came.
    let signed: [UInt8]

    package static let byteLimit = 60_000

    /// Only the compact form with three parts (RFC 7515, 7.1): an encrypted token has five.
    package init(_ text: String) throws(OpenIDFailure) {
        guard text.utf8.count <= Self.byteLimit else { throw .malformed }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .malformed }
        let header = try Self.object(parts[0], depth: 4)
        // `none`, the symmetric ones and all that is unknown stop here, before any key is looked up.
        guard let algorithm = header["alg"]?.string.flatMap(SigningAlgorithm.init(rawValue:)) else { throw .algorithm }
        // RFC 7515, 4.1.11: what is critical and not understood makes the token invalid. We understand no extensions.
        guard header["crit"] == nil, header["b64"] == nil else { throw .critical }
        guard header["typ"] == nil || header["typ"]?.string?.uppercased() == "JWT" else { throw .malformed }
        if let kid = header["kid"] {
            guard let kid = kid.string else { throw .malformed }
            keyID = kid
        } else {
            keyID = nil
        }
        self.algorithm = algorithm
        claims = try Self.object(parts[1], depth: 16)
        guard let signature = Base64URL.decode(parts[2]), !signature.isEmpty else { throw .malformed }
        self.signature = signature
        signed = Array(text.utf8.prefix(parts[0].utf8.count + 1 + parts[1].utf8.count))
    }

    private static func object(_ part: Substring, depth: Int) throws(OpenIDFailure) -> JSONObject {
        guard let bytes = Base64URL.decode(part),
            let json = try? JSONValue(parsing: bytes, maximumDepth: depth, maximumBytes: byteLimit),
            let object = json.object
        else { throw .malformed }
        return object
    }
}
