package import Core
import Crypto

import struct Foundation.Data

/// Time-based one-time codes (RFC 6238): SHA-1, 30 seconds, six digits, as every authenticator app knows them.
package struct OneTimeCode: Sendable {
    package let secret: [UInt8]

    package init(secret: [UInt8]) { self.secret = secret }

    package static func generate() -> OneTimeCode {
        OneTimeCode(secret: SymmetricKey(size: .init(bitCount: 160)).withUnsafeBytes { Array($0) })
    }

    package static func step(at moment: Moment) -> Int { Int(moment.seconds / 30) }

    package func code(step: Int) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: UInt64(step) >> UInt64(56 - $0 * 8)) }
        let digest = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(digest[19] & 0x0F)
        var number = UInt32(digest[offset] & 0x7F)
        for index in 1...3 { number = number << 8 | UInt32(digest[offset + index]) }
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - text.count) + text
    }

    /// The step the code belongs to, one step of drift allowed. A step at or before `lastStep` was used already.
    package func accept(_ typed: String, at moment: Moment, after lastStep: Int) -> Int? {
        let digits = typed.filter { $0.isASCII && $0.isNumber }
        guard digits.count == 6 else { return nil }
        let now = Self.step(at: moment)
        var found: Int?
        for step in (now - 1)...(now + 1) where step > lastStep && code(step: step) == digits { found = step }
        return found
    }

    /// The secret in base 32, as authenticator apps take it.
    package var base32: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var text = ""
        var buffer = 0
        var bits = 0
        for byte in secret {
            buffer = (buffer << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[(buffer >> bits) & 31])
            }
        }
        if bits > 0 { text.append(alphabet[(buffer << (5 - bits)) & 31]) }
        return text
    }

    /// The address an authenticator app opens.
    package func uri(account: String, issuer: String) -> String {
        return
            "otpauth://totp/\(issuer.percentEncoded):\(account.percentEncoded)?secret=\(base32)&issuer=\(issuer.percentEncoded)"
    }
}

/// Codes on paper for whoever lost the phone: 40 random bits each, used once.
package enum RecoveryCodes {
    package static func generate(count: Int = 10) -> [String] {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        return (0..<count).map { _ in
            let text = (0..<10).map { _ in letters.randomElement() ?? "x" }
            return String(text[0..<5]) + "-" + String(text[5..<10])
        }
    }

    /// As typed, without spaces, capitals or a missing dash.
    package static func normalised(_ typed: String) -> String {
        let letters = typed.lowercased().filter { $0.isLetter || $0.isNumber }
        return String(letters.prefix(5)) + "-" + String(letters.dropFirst(5))
    }
}
