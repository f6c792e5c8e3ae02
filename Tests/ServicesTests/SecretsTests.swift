import Core
import Services
import Testing

struct SecretsTests {
    @Test func `a password is known again and another is not`() async throws {
        let passwords = Passwords()
        let hash = try #require(await passwords.hash("een lang wachtwoord"))
        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(await passwords.verify("een lang wachtwoord", against: hash))
        #expect(await !passwords.verify("een ander wachtwoord", against: hash))
        #expect(await !passwords.verify("een lang wachtwoord", against: nil))
    }

    @Test func `a hash with older settings is known as old`() async throws {
        let passwords = Passwords()
        let old = "$argon2id$v=19$m=8192,t=1,p=1$bMcrrTzPNhfU3rWx0ZwZZw$YZ9VavXgevNsj1yywdrui1a6YPtffE3FXYDqHn4Ws/8"
        #expect(await passwords.verify("een lang wachtwoord", against: old))
        #expect(passwords.needsRehash(old))
        #expect(try await !passwords.needsRehash(#require(passwords.hash("een lang wachtwoord"))))
    }

    /// The vectors of RFC 6238, appendix B, cut to six digits.
    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
    ])
    func `one-time codes follow the standard`(_ seconds: Int, _ code: String) {
        let totp = OneTimeCode(secret: Array("12345678901234567890".utf8))
        #expect(totp.code(step: seconds / 30) == code)
    }

    @Test func `a code works once, and only about now`() {
        let totp = OneTimeCode.generate()
        let now = Moment(seconds: 1_800_000_000)
        let step = OneTimeCode.step(at: now)
        let code = totp.code(step: step)
        #expect(totp.accept(code, at: now, after: 0) == step)
        #expect(totp.accept(code, at: now, after: step) == nil)
        #expect(totp.accept(code, at: now + .seconds(30), after: 0) == step)
        #expect(totp.accept(code, at: now + .seconds(90), after: 0) == nil)
        #expect(totp.accept("12345", at: now, after: 0) == nil)
    }

    @Test func `the secret in base 32 follows RFC 4648`() {
        #expect(OneTimeCode(secret: Array("foobar".utf8)).base32 == "MZXW6YTBOI")
    }

    @Test func `recovery codes differ and are read as people type them`() {
        let codes = RecoveryCodes.generate()
        #expect(Set(codes).count == 10)
        #expect(RecoveryCodes.normalised(" ABCDE fghjk ") == "abcde-fghjk")
    }

    @Test func `a sealed value opens in its own place only`() throws {
        let vault = Vault(key: Array(repeating: 7, count: 32))
        let sealed = try vault.seal([1, 2, 3], place: "credential|totp|a")
        #expect(try vault.open(sealed, place: "credential|totp|a") == [1, 2, 3])
        #expect(throws: (any Error).self) { try vault.open(sealed, place: "credential|totp|b") }
        var bent = sealed
        bent[bent.count - 1] ^= 1
        #expect(throws: (any Error).self) { try vault.open(bent, place: "credential|totp|a") }
    }
}
