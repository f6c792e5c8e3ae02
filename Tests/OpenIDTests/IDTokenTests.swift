import Core
import Formats
import OpenID
import TestProvider
import Testing

/// Every way in which an ID token can be wrong is refused for that reason and no other.
struct IDTokenTests {
    @Test func `a right token of each algorithm is taken`() async throws {
        for key in try await [SigningKey.rsa("r"), .rsa("p", .ps256), .p256("e")] {
            let claims = try await TokenFixture.check(try key.token(TokenFixture.claims()), [key])
            #expect(claims.subject == "u-1")
            #expect(claims.name == "Sanne de Wit")
            #expect(claims.email(trusting: .verified) == "sanne.dewit@waterveen.example")
            #expect(try claims.roles(TokenFixture.settings) == [.broker])
        }
    }

    /// What is changed in a token that is right, and why it must then be refused.
    static let spoiled: [(String, OpenIDFailure, @Sendable (inout JSONValue) -> Void)] = [
        ("issuer", .issuer, { $0["iss"] = "https://login.gemeente.example/elders" }),
        ("issuer with a slash", .issuer, { $0["iss"] = .string(FakeProvider.issuer + "/") }),
        ("no issuer", .issuer, { $0["iss"] = .null }),
        ("audience", .audience, { $0["aud"] = "een-ander" }),
        ("audience list", .audience, { $0["aud"] = ["een-ander", "nog-een"] }),
        ("audience with a number", .audience, { $0["aud"] = ["inzet", 7] }),
        ("several audiences without azp", .authorisedParty, { $0["aud"] = ["inzet", "een-ander"] }),
        ("azp of another", .authorisedParty, { $0["azp"] = "een-ander" }),
        ("expired", .expired, { $0["exp"] = .int(Int(TokenFixture.now.seconds) - 61) }),
        ("no exp", .expired, { $0["exp"] = .null }),
        ("exp as text", .expired, { $0["exp"] = "9999999999" }),
        ("exp beyond all time", .expired, { $0["exp"] = 1e300 }),
        ("issued tomorrow", .issuedAt, { $0["iat"] = .int(Int(TokenFixture.now.seconds) + 86_400) }),
        ("issued long ago", .issuedAt, { $0["iat"] = .int(Int(TokenFixture.now.seconds) - 700) }),
        ("no iat", .issuedAt, { $0["iat"] = .null }),
        ("not yet valid", .notYetValid, { $0["nbf"] = .int(Int(TokenFixture.now.seconds) + 90) }),
        ("nbf as text", .notYetValid, { $0["nbf"] = "straks" }),
        ("nonce", .nonce, { $0["nonce"] = "een-ander" }),
        ("no nonce", .nonce, { $0["nonce"] = .null }),
        ("empty nonce", .nonce, { $0["nonce"] = "" }),
        ("no subject", .subject, { $0["sub"] = .null }),
        ("empty subject", .subject, { $0["sub"] = "" }),
        ("endless subject", .subject, { $0["sub"] = .string(String(repeating: "a", count: 256)) }),
        ("hash of another access token", .accessTokenHash, { $0["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA" }),
    ]

    @Test func `a spoiled claim is refused, each for its own reason`() async throws {
        let key = try await SigningKey.p256("e")
        for (name, reason, change) in Self.spoiled {
            let token = try key.token(TokenFixture.claims(change))
            let found = await TokenFixture.refusal(token, [key], accessToken: "open")
            #expect(found == reason, "\(name): \(String(describing: found))")
        }
    }

    @Test func `clocks may differ a minute and no more`() async throws {
        let key = try await SigningKey.p256("e")
        let now = Int(TokenFixture.now.seconds)
        let near = try key.token(
            TokenFixture.claims {
                $0["exp"] = .int(now - 59)
                $0["iat"] = .int(now + 59)
                $0["nbf"] = .int(now + 59)
            })
        #expect(await TokenFixture.refusal(near, [key]) == nil)
    }

    @Test func `several audiences are taken with our azp, and the hash of the access token fits`() async throws {
        let key = try await SigningKey.p256("e")
        let token = try key.token(
            TokenFixture.claims {
                $0["aud"] = ["inzet", "een-ander"]
                $0["azp"] = "inzet"
                // The first half of SHA-256 of "open".
                $0["at_hash"] = "I0j5mHRCElddhZWWdPlgeg"
            })
        #expect(await TokenFixture.refusal(token, [key], accessToken: "open") == nil)
        #expect(await TokenFixture.refusal(token, [key]) == .accessTokenHash)
    }
}
