import Formats

/// What a provider says of itself (OpenID Connect Discovery 1.0), as far as it may be believed.
package struct ProviderMetadata: Sendable, Hashable {
    package let authorization: WebAddress
    package let token: WebAddress
    package let keys: WebAddress
    package let userInfo: WebAddress?
    package let endSession: WebAddress?
    /// Whether its answers always name the issuer (RFC 9207).
    package let namesIssuer: Bool

    /// A description is a few kilobytes.
    package static let byteLimit = 200_000

    package init(parsing bytes: [UInt8], settings: OpenIDSettings) throws(OpenIDFailure) {
        guard let json = try? JSONValue(parsing: bytes, maximumDepth: 16, maximumBytes: Self.byteLimit),
            json.object != nil
        else { throw .discovery(.form) }
        // Discovery 1.0, 4.3: the issuer must be the one that was asked, or a provider could speak for another.
        guard json["issuer"]?.string == settings.issuer else { throw .discovery(.issuer) }
        func address(_ name: String) throws(OpenIDFailure) -> WebAddress {
            guard let address = Self.address(json[name]?.string, settings) else { throw .discovery(.address) }
            return address
        }
        authorization = try address("authorization_endpoint")
        token = try address("token_endpoint")
        keys = try address("jwks_uri")
        userInfo = Self.address(json["userinfo_endpoint"]?.string, settings)
        endSession = Self.address(json["end_session_endpoint"]?.string, settings)
        namesIssuer = json["authorization_response_iss_parameter_supported"]?.bool ?? false
    }

    /// Where the description stands.
    package static func address(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }

    /// Only over TLS and only at the hosts that were configured: a description may not send us elsewhere.
    private static func address(_ text: String?, _ settings: OpenIDSettings) -> WebAddress? {
        guard let text, let address = WebAddress(text), let issuer = WebAddress(settings.issuer), address.isSafe,
            address.scheme == "https" || issuer.scheme == "http",
            address.host == issuer.host || settings.hosts.contains(address.host)
        else { return nil }
        return address
    }
}
