/// Line ends in the text of mail.
enum TextLines {
    /// CRLF and CR as LF. On scalars: to Swift, CRLF is one character.
    static func normalised(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                output.append("\n")
            } else if !(scalar == "\n" && previous == "\r") {
                output.append(scalar)
            }
            previous = scalar
        }
        return String(output)
    }

    /// The first bytes, without half a character at the end: that would make the whole look like another charset.
    static func cut(_ bytes: [UInt8], at limit: Int) -> [UInt8] {
        let kept = bytes.prefix(limit)
        guard let start = kept.suffix(4).lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return Array(kept) }
        let length = kept[start] >= 0xF0 ? 4 : kept[start] >= 0xE0 ? 3 : kept[start] >= 0xC0 ? 2 : 1
        return Array(kept.count - start < length ? kept[..<start] : kept)
    }

    /// Joins the lines that a mail program broke to fit (RFC 3676): those that end in a blank.
    ///
    /// Quoted lines stay apart, they are going to be dropped.
    static func unflowed(_ text: String, deletesBlank: Bool) -> String {
        var lines: [String] = []
        var isOpen = false
        for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isQuoted = raw.first == ">"
            // A blank in front was added so that the line does not look like a quote or a mailbox divider.
            let line = !isQuoted && raw.first == " " ? raw.dropFirst() : raw
            let isSignature = line == "-- "
            if isOpen, !isQuoted, !isSignature, let last = lines.indices.last {
                lines[last] += line
            } else {
                lines.append(String(line))
            }
            isOpen = !isQuoted && !isSignature && line.last == " "
            if isOpen, deletesBlank, let last = lines.indices.last { lines[last].removeLast() }
        }
        return lines.joined(separator: "\n")
    }
}
