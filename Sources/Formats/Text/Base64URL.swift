import struct Foundation.Data

/// Base64 for addresses and tokens (RFC 4648, section 5), without padding.
package enum Base64URL {
    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var marks = Array(Data(bytes).base64EncodedData())
        while marks.last == UInt8(ascii: "=") { marks.removeLast() }
        for place in marks.indices {
            switch marks[place] {
            case UInt8(ascii: "+"): marks[place] = UInt8(ascii: "-")
            case UInt8(ascii: "/"): marks[place] = UInt8(ascii: "_")
            default: break
            }
        }
        return String(decoding: marks, as: UTF8.self)
    }

    /// `nil` for anything that `encode` would not have written: other marks, padding, or loose bits at the end. Two texts
    /// never stand for the same bytes.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        guard text.utf8.allSatisfy(isLetter), text.utf8.count % 4 != 1 else { return nil }
        var plain = String(text).replacing("-", with: "+").replacing("_", with: "/")
        while plain.utf8.count % 4 != 0 { plain += "=" }
        guard let data = Data(base64Encoded: plain), encode(data) == String(text) else { return nil }
        return Array(data)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte == 45
            || byte == 95
    }
}
