import Core
import Formats
import Foundation
import OpenID
import TestProvider
import Testing

/// Whatever comes in, the readers answer with a failure or a value, and a token that was touched is never taken.
struct OpenIDFuzzTests {
    /// `FUZZ_ROUNDS=100 swift test --filter OpenIDFuzzTests` for a long run.
    static let rounds = Int(ProcessInfo.processInfo.environment["FUZZ_ROUNDS"] ?? "") ?? 1

    /// The same random numbers each run.
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    static func spoil(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &dice) {
            let place = Int.random(in: 0...max(0, bytes.count - 1), using: &dice)
            switch Int.random(in: 0...4, using: &dice) {
            case 0 where !bytes.isEmpty: bytes[place] = UInt8.random(in: 0...255, using: &dice)
            case 1 where !bytes.isEmpty: bytes.removeSubrange(place..<min(bytes.count, place + 9))
            case 2:
                bytes.insert(
                    contentsOf: [46, 46, 61, 0, 34, 123, 93].shuffled(using: &dice), at: min(place, bytes.count))
            case 3: bytes += bytes.suffix(40)
            default: bytes = Array(bytes.prefix(place))
            }
        }
        return bytes
    }

    @Test func `tokens`() async throws {
        var dice = Dice(state: 1)
        let keys = try await [SigningKey.p256("e"), .rsa("r")]
        for key in keys {
            let token = try key.token(TokenFixture.claims())
            for _ in 0..<(3000 * Self.rounds) {
                let spoiled = Self.spoil(Array(token.utf8), &dice)
                guard spoiled != Array(token.utf8) else { continue }
                #expect(await TokenFixture.refusal(String(decoding: spoiled, as: UTF8.self), keys) != nil)
            }
        }
    }

    @Test func `claims that are signed but odd`() async throws {
        var dice = Dice(state: 2)
        let key = try await SigningKey.p256("e")
        let odd: [JSONValue] = [
            .null, true, 0, -1, 1e308, "", "x", [], [:], [.null], ["a": "b"], .int(.max), .int(.min),
            .string(String(repeating: "é", count: 3000)),
        ]
        let names = [
            "iss", "aud", "azp", "sub", "nonce", "iat", "exp", "nbf", "at_hash", "groups", "email", "name", "amr",
        ]
        for _ in 0..<(2000 * Self.rounds) {
            let claims = TokenFixture.claims { claims in
                for _ in 0..<Int.random(in: 1...3, using: &dice) {
                    claims[names.randomElement(using: &dice) ?? "x"] = odd.randomElement(using: &dice)
                }
            }
            guard let found = try? await TokenFixture.check(try key.token(claims), [key]) else { continue }
            // What is taken still says who it is, for whom and until when.
            #expect(found.subject == claims["sub"]?.string)
            #expect(claims["nonce"]?.string == TokenFixture.nonce)
            _ = try? found.roles(TokenFixture.settings)
            _ = found.name + (found.email(trusting: .directory) ?? "")
        }
    }

    @Test func `descriptions and keys`() async throws {
        var dice = Dice(state: 3)
        let description = Array(FakeProvider(keys: []).state.metadata.text.utf8)
        let set: JSONValue = ["keys": try await [SigningKey.p256("e").jwk, SigningKey.rsa("r").jwk]]
        let keys = Array(set.text.utf8)
        for _ in 0..<(5000 * Self.rounds) {
            if let metadata = try? ProviderMetadata(
                parsing: Self.spoil(description, &dice), settings: TokenFixture.settings)
            {
                #expect(metadata.token.host == "login.gemeente.example")
            }
            _ = try? KeySet(parsing: Self.spoil(keys, &dice))
        }
    }

    @Test func `base64 has one spelling`() {
        var dice = Dice(state: 4)
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &dice) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
        // Loose bits at the end, padding, the ordinary alphabet, a length that cannot be.
        for wrong in ["QQ==", "QR", "Q", "a+b/", "a b", "QUJDR", "\u{E9}\u{E9}"] {
            #expect(Base64URL.decode(wrong) == nil, "\(wrong)")
        }
    }
}
