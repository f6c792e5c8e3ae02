extension TextScanner {
    /// Reads the literal that starts here and gives its value, with `%n` for each interpolation.
    mutating func readLiteral(hashes: Int) -> String {
        index += hashes
        let quote = UInt8(ascii: "\"")
        let isTall = starts(with: [quote, quote, quote])
        let quotes = [UInt8](repeating: quote, count: isTall ? 3 : 1)
        let marks = [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
        let end = quotes + marks
        let escape = [UInt8(ascii: "\\")] + marks
        index += quotes.count
        var lines = LiteralLines()
        var values = 0
        while let byte = byte(0) {
            if byte == quote, starts(with: end) {
                index += end.count
                return isTall ? lines.withoutIndentation : lines.text
            }
            if byte == escape[0], starts(with: escape) {
                index += escape.count
                if self.byte(0) == UInt8(ascii: "(") {
                    index += 1
                    readCode(insideLiteral: true)
                    values += 1
                    lines.append(Array("%\(values)".utf8))
                } else {
                    readEscape(into: &lines)
                }
                continue
            }
            index += 1
            if byte == UInt8(ascii: "\n") { lines.newLine() } else { lines.append([byte]) }
        }
        return lines.text
    }

    private mutating func readEscape(into lines: inout LiteralLines) {
        guard let letter = byte(0) else { return }
        index += 1
        switch letter {
        case UInt8(ascii: "n"): lines.append([0x0A])
        case UInt8(ascii: "t"): lines.append([0x09])
        case UInt8(ascii: "r"): lines.append([0x0D])
        case UInt8(ascii: "0"): lines.append([0])
        case UInt8(ascii: "\n"): lines.newLine(joined: true)
        case UInt8(ascii: "u"):
            var digits: [UInt8] = []
            while let byte = byte(0), byte != UInt8(ascii: "}") {
                if byte != UInt8(ascii: "{") { digits.append(byte) }
                index += 1
            }
            index += 1
            let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
            lines.append(Array(String(Character(scalar ?? "\u{FFFD}")).utf8))
        default: lines.append([letter])
        }
    }
}

/// The lines of a literal as they stand in the source, with their escapes read.
private struct LiteralLines {
    private var lines: [(bytes: [UInt8], joined: Bool)] = [([], false)]

    mutating func append(_ bytes: [UInt8]) { lines[lines.count - 1].bytes += bytes }

    /// - Parameter joined: whether `\` at the end of the line above takes the line break away.
    mutating func newLine(joined: Bool = false) {
        lines[lines.count - 1].joined = joined
        lines.append(([], false))
    }

    var text: String { Self.text(lines[...]) }

    /// Swift takes the indentation of the closing quotes off every line, and drops the line breaks beside the quotes.
    var withoutIndentation: String {
        let indentation = lines.last?.bytes.count ?? 0
        return Self.text(
            lines.dropFirst().dropLast().map { line in
                let spaces = line.bytes.prefix(indentation).prefix { $0 == UInt8(ascii: " ") }.count
                return (Array(line.bytes.dropFirst(spaces)), line.joined)
            }[...])
    }

    private static func text(_ lines: ArraySlice<(bytes: [UInt8], joined: Bool)>) -> String {
        var bytes: [UInt8] = []
        for (index, line) in lines.enumerated() {
            bytes += line.bytes
            if index < lines.count - 1, !line.joined { bytes.append(0x0A) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
