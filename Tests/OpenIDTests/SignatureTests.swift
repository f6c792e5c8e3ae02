import Core
import Formats
import OpenID
import TestProvider
import Testing

/// Signatures: only the provider's key, only by an algorithm we take, only over what was signed.
struct SignatureTests {
    @Test func `a token without signature is refused, however it spells none`() async throws {
        let key = try await SigningKey.rsa("r")
        for word in ["none", "None", "NONE", "nOnE", ""] {
            let bare = key.unsigned(TokenFixture.claims()) { $0["alg"] = .string(word) }
            for token in [bare + ".", bare + ".AAAA"] {
                #expect(await TokenFixture.refusal(token, [key]) == .algorithm, "\(word)")
            }
        }
        let missing = key.unsigned(TokenFixture.claims()) { $0["alg"] = nil } + ".AAAA"
        #expect(await TokenFixture.refusal(missing, [key]) == .algorithm)
        let stripped = key.unsigned(TokenFixture.claims()) + "."
        #expect(await TokenFixture.refusal(stripped, [key]) == .malformed)
    }

    @Test func `the public key is no secret for an HMAC`() async throws {
        for key in try await [SigningKey.rsa("r"), .p256("e")] {
            #expect(await TokenFixture.refusal(key.confused(TokenFixture.claims()), [key]) == .algorithm)
        }
        let oct: JSONValue = ["kty": "oct", "kid": "r", "alg": "HS256", "k": "c2VjcmV0"]
        #expect(try TokenFixture.keySet([oct]).count == 0)
    }

    @Test func `another key with the same name is refused`() async throws {
        let ours = try await SigningKey.rsa("r")
        let theirs = try await SigningKey.rsa("r")
        #expect(await TokenFixture.refusal(try theirs.token(TokenFixture.claims()), [ours]) == .signature)
    }

    @Test func `a key is used for its own kind only`() async throws {
        let rsa = try await SigningKey.rsa("k")
        let curve = try await SigningKey.p256("k")
        // The token names ES256, the key with that name is RSA: nothing fits.
        #expect(await TokenFixture.refusal(try curve.token(TokenFixture.claims()), [rsa]) == .unknownKey)
        // PKCS #1 v1.5 under the name of PSS.
        let renamed = try rsa.token(TokenFixture.claims()) { $0["alg"] = "PS256" }
        #expect(await TokenFixture.refusal(renamed, [rsa]) == .signature)
        var marked = rsa.jwk
        marked["alg"] = "PS256"
        let set = try TokenFixture.keySet([marked])
        let token = try IDToken(rsa.token(TokenFixture.claims()))
        await #expect(throws: OpenIDFailure.unknownKey) {
            try await IDTokenCheck(
                settings: TokenFixture.settings, nonce: TokenFixture.nonce, now: TokenFixture.now
            ).claims(of: token, keys: set, accessToken: nil)
        }
    }

    @Test func `an algorithm that was not configured is refused`() async throws {
        let key = try await SigningKey.rsa("p", .ps256)
        var settings = TokenFixture.settings
        settings.algorithms = [.rs256, .es256]
        #expect(
            await TokenFixture.refusal(try key.token(TokenFixture.claims()), [key], settings: settings) == .algorithm)
    }

    @Test func `a changed byte anywhere is noticed`() async throws {
        let key = try await SigningKey.p256("e")
        let token = try key.token(TokenFixture.claims())
        let bytes = Array(token.utf8)
        for index in stride(from: 0, to: bytes.count, by: 7) {
            var changed = bytes
            changed[index] = changed[index] == 65 ? 66 : 65
            guard changed != bytes else { continue }
            #expect(await TokenFixture.refusal(String(decoding: changed, as: UTF8.self), [key]) != nil, "byte \(index)")
        }
    }

    @Test func `keys in the header are not believed`() async throws {
        let ours = try await SigningKey.p256("e")
        let theirs = try await SigningKey.p256("e")
        let token = try theirs.token(TokenFixture.claims()) { header in
            header["jwk"] = theirs.jwk
            header["jku"] = "https://evil.example/keys"
            header["x5u"] = "https://evil.example/cert"
        }
        #expect(await TokenFixture.refusal(token, [ours]) == .signature)
    }

    @Test func `what is critical and unknown is refused`() async throws {
        let key = try await SigningKey.p256("e")
        let critical = try key.token(TokenFixture.claims()) { $0["crit"] = ["exp"] }
        #expect(await TokenFixture.refusal(critical, [key]) == .critical)
        let plain = try key.token(TokenFixture.claims()) { $0["b64"] = false }
        #expect(await TokenFixture.refusal(plain, [key]) == .critical)
        let access = try key.token(TokenFixture.claims()) { $0["typ"] = "at+jwt" }
        #expect(await TokenFixture.refusal(access, [key]) == .malformed)
    }

    @Test func `a key without name is taken only when it is the only one`() async throws {
        let one = try await SigningKey.p256("a")
        let two = try await SigningKey.p256("b")
        let token = try one.token(TokenFixture.claims()) { $0["kid"] = nil }
        #expect(await TokenFixture.refusal(token, [one]) == nil)
        #expect(await TokenFixture.refusal(token, [one, two]) == .ambiguousKey)
        #expect(await TokenFixture.refusal(token, []) == .unknownKey)
    }

    @Test func `small, private and foreign keys are left out`() async throws {
        let key = try await SigningKey.rsa("r")
        var small = key.jwk
        small["n"] = .string(Base64URL.encode([UInt8](repeating: 0xFF, count: 128)))
        var encryption = key.jwk
        encryption["use"] = "enc"
        var signing = key.jwk
        signing["key_ops"] = ["sign"]
        var secret = key.jwk
        secret["d"] = "AQAB"
        let curve: JSONValue = ["kty": "EC", "crv": "P-384", "kid": "c", "x": "AA", "y": "AA"]
        let off: JSONValue = [
            "kty": "EC", "crv": "P-256", "kid": "c", "x": .string(Base64URL.encode([UInt8](repeating: 1, count: 32))),
            "y": .string(Base64URL.encode([UInt8](repeating: 1, count: 32))),
        ]
        #expect(try TokenFixture.keySet([small, encryption, signing, secret, curve, off, "?", 3, .null]).count == 0)
        #expect(try TokenFixture.keySet([small, key.jwk]).count == 1)
    }
}
