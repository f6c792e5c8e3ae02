/// Bytes as readable ASCII lines (RFC 2045 §6.7).
enum QuotedPrintable {
    /// Lines of at most 76 characters with CRLF; line ends of the text may be CRLF, LF or CR.
    static func encode(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 8)
        var width = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 0x0D || byte == 0x0A {
                if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
                output.append(contentsOf: [0x0D, 0x0A])
                width = 0
                continue
            }
            let isLast = index == bytes.count || bytes[index] == 0x0D || bytes[index] == 0x0A
            let piece = isPlain(byte, width: width, isLast: isLast) ? [byte] : Array(escape(byte).utf8)
            if width + piece.count > (isLast ? 76 : 75) {
                output.append(contentsOf: [0x3D, 0x0D, 0x0A])
                // At the start of a line other bytes need an escape.
                width = 0
                index -= 1
                continue
            }
            output.append(contentsOf: piece)
            width += piece.count
        }
        return output
    }

    /// A dot and "From " at the start of a line get changed by some programs on the way, blanks at the end get lost.
    private static func isPlain(_ byte: UInt8, width: Int, isLast: Bool) -> Bool {
        if width == 0, byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F") { return false }
        if byte == 0x20 || byte == 0x09 { return !isLast }
        return (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=")
    }

    static func escape(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count < 2 ? "=0" + digits : "=" + digits
    }

    /// Forgiving: an equals sign that starts no escape stands for itself.
    static func decode(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let bytes = Array(bytes)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            guard byte == 0x3D else {
                output.append(byte)
                index += 1
                continue
            }
            if index + 2 < bytes.count, let high = hexadecimalDigit(bytes[index + 1]),
                let low = hexadecimalDigit(bytes[index + 2])
            {
                output.append(high << 4 | low)
                index += 3
                continue
            }
            var end = index + 1
            while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
            if end < bytes.count, bytes[end] == 0x0D { end += 1 }
            if end < bytes.count, bytes[end] == 0x0A { end += 1 }
            let isSoftBreak = end == bytes.count || bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D
            if !isSoftBreak { output.append(byte) }
            index = isSoftBreak ? end : index + 1
        }
        return output
    }
}

/// Reading only: this program writes quoted-printable.
enum Base64 {
    /// Forgiving: other signs are passed over, and the first `=` ends the data (RFC 2045 §6.8).
    static func decode(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            if byte == 0x3D { break }
            guard let value = value(byte) else { continue }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                output.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return output
    }

    private static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case 0x2B: 62
        case 0x2F: 63
        default: nil
        }
    }
}
