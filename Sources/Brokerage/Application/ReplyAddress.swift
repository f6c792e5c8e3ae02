import Community
import Core
package import Services

/// The address a reply by mail goes to: it carries the application's number and whose reply it is, sealed with the key
/// of the site, so that nobody can make one up or change it.
///
/// Base32 in lower case, because some mail programs change the case of an address; 63 bytes before the sign, of the 64
/// that fit (RFC 5321 §4.5.3.1.1).
package struct ReplyAddress: Sendable, Equatable {
    package let number: Int
    /// Who writes back to this address.
    package let author: ApplicationMessage.Author

    package init(number: Int, author: ApplicationMessage.Author) {
        self.number = number
        self.author = author
    }

    private static let prefix = "reactie+"
    private static let place = "application.reply"

    /// - Throws: what the vault throws when it cannot seal.
    package func text(vault: Vault, domain: String) throws -> String {
        let side: UInt8 = author == .applicant ? 1 : 2
        let number = UInt64(bitPattern: Int64(self.number))
        let bytes = [side] + (0..<5).reversed().map { UInt8(truncatingIfNeeded: number >> UInt64($0 * 8)) }
        return Self.prefix + Base32.encode(try vault.seal(bytes, place: Self.place)) + "@" + domain
    }

    /// Reads an address back; `nil` when it is not one of ours or was changed.
    package init?(_ address: String, vault: Vault, domain: String) {
        let halves = address.lowercased().split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, halves[1] == domain.lowercased(), halves[0].hasPrefix(Self.prefix),
            let sealed = Base32.decode(halves[0].dropFirst(Self.prefix.count)), sealed.count == 34,
            let bytes = try? vault.open(sealed, place: Self.place), bytes.count == 6
        else { return nil }
        switch bytes[0] {
        case 1: author = .applicant
        case 2: author = .organisation
        default: return nil
        }
        number = bytes.dropFirst().reduce(0) { $0 << 8 | Int($1) }
    }
}

/// RFC 4648 §6 in lower case, without padding.
enum Base32 {
    private static let signs = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            buffer = (buffer & 0xFF) << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                result.append(signs[Int(buffer >> bits & 31)])
            }
        }
        if bits > 0 { result.append(signs[Int(buffer << (5 - bits) & 31)]) }
        return String(decoding: result, as: UTF8.self)
    }

    /// `nil` when a sign is not of the alphabet or the rest is not zero: each value has one spelling.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var result: [UInt8] = []
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        for sign in text.utf8 {
            guard let value = value(sign) else { return nil }
            buffer = (buffer & 0xFF) << 5 | value
            bits += 5
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: buffer >> bits))
            }
        }
        guard bits < 5, buffer & ((1 << bits) - 1) == 0 else { return nil }
        return result
    }

    private static func value(_ sign: UInt8) -> UInt32? {
        switch sign {
        case 97...122: UInt32(sign - 97)
        case 50...55: UInt32(sign - 24)
        default: nil
        }
    }
}
