/// Why a text is not JSON that we take, and where.
package struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        case tooLong(limit: Int)
        case tooDeep(limit: Int)
        case invalidUTF8
        case unexpectedEnd
        case unexpectedByte(UInt8)
        case invalidEscape
        /// Half of a pair: such a string is no text.
        case loneSurrogate
        /// Line ends and other control characters must be escaped.
        case controlCharacter
        case invalidNumber
        case numberOutOfRange
        case duplicateKey(String)
        case trailingText
    }

    /// In bytes from the start.
    package var offset: Int
    package var kind: Kind

    package init(offset: Int, kind: Kind) {
        self.offset = offset
        self.kind = kind
    }

    package var description: String { "byte \(offset): \(kind)" }
}
