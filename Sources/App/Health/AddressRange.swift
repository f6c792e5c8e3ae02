#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One address of a machine, or a block of them such as `10.0.0.0/8`.
package struct AddressRange: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    private let bytes: [UInt8]
    private let bits: Int

    /// Reads an IPv4 or IPv6 address, with or without the length of a block behind it. `nil` for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let bytes = Self.bytes(String(first)) else { return nil }
        // An IPv4 address stands at the end of sixteen bytes, so a block of /8 leaves 96 + 8 bits fixed.
        let most = first.contains(":") ? 128 : 32
        guard let length = parts.count == 2 ? Int(parts[1]) : most, (0...most).contains(length) else { return nil }
        description = text
        self.bytes = bytes
        bits = length + 128 - most
    }

    package func contains(_ address: String) -> Bool {
        guard let other = Self.bytes(address) else { return false }
        let whole = bits / 8
        guard bytes[..<whole] == other[..<whole] else { return false }
        guard bits % 8 > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - bits % 8))
        return bytes[whole] & mask == other[whole] & mask
    }

    /// This machine itself.
    package static let loopback = ["127.0.0.0/8", "::1"].compactMap { AddressRange($0) }

    /// The sixteen bytes of an address; an IPv4 address as it stands inside IPv6 (::ffff:a.b.c.d).
    private static func bytes(_ text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        if text.contains(":") {
            let plain = text.prefix { $0 != "%" }
            return inet_pton(AF_INET6, String(plain), &bytes) == 1 ? bytes : nil
        }
        var four = [UInt8](repeating: 0, count: 4)
        guard inet_pton(AF_INET, text, &four) == 1 else { return nil }
        bytes[10] = 0xFF
        bytes[11] = 0xFF
        bytes.replaceSubrange(12..., with: four)
        return bytes
    }
}

extension SettingType where Value == AddressRange {
    static var addressRange: SettingType {
        .plain("an address such as 10.0.0.7 or 10.0.0.0/8", "adres zoals `10.0.0.7` of `10.0.0.0/8`", spell: \.quoted) {
            AddressRange($0)
        }
    }
}

extension AddressRange {
    fileprivate var quoted: String { YAMLWord.spell(description) }
}
