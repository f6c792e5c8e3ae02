import Core
import Formats

import struct Foundation.Data

/// Trading the code for a token (RFC 6749, 4.1.3).
struct TokenRequest: Sendable {
    let settings: OpenIDSettings
    let endpoint: WebAddress
    let now: Moment

    struct Answer: Sendable {
        let idToken: String
        let accessToken: String?
    }

    func trade(_ code: String, redirect: String, verifier: String, _ fetcher: any Fetching) async throws(OpenIDFailure)
        -> Answer
    {
        var fields = FormFields([
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect),
            ("code_verifier", verifier),
        ])
        var authorization: String?
        switch settings.proof {
        case .secret(let secret):
            // RFC 6749, 2.3.1: both halves are encoded as in a form before they are joined.
            let pair = settings.clientID.percentEncoded + ":" + secret.percentEncoded
            authorization = "Basic " + Data(pair.utf8).base64EncodedString()
        case .secretInBody(let secret):
            fields.pairs += [(name: "client_id", value: settings.clientID), (name: "client_secret", value: secret)]
        case .privateKey(let pem, let keyID):
            guard let key = try? await ClientKey(pem: pem, keyID: keyID),
                let assertion = try? key.assertion(for: settings.clientID, at: endpoint, now: now)
            else { throw .tokenRefused("client-key") }
            fields.pairs += [
                (name: "client_id", value: settings.clientID),
                (name: "client_assertion_type", value: ClientKey.assertionType),
                (name: "client_assertion", value: assertion),
            ]
        }
        var request = ProviderRequest(endpoint.text, form: fields.encoded, limit: IDToken.byteLimit * 3)
        if let authorization { request.headers.append(("authorization", authorization)) }
        return try Self.read(try await fetcher.ask(request))
    }

    private static func read(_ answer: ProviderAnswer) throws(OpenIDFailure) -> Answer {
        let json = try? JSONValue(parsing: answer.body, maximumDepth: 16)
        guard answer.status == 200 else {
            guard let word = json?["error"]?.string else { throw .unexpectedStatus(answer.status) }
            throw .tokenRefused(word)
        }
        guard let idToken = json?["id_token"]?.string else { throw .tokenAnswer }
        let accessToken = json?["access_token"]?.string
        // It goes into a header: only the marks of RFC 6750.
        if let accessToken, !accessToken.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) { throw .tokenAnswer }
        return Answer(idToken: idToken, accessToken: accessToken)
    }
}
