/// A header value such as `text/plain; charset="utf-8"` (RFC 2045 §5.1), with values in pieces and with a charset
/// (RFC 2231).
struct ParameterisedValue {
    /// In lower case, without comments.
    private(set) var type: String
    /// By name in lower case; of equal names the first counts.
    private(set) var parameters: [String: String] = [:]

    init(type: String) {
        self.type = type
    }

    init(_ bytes: ArraySlice<UInt8>) {
        var pieces = Self.pieces(bytes.prefix(10_000))
        type = pieces.isEmpty ? "" : pieces.removeFirst().lowercased()
        var continued: [String: [Int: (value: String, isEncoded: Bool)]] = [:]
        for piece in pieces {
            guard let sign = piece.firstIndex(of: "=") else { continue }
            var name = Self.trimmed(piece[..<sign]).lowercased()
            let value = Self.trimmed(piece[piece.index(after: sign)...])
            let isEncoded = name.hasSuffix("*")
            if isEncoded { name.removeLast() }
            let halves = name.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
            if halves.count == 2, let number = Int(halves[1]), (0..<50).contains(number) {
                continued[String(halves[0]), default: [:]][number] = (value, isEncoded)
            } else if parameters[name] == nil {
                parameters[name] = isEncoded ? Self.decoded(Self.plain(value)) : value
            }
        }
        for (name, parts) in continued where parameters[name] == nil {
            parameters[name] = Self.joined(parts)
        }
    }

    /// The pieces from 0 until one misses.
    private static func joined(_ parts: [Int: (value: String, isEncoded: Bool)]) -> String {
        var result = ""
        var number = 0
        while let part = parts[number] {
            let value = number == 0 && part.isEncoded ? plain(part.value) : part.value
            result += part.isEncoded ? decoded(value) : value
            number += 1
        }
        return result
    }

    /// Without the `charset'language'` in front: the values we look at are ASCII.
    private static func plain(_ value: String) -> String {
        let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 ? String(parts[2]) : value
    }

    private static func decoded(_ value: String) -> String {
        var output: [UInt8] = []
        var rest = Array(value.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == 0x25, let high = rest.first.flatMap(hexadecimalDigit),
                let low = rest.dropFirst().first.flatMap(hexadecimalDigit)
            {
                output.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Cut at semicolons outside quotes, with quotes undone and comments left out.
    private static func pieces(_ bytes: ArraySlice<UInt8>) -> [String] {
        var pieces: [String] = []
        var current: [UInt8] = []
        var isQuoted = false
        var isEscaped = false
        var comments = 0
        for byte in bytes {
            if isEscaped {
                if comments == 0 { current.append(byte) }
                isEscaped = false
            } else if byte == 0x5C, isQuoted || comments > 0 {
                isEscaped = true
            } else if byte == 0x22, comments == 0 {
                isQuoted.toggle()
            } else if !isQuoted, byte == 0x28 {
                comments += 1
            } else if !isQuoted, byte == 0x29, comments > 0 {
                comments -= 1
            } else if comments > 0 || byte == 0x0D || byte == 0x0A {
                continue
            } else if byte == 0x3B, !isQuoted {
                pieces.append(trimmed(String(decoding: current, as: UTF8.self)[...]))
                current = []
            } else {
                current.append(byte)
            }
        }
        pieces.append(trimmed(String(decoding: current, as: UTF8.self)[...]))
        return pieces
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        guard let end = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(start[...end])
    }
}
