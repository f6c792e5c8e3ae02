import Core
import Formats
import OpenID
import TestProvider
import Testing

/// What a provider says of itself is believed only within the hosts that were configured.
struct DiscoveryTests {
    static func read(_ change: (inout JSONValue) -> Void, settings: OpenIDSettings = TokenFixture.settings)
        throws(OpenIDFailure) -> ProviderMetadata
    {
        var json = FakeProvider(keys: []).state.metadata
        change(&json)
        return try ProviderMetadata(parsing: Array(json.text.utf8), settings: settings)
    }

    @Test func `an ordinary description is read`() throws {
        let metadata = try Self.read { _ in }
        #expect(metadata.token.text == FakeProvider.issuer + "/token")
        #expect(metadata.endSession != nil)
        #expect(!metadata.namesIssuer)
    }

    @Test func `another issuer is refused`() {
        for issuer in ["https://evil.example", FakeProvider.issuer + "/", FakeProvider.issuer.uppercased()] {
            #expect(throws: OpenIDFailure.discovery(.issuer)) { try Self.read { $0["issuer"] = .string(issuer) } }
        }
    }

    @Test func `addresses lead to the configured hosts and over TLS only`() throws {
        let wrong = [
            "https://evil.example/token", "http://login.gemeente.example/token",
            "https://login.gemeente.example.evil/t",
            "https://login.gemeente.example@evil.example/t", "https://login.gemeente.example:8443/t", "//evil.example",
            "file:///etc/passwd", "https://login.gemeente.example\\@evil.example/t", "/token", "", "https://",
            "https://login.gemeente.example/t#x", "https://login.gemeente.example/\r\nx: y",
            "https://login.gemeente.example/\"><script>", "http://127.0.0.1/token", "https://[::1/t",
        ]
        for address in wrong {
            for name in ["token_endpoint", "jwks_uri", "authorization_endpoint"] {
                #expect(throws: OpenIDFailure.discovery(.address), "\(name) \(address)") {
                    try Self.read { $0[name] = .string(address) }
                }
            }
            // What we can do without is left out.
            #expect(try Self.read { $0["end_session_endpoint"] = .string(address) }.endSession == nil)
        }
        var settings = TokenFixture.settings
        settings.hosts = ["graph.example"]
        let elsewhere = try Self.read(
            { $0["userinfo_endpoint"] = "https://graph.example/me" }, settings: settings)
        #expect(elsewhere.userInfo?.host == "graph.example")
    }

    @Test func `http is for this machine only`() {
        func problems(_ issuer: String) -> [String] {
            var settings = TokenFixture.settings
            settings.issuer = issuer
            return settings.problems
        }
        #expect(problems("https://login.example/tenant/v2.0").isEmpty)
        #expect(problems("http://127.0.0.1:9000").isEmpty)
        #expect(problems("http://localhost:9000/o").isEmpty)
        for wrong in [
            "http://login.example", "http://localhost.evil.example", "http://127.0.0.1.evil.example", "login.example",
            "https://login.example?x=1", "ftp://login.example", "",
        ] { #expect(!problems(wrong).isEmpty, "\(wrong)") }
    }

    @Test func `settings name all their mistakes at once`() {
        let settings = OpenIDSettings(
            municipality: "Waterveen", name: " ", issuer: "http://login.example", clientID: "",
            proof: .privateKey(pem: "no key", keyID: nil), scopes: ["profile"], algorithms: [], hosts: ["a/b"],
            roleClaim: "", secondStep: .claims(methods: [], levels: []))
        #expect(settings.problems.count >= 9)
        #expect(TokenFixture.settings.problems.isEmpty)
    }
}
