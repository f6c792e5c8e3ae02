/// Text in cells. Source: ECMA-376 part 1, 22.9.2.19: a character that XML does not allow stands as `_xHHHH_`.
enum ExcelText {
    /// Without the characters that XML does not allow; line ends as Excel writes them.
    static func clean(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var scalars = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0D: scalars.append("\n")
            case 0x0A where wasReturn: break
            case 0x09, 0x0A, 0x20...0x7E, 0x85, 0xA0...0xFFFD, 0x1_0000...: scalars.append(scalar)
            default: break
            }
            wasReturn = scalar.value == 0x0D
        }
        return String(scalars)
    }

    /// With an underscore that would begin such a sign as a sign itself, so that every reader shows what was typed.
    static func escaped(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(0x5F) else { return text }
        var output: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if unit(bytes, index) != nil { output += Array("_x005F".utf8) }
            output.append(byte)
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// How much longer ``escaped(_:)`` is.
    static func growth(_ text: String) -> Int {
        let bytes = Array(text.utf8)
        guard bytes.contains(0x5F) else { return 0 }
        return 6 * bytes.indices.count { unit(bytes, $0) != nil }
    }

    /// With `_xHHHH_` as the characters they stand for; those that mean nothing fall out.
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if let unit = unit(bytes, index) {
                if let scalar = Unicode.Scalar(unit), scalar.value >= 0x20 || [9, 10, 13].contains(scalar.value) {
                    output += Array(String(Character(scalar)).utf8)
                }
                index += 7
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func unit(_ bytes: [UInt8], _ index: Int) -> UInt32? {
        guard index + 7 <= bytes.count, bytes[index] == 0x5F, bytes[index + 1] == 0x78, bytes[index + 6] == 0x5F else {
            return nil
        }
        var value: UInt32 = 0
        for byte in bytes[(index + 2)..<(index + 6)] {
            guard let digit = hexadecimalDigit(byte) else { return nil }
            value = value * 16 + UInt32(digit)
        }
        return value
    }
}
