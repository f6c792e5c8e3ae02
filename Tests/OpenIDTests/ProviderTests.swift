import Core
import Formats
import OpenID
import TestProvider
import Testing

/// The whole exchange with a provider inside the test: what is asked, how often, and what is kept.
struct ProviderTests {
    static let redirect = "https://inzet.example/inloggen/oidc/terug"
    let proof = SignInProof(browser: "the secret of a browser", state: "a state")

    /// A provider that gives `key`'s token for the code `c`.
    func setUp(_ key: SigningKey, settings: OpenIDSettings = TokenFixture.settings) throws -> (FakeProvider, Provider) {
        let fake = FakeProvider(keys: [key])
        try give("c", key, to: fake)
        return (fake, Provider(settings: settings, fetcher: fake))
    }

    func give(_ code: String, _ key: SigningKey, to fake: FakeProvider) throws {
        let token = try key.token(TokenFixture.claims { $0["nonce"] = .string(proof.nonce) })
        fake.change { $0.tokens[code] = token }
    }

    func claims(_ provider: Provider, code: String = "c", at now: Moment = TokenFixture.now) async throws -> Claims {
        try await provider.claims(code: code, redirect: Self.redirect, proof: proof, now: now)
    }

    @Test func `the browser is sent with PKCE, state and nonce`() async throws {
        let (_, provider) = try setUp(try await SigningKey.p256("e"))
        let url = try await provider.authorizationURL(
            redirect: Self.redirect, state: "a state", proof: proof, now: TokenFixture.now)
        let query = String(url.drop { $0 != "?" }.dropFirst())
        func field(_ name: String) -> String? { FakeProvider.field(name, of: query) }
        #expect(url.hasPrefix(FakeProvider.issuer + "/authorize?"))
        #expect(field("response_type") == "code")
        #expect(field("code_challenge_method") == "S256")
        #expect(field("code_challenge") == proof.challenge)
        #expect(field("nonce") == proof.nonce)
        #expect(field("state") == "a state")
        #expect(field("scope") == "openid profile email")
        #expect(!url.contains(proof.verifier))
        // RFC 7636, 4.1: 43 to 128 of the unreserved marks.
        #expect(proof.verifier.utf8.count == 43)
        #expect(proof.nonce != proof.verifier)
        #expect(SignInProof(browser: "the secret of a browser", state: "another").nonce != proof.nonce)
    }

    @Test func `the code is traded with the verifier and the client's secret`() async throws {
        var settings = TokenFixture.settings
        settings.proof = .secret("ge heim:%")
        let (fake, provider) = try setUp(try await SigningKey.p256("e"), settings: settings)
        #expect(try await claims(provider).subject == "u-1")
        let request = try #require(fake.state.asked.first { $0.url.hasSuffix("/token") })
        #expect(FakeProvider.field("code_verifier", of: request.form ?? "") == proof.verifier)
        #expect(FakeProvider.field("redirect_uri", of: request.form ?? "") == Self.redirect)
        #expect(FakeProvider.field("client_secret", of: request.form ?? "") == nil)
        // "inzet:ge%20heim%3A%25"
        #expect(
            request.headers.contains { $0.name == "authorization" && $0.value == "Basic aW56ZXQ6Z2UlMjBoZWltJTNBJTI1" })
    }

    @Test func `a private key proves who we are`() async throws {
        for own in try await [SigningKey.p256("own"), .rsa("own")] {
            var settings = TokenFixture.settings
            settings.proof = .privateKey(pem: own.privatePEM, keyID: "own")
            settings.clientID = "inzet"
            #expect(settings.problems.isEmpty)
            let (fake, provider) = try setUp(try await SigningKey.p256("e"), settings: settings)
            _ = try await claims(provider)
            let form = try #require(fake.state.asked.first { $0.url.hasSuffix("/token") }?.form)
            let assertion = try IDToken(try #require(FakeProvider.field("client_assertion", of: form)))
            #expect(assertion.keyID == "own")
            #expect(assertion.claims["aud"]?.string == FakeProvider.issuer + "/token")
            #expect(assertion.claims["iss"]?.string == "inzet")
        }
    }

    @Test func `description and keys are asked once an hour`() async throws {
        let key = try await SigningKey.p256("e")
        let (fake, provider) = try setUp(key)
        for code in ["c", "d", "e"] {
            try give(code, key, to: fake)
            _ = try await claims(provider, code: code)
        }
        #expect(fake.count("openid-configuration") == 1)
        #expect(fake.count("/keys") == 1)
    }

    @Test func `a new key is looked up once, and not again for every stranger`() async throws {
        let old = try await SigningKey.p256("old")
        let new = try await SigningKey.p256("new")
        let (fake, provider) = try setUp(old)
        _ = try await claims(provider)
        // The provider changed its key.
        fake.change { $0.keys = [new] }
        try give("d", new, to: fake)
        #expect(try await claims(provider, code: "d").subject == "u-1")
        #expect(fake.count("/keys") == 2)
        // Tokens with names nobody knows.
        let stranger = try await SigningKey.p256("stranger")
        for number in 0..<20 {
            try give("x\(number)", stranger, to: fake)
            await #expect(throws: OpenIDFailure.unknownKey) { try await claims(provider, code: "x\(number)") }
        }
        #expect(fake.count("/keys") == 2)
        // After the pause one more look.
        try give("y", stranger, to: fake)
        let later = TokenFixture.now + Provider.searchPause
        await #expect(throws: OpenIDFailure.unknownKey) { try await claims(provider, code: "y", at: later) }
        #expect(fake.count("/keys") == 3)
    }

    @Test func `a withdrawn key is believed no longer than an hour`() async throws {
        let key = try await SigningKey.p256("e")
        let (fake, provider) = try setUp(key)
        _ = try await claims(provider)
        fake.change { $0.keys = [] }
        let later = TokenFixture.now + Provider.freshness
        let token = try key.token(
            TokenFixture.claims {
                $0["nonce"] = .string(proof.nonce)
                $0["iat"] = .int(Int(later.seconds))
                $0["exp"] = .int(Int(later.seconds) + 60)
            })
        fake.change { $0.tokens["later"] = token }
        await #expect(throws: OpenIDFailure.unknownKey) { try await claims(provider, code: "later", at: later) }
    }

    @Test func `a code that was used, and answers that make no sense, are refused`() async throws {
        let (fake, provider) = try setUp(try await SigningKey.p256("e"))
        _ = try await claims(provider)
        await #expect(throws: OpenIDFailure.tokenRefused("invalid_grant")) { try await claims(provider) }
        fake.change { $0.failure = .unreachable }
        await #expect(throws: OpenIDFailure.unreachable) { try await claims(provider) }
    }

    @Test func `userinfo about somebody else is not used, and the token goes before it`() async throws {
        var settings = TokenFixture.settings
        settings.asksUserInfo = true
        let key = try await SigningKey.p256("e")
        let (fake, provider) = try setUp(key, settings: settings)
        fake.change { $0.userInfo = ["sub": "u-2", "groups": ["leiding"]] }
        await #expect(throws: OpenIDFailure.userInfo) { try await claims(provider) }
        try give("d", key, to: fake)
        fake.change { $0.userInfo = ["sub": "u-1", "groups": ["leiding"], "department": "Sociaal domein"] }
        let found = try await claims(provider, code: "d")
        #expect(try found.roles(settings) == [.broker])
        #expect(found.members["department"]?.string == "Sociaal domein")
    }
}
