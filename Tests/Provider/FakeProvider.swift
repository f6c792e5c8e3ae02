import Core
package import Formats
package import OpenID
import Synchronization

/// A provider inside the test: answers what it is told to and remembers what it was asked.
package final class FakeProvider: Fetching {
    package struct State: Sendable {
        package var keys: [SigningKey]
        /// Changes the description before it goes out.
        package var metadata: JSONValue
        /// The token for a code; nothing refuses the code.
        package var tokens: [String: String] = [:]
        package var userInfo: JSONValue = [:]
        /// When set, this answers every question.
        package var failure: OpenIDFailure?
        package var asked: [ProviderRequest] = []
    }

    package static let issuer = "https://login.gemeente.example/waterveen"
    private let box: Mutex<State>

    package init(keys: [SigningKey]) {
        let issuer = Self.issuer
        box = Mutex(
            State(
                keys: keys,
                metadata: [
                    "issuer": .string(issuer), "authorization_endpoint": .string(issuer + "/authorize"),
                    "token_endpoint": .string(issuer + "/token"), "jwks_uri": .string(issuer + "/keys"),
                    "userinfo_endpoint": .string(issuer + "/userinfo"),
                    "end_session_endpoint": .string(issuer + "/logout"),
                ]))
    }

    package var state: State { box.withLock { $0 } }
    package func change(_ body: @Sendable (inout State) -> Void) { box.withLock { body(&$0) } }
    package func count(_ suffix: String) -> Int { state.asked.filter { $0.url.hasSuffix(suffix) }.count }

    package func ask(_ request: ProviderRequest) async throws(OpenIDFailure) -> ProviderAnswer {
        change { $0.asked.append(request) }
        let state = state
        if let failure = state.failure { throw failure }
        let path = request.url.dropFirst(Self.issuer.count)
        switch path {
        case "/.well-known/openid-configuration": return Self.json(state.metadata)
        case "/keys": return Self.json(["keys": .array(state.keys.map(\.jwk))])
        case "/userinfo": return Self.json(state.userInfo)
        case "/token":
            let code = Self.field("code", of: request.form ?? "")
            guard let code, let token = state.tokens[code] else {
                return Self.json(["error": "invalid_grant"], status: 400)
            }
            // A code works once.
            change { $0.tokens[code] = nil }
            return Self.json(["token_type": "Bearer", "access_token": "open", "id_token": .string(token)])
        default: return ProviderAnswer(status: 404, body: [])
        }
    }

    package static func field(_ name: String, of form: String) -> String? {
        FormURLDecoder.decode(form).first { $0.0 == name }?.1
    }

    private static func json(_ value: JSONValue, status: Int = 200) -> ProviderAnswer {
        ProviderAnswer(status: status, body: Array(value.text.utf8))
    }
}
