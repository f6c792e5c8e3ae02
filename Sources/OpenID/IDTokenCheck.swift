package import Core
import Crypto
import Formats

/// What must hold before a token says who somebody is (OpenID Connect Core 1.0, 3.1.3.7).
package struct IDTokenCheck: Sendable {
    package let settings: OpenIDSettings
    /// What this sign-in, and no other, asked for.
    package let nonce: String
    package let now: Moment

    /// How far the clocks of two machines may differ.
    package static let skew = Span.seconds(60)
    /// A token of the code flow is seconds old when it comes.
    package static let oldest = Span.minutes(10)

    package init(settings: OpenIDSettings, nonce: String, now: Moment) {
        self.settings = settings
        self.nonce = nonce
        self.now = now
    }

    /// The signature first, then what the token says.
    ///
    /// - Throws: `.unknownKey` when the provider may have changed its keys since.
    package func claims(of token: IDToken, keys: KeySet, accessToken: String?) async throws(OpenIDFailure) -> Claims {
        guard settings.algorithms.contains(token.algorithm) else { throw .algorithm }
        let key = try keys.key(named: token.keyID, for: token.algorithm)
        guard await token.isSigned(by: key) else { throw .signature }
        let claims = token.claims
        guard claims["iss"]?.string == settings.issuer else { throw .issuer }
        try checkAudience(claims)
        try checkTimes(claims)
        guard let given = claims["nonce"]?.string, Self.isSame(given, nonce) else { throw .nonce }
        try checkHash(of: accessToken, claims)
        guard let subject = claims["sub"]?.string, (1...255).contains(subject.utf8.count) else { throw .subject }
        return Claims(issuer: settings.issuer, subject: subject, members: claims)
    }

    private func checkAudience(_ claims: JSONObject) throws(OpenIDFailure) {
        let audiences: [String]
        switch claims["aud"] {
        case .string(let one): audiences = [one]
        case .array(let several):
            audiences = several.compactMap(\.string)
            guard audiences.count == several.count else { throw .audience }
        default: throw .audience
        }
        guard audiences.contains(settings.clientID) else { throw .audience }
        if let party = claims["azp"] {
            guard party.string == settings.clientID else { throw .authorisedParty }
        } else if audiences.count > 1 {
            throw .authorisedParty
        }
    }

    private func checkTimes(_ claims: JSONObject) throws(OpenIDFailure) {
        guard let expires = Self.moment(claims["exp"]) else { throw .expired }
        guard now < expires + Self.skew else { throw .expired }
        guard let issued = Self.moment(claims["iat"]), issued <= now + Self.skew, now - issued <= Self.oldest else {
            throw .issuedAt
        }
        if let start = claims["nbf"] {
            guard let start = Self.moment(start), start <= now + Self.skew else { throw .notYetValid }
        }
    }

    /// Core 1.0, 3.1.3.6: half of the hash ties the access token to this ID token. All algorithms here use SHA-256.
    private func checkHash(of accessToken: String?, _ claims: JSONObject) throws(OpenIDFailure) {
        guard let given = claims["at_hash"] else { return }
        let half = accessToken.map { Base64URL.encode(SHA256.hash(data: Array($0.utf8)).prefix(16)) }
        guard let half, given.string == half else { throw .accessTokenHash }
    }

    /// Seconds since 1970; some providers write a fraction.
    private static func moment(_ json: JSONValue?) -> Moment? {
        guard let seconds = json?.double, seconds >= 0, seconds < 100_000_000_000 else { return nil }
        return Moment(milliseconds: Int64(seconds * 1000))
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
    }
}
