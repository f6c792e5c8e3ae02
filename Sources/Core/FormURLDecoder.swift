/// Reads the pairs of a query string or of a form body (`application/x-www-form-urlencoded`).
///
/// Source: WHATWG URL Standard, "application/x-www-form-urlencoded parsing". Nothing is an error: a percent sign
/// without two hexadecimal digits stands for itself, and bytes that are no UTF-8 become U+FFFD.
package enum FormURLDecoder {
    package struct Limits: Sendable {
        package var pairs: Int
        /// UTF-8 bytes in one decoded name.
        package var nameBytes: Int
        /// UTF-8 bytes in one decoded value.
        package var valueBytes: Int

        package init(pairs: Int = 1_000, nameBytes: Int = 200, valueBytes: Int = 100_000) {
            self.pairs = pairs
            self.nameBytes = nameBytes
            self.valueBytes = valueBytes
        }
    }

    /// The input holds more than the limits allow.
    package struct LimitExceeded: Error, Sendable, Equatable {
        package init() {}
    }

    /// The pairs in order, for a query string. Pairs beyond a limit are left out.
    package static func decode(_ text: String, limits: Limits = Limits()) -> [(String, String)] {
        decode(Array(text.utf8), limits: limits)
    }

    package static func decode(_ bytes: [UInt8], limits: Limits = Limits()) -> [(String, String)] {
        pairs(bytes, limits).pairs
    }

    /// The pairs in order, for a form: what a person typed is taken whole or refused.
    package static func decodeAll(
        _ bytes: [UInt8], limits: Limits = Limits()
    ) throws(LimitExceeded) -> [(String, String)] {
        let (pairs, isComplete) = pairs(bytes, limits)
        guard isComplete else { throw LimitExceeded() }
        return pairs
    }

    private static func pairs(_ bytes: [UInt8], _ limits: Limits) -> (pairs: [(String, String)], isComplete: Bool) {
        var pairs: [(String, String)] = []
        var isComplete = true
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.count
            let segment = bytes[start..<end]
            start = end + 1
            if segment.isEmpty { continue }
            guard pairs.count < limits.pairs else { return (pairs, false) }
            let sign = segment.firstIndex(of: UInt8(ascii: "=")) ?? segment.endIndex
            let name = decoded(segment[..<sign])
            let value = decoded(segment[sign...].dropFirst())
            if name.utf8.count <= limits.nameBytes, value.utf8.count <= limits.valueBytes {
                pairs.append((name, value))
            } else {
                isComplete = false
            }
        }
        return (pairs, isComplete)
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "+") {
                output.append(0x20)
            } else if byte == UInt8(ascii: "%"), index + 1 < bytes.endIndex,
                let high = digit(bytes[index]), let low = digit(bytes[index + 1])
            {
                output.append(high << 4 | low)
                index += 2
            } else {
                output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
