extension JSONParser {
    /// Reads a string from its opening quote.
    mutating func parseString() throws(JSONError) -> String {
        index += 1
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x22 {
                let string = try validated(bytes[start..<index])
                index += 1
                return string
            }
            if byte == 0x5C { return try parseEscapedString(from: start) }
            guard byte >= 0x20 else { throw failure(.controlCharacter) }
            index += 1
        }
        throw failure(.unexpectedEnd)
    }

    /// The slow road, for strings with a backslash.
    private mutating func parseEscapedString(from start: Int) throws(JSONError) -> String {
        var buffer = Array(bytes[start..<index])
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x22 {
                let string = try validated(buffer[...])
                index += 1
                return string
            }
            if byte == 0x5C {
                let scalar = try parseEscape()
                buffer.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                continue
            }
            guard byte >= 0x20 else { throw failure(.controlCharacter) }
            buffer.append(byte)
            index += 1
        }
        throw failure(.unexpectedEnd)
    }

    private mutating func parseEscape() throws(JSONError) -> Unicode.Scalar {
        guard index + 1 < bytes.count else {
            index = bytes.count
            throw failure(.unexpectedEnd)
        }
        let letter = bytes[index + 1]
        if letter == UInt8(ascii: "u") { return try parseUnicodeEscape() }
        let scalar: Unicode.Scalar
        switch letter {
        case UInt8(ascii: "\""): scalar = "\""
        case UInt8(ascii: "\\"): scalar = "\\"
        case UInt8(ascii: "/"): scalar = "/"
        case UInt8(ascii: "b"): scalar = "\u{8}"
        case UInt8(ascii: "f"): scalar = "\u{C}"
        case UInt8(ascii: "n"): scalar = "\n"
        case UInt8(ascii: "r"): scalar = "\r"
        case UInt8(ascii: "t"): scalar = "\t"
        default: throw failure(.invalidEscape)
        }
        index += 2
        return scalar
    }

    private mutating func parseUnicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let start = index
        let unit = try parseUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, index + 1 < bytes.count, bytes[index] == 0x5C, bytes[index + 1] == UInt8(ascii: "u") else {
            throw JSONError(offset: start, kind: .loneSurrogate)
        }
        let low = try parseUnit()
        guard (0xDC00...0xDFFF).contains(low) else { throw JSONError(offset: start, kind: .loneSurrogate) }
        let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
        guard let scalar = Unicode.Scalar(value) else { throw JSONError(offset: start, kind: .loneSurrogate) }
        return scalar
    }

    /// `\uXXXX` from its backslash.
    private mutating func parseUnit() throws(JSONError) -> UInt16 {
        guard index + 6 <= bytes.count else { throw failure(.invalidEscape) }
        var unit: UInt16 = 0
        for byte in bytes[(index + 2)..<(index + 6)] {
            guard let digit = hexadecimalDigit(byte) else { throw failure(.invalidEscape) }
            unit = unit << 4 | UInt16(digit)
        }
        index += 6
        return unit
    }

    private func validated(_ slice: ArraySlice<UInt8>) throws(JSONError) -> String {
        guard let string = String(validating: slice, as: UTF8.self) else { throw failure(.invalidUTF8) }
        return string
    }

    mutating func parseNumber() throws(JSONError) -> JSONValue {
        let start = index
        var isInteger = true
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
        let first = index
        let digits = skipDigits()
        guard digits > 0 else { throw unexpected() }
        if digits > 1, bytes[first] == UInt8(ascii: "0") { throw JSONError(offset: start, kind: .invalidNumber) }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            isInteger = false
            index += 1
            guard skipDigits() > 0 else { throw unexpected() }
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            guard skipDigits() > 0 else { throw unexpected() }
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isInteger, let int = Int(text) { return .int(int) }
        guard let double = Double(text) else { throw JSONError(offset: start, kind: .invalidNumber) }
        guard double.isFinite else { throw JSONError(offset: start, kind: .numberOutOfRange) }
        return .double(double)
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
        return index - start
    }
}
