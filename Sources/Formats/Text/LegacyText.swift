/// Decoding of the one-byte encodings that spreadsheets and mail programs still send.
///
/// Source of the tables: WHATWG Encoding Standard (windows-1252, iso-8859-15). As there, ISO-8859-1 is read as
/// Windows-1252: bytes 0x80–0x9F are control characters in the former, which nobody means.
package enum LegacyText {
    package enum Encoding: Sendable, Equatable {
        case windows1252
        case latin9
    }

    /// The same text as UTF-8 bytes. Every byte means something, so this cannot fail.
    package static func utf8(_ bytes: some Collection<UInt8>, from encoding: Encoding = .windows1252) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            let scalar = encoding == .windows1252 ? windows1252(byte) : latin9(byte)
            append(scalar, to: &output)
        }
        return output
    }

    package static func string(_ bytes: some Collection<UInt8>, from encoding: Encoding = .windows1252) -> String {
        String(decoding: utf8(bytes, from: encoding), as: UTF8.self)
    }

    private static func windows1252(_ byte: UInt8) -> UInt16 {
        byte >= 0x80 && byte < 0xA0 ? high1252[Int(byte) - 0x80] : UInt16(byte)
    }

    private static func latin9(_ byte: UInt8) -> UInt16 {
        switch byte {
        case 0xA4: 0x20AC
        case 0xA6: 0x0160
        case 0xA8: 0x0161
        case 0xB4: 0x017D
        case 0xB8: 0x017E
        case 0xBC: 0x0152
        case 0xBD: 0x0153
        case 0xBE: 0x0178
        default: UInt16(byte)
        }
    }

    /// No scalar in the tables lies above U+FFFF or in the surrogates, so three bytes are enough.
    private static func append(_ scalar: UInt16, to output: inout [UInt8]) {
        if scalar < 0x80 {
            output.append(UInt8(truncatingIfNeeded: scalar))
        } else if scalar < 0x800 {
            output.append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
            output.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
        } else {
            output.append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
            output.append(0x80 | UInt8(truncatingIfNeeded: (scalar >> 6) & 0x3F))
            output.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
        }
    }

    private static let high1252: [UInt16] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
        0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
    ]
}
