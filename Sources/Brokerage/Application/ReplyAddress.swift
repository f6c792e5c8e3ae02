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
    /// Whom the address was given to (`tag`): which reader of an organisation, so that it ends when they leave; which
    /// mail address of an applicant, so that it ends when that is theirs no longer. `nil` in mail of before this was
    /// kept.
    package let reader: UInt16?

    package init(number: Int, author: ApplicationMessage.Author, reader: UInt16? = nil) {
        self.number = number
        self.author = author
        // As large a number as fits beside it in six bytes.
        self.reader = number < (author == .organisation ? 1 << 31 : 1 << 30) ? reader : nil
    }

    /// Tells the few readers of one organisation apart, and the addresses of one applicant. It lies within the seal, so
    /// nobody can look for one that is equal; two of them have the same once in 65,536 times. FNV-1a, folded.
    package static func tag(of key: String) -> UInt16 {
        let hash = key.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return UInt16(truncatingIfNeeded: hash ^ hash >> 16)
    }

    private static let prefix = "reactie+"
    private static let place = "application.reply"

    /// - Throws: what the vault throws when it cannot seal.
    package func text(vault: Vault, domain: String) throws -> String {
        let number = UInt64(bitPattern: Int64(self.number))
        // Six bytes: the side and the number, or one bit for the side, the number in 31 or 30 and the reader in 16.
        let side: UInt64 = author == .applicant ? 1 : 2
        var value = side << 40 | (number & 0xFF_FFFF_FFFF)
        if let reader {
            let mark: UInt64 = author == .applicant ? 1 << 46 : 1 << 47
            value = mark | (number << 16) | UInt64(reader)
        }
        let bytes = (0..<6).reversed().map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
        return Self.prefix + Base32.encode(try vault.seal(bytes, place: Self.place)) + "@" + domain
    }

    /// Reads an address back; `nil` when it is not one of ours or was changed.
    package init?(_ address: String, vault: Vault, domain: String) {
        let halves = address.lowercased().split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, halves[1] == domain.lowercased(), halves[0].hasPrefix(Self.prefix),
            let sealed = Base32.decode(halves[0].dropFirst(Self.prefix.count)), sealed.count == 34,
            let bytes = try? vault.open(sealed, place: Self.place), bytes.count == 6
        else { return nil }
        let value = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        switch bytes[0] {
        case 1: self.init(number: Int(value & 0xFF_FFFF_FFFF), author: .applicant)
        case 2: self.init(number: Int(value & 0xFF_FFFF_FFFF), author: .organisation)
        case 0x40..<0x80:
            let tag = UInt16(truncatingIfNeeded: value)
            self.init(number: Int(value >> 16 & 0x3FFF_FFFF), author: .applicant, reader: tag)
        case 0x80...:
            let tag = UInt16(truncatingIfNeeded: value)
            self.init(number: Int(value >> 16 & 0x7FFF_FFFF), author: .organisation, reader: tag)
        default: return nil
        }
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
