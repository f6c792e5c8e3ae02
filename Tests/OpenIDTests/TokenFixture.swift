import Core
import Formats
import OpenID
import TestProvider
import Testing

/// One sign-in under trial: a token that is right, to be spoiled by the test.
struct TokenFixture {
    static let now = Moment(seconds: 1_795_424_400)
    static let settings = OpenIDSettings(
        municipality: "GM9999", name: "Gemeente Waterveen", issuer: FakeProvider.issuer, clientID: "inzet",
        proof: .secret("geheim"), algorithms: [.rs256, .es256, .ps256], roleClaim: "groups",
        roles: ["makelaars": [.broker], "leiding": [.centreManager, .policyOfficer]])
    static let nonce = "n-0S6_WzA2Mj"

    static func claims(_ change: (inout JSONValue) -> Void = { _ in }) -> JSONValue {
        let seconds = Int(now.seconds)
        var claims: JSONValue = [
            "iss": .string(FakeProvider.issuer), "aud": "inzet", "sub": "u-1", "nonce": .string(nonce),
            "iat": .int(seconds - 2), "exp": .int(seconds + 300), "name": "Sanne de Wit",
            "email": "Sanne.deWit@waterveen.example", "email_verified": true, "groups": ["makelaars", "koor"],
            "amr": ["pwd", "mfa"],
        ]
        change(&claims)
        return claims
    }

    static func check(
        _ token: String, _ keys: [SigningKey], settings: OpenIDSettings = settings, accessToken: String? = nil
    ) async throws(OpenIDFailure) -> Claims {
        let set = try keySet(keys.map(\.jwk))
        return try await IDTokenCheck(settings: settings, nonce: nonce, now: now)
            .claims(of: IDToken(token), keys: set, accessToken: accessToken)
    }

    static func keySet(_ jwks: [JSONValue]) throws(OpenIDFailure) -> KeySet {
        let json: JSONValue = ["keys": .array(jwks)]
        return try KeySet(parsing: Array(json.text.utf8))
    }

    /// The reason why a token is refused; nothing when it is taken.
    static func refusal(
        _ token: String, _ keys: [SigningKey], settings: OpenIDSettings = settings, accessToken: String? = nil
    ) async -> OpenIDFailure? {
        do throws(OpenIDFailure) {
            _ = try await check(token, keys, settings: settings, accessToken: accessToken)
            return nil
        } catch {
            return error
        }
    }
}
