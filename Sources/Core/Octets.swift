extension Sequence<UInt8> {
    /// Two lower-case digits a byte.
    package var hexadecimal: String {
        String(decoding: flatMap { [Octets.lower[Int($0 >> 4)], Octets.lower[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension String {
    /// Percent-encoded but for the unreserved characters of RFC 3986.
    package var percentEncoded: String {
        if utf8.allSatisfy(Octets.isUnreserved) { return self }
        var result: [UInt8] = []
        result.reserveCapacity(utf8.count * 3)
        for byte in utf8 {
            if Octets.isUnreserved(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), Octets.upper[Int(byte >> 4)], Octets.upper[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

private enum Octets {
    static let lower = Array("0123456789abcdef".utf8)
    static let upper = Array("0123456789ABCDEF".utf8)

    /// A letter, a digit or one of `-._~` (RFC 3986, 2.3).
    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 45, 46, 95, 126: true
        default: false
        }
    }
}
