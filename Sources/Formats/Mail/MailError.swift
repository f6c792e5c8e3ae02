/// Why a message cannot be written. Mail that would say something else than meant is not sent.
package enum MailError: Error, Sendable, Equatable {
    /// A line end or other control character in a header: someone tries to add headers or a body of their own.
    case headerInjection(header: String)
    /// Not `local@domain` in ASCII: the mail would need SMTPUTF8, which few servers take.
    case invalidAddress(String)
    case noRecipient
    /// Not `something@domain`.
    case invalidMessageID(String)
    /// A header name with other signs than letters, digits and hyphens, or one that the message writes itself.
    case invalidHeaderName(String)
    /// A value that cannot be folded into lines of 998 bytes (RFC 5322 §2.1.1).
    case headerTooLong(header: String)

    /// What is wrong, without the value: that can be someone's address, and this goes into a log.
    package var word: String {
        switch self {
        case .headerInjection(let header): "a control character in \(header)"
        case .invalidAddress: "an address that cannot be written"
        case .noRecipient: "no recipient"
        case .invalidMessageID: "a wrong message id"
        case .invalidHeaderName: "a wrong header name"
        case .headerTooLong(let header): "\(header) is too long"
        }
    }
}

/// A person or office with a mail address.
package struct MailAddress: Sendable, Hashable {
    package var name: String?
    package var address: String

    package init(name: String? = nil, address: String) {
        self.name = name
        self.address = address
    }

    /// Whether the address can go into a header and an SMTP command as it stands.
    ///
    /// Narrower than RFC 5321: no quoted local parts and no address literals, which people do not have.
    package static func isValid(_ address: String) -> Bool {
        let bytes = Array(address.utf8)
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard bytes.count <= 254, parts.count == 2, (1...64).contains(parts[0].count) else { return false }
        let isDotted = { (part: ArraySlice<UInt8>, isAllowed: (UInt8) -> Bool) in
            part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
                .allSatisfy { !$0.isEmpty && $0.count <= 64 && $0.allSatisfy(isAllowed) }
        }
        let isLetterOrDigit = { (byte: UInt8) in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
        }
        let signs = Array("!#$%&'*+-/=?^_`{|}~".utf8)
        return isDotted(parts[0]) { isLetterOrDigit($0) || signs.contains($0) }
            && isDotted(parts[1]) { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }
}
