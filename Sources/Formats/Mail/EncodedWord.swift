/// Text beyond ASCII in a header (RFC 2047).
enum EncodedWord {
    /// Whether the text says the same when it is not encoded.
    static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
    }

    /// Encoded words of at most 75 characters, cut between characters; joined by a blank or line end they are the text.
    static func encode(_ text: String) -> [String] {
        let prefix = "=?UTF-8?Q?"
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            let piece = encode(scalar)
            if prefix.utf8.count + word.utf8.count + piece.utf8.count + 2 > 70, !word.isEmpty {
                words.append(prefix + word + "?=")
                word = ""
            }
            word += piece
        }
        if !word.isEmpty { words.append(prefix + word + "?=") }
        return words
    }

    /// Only what may stand in every place of a header, a display name included (RFC 2047 §5.3).
    private static func encode(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "!", "*", "+", "-", "/": return String(Character(scalar))
        case " ": return "_"
        default: return String(scalar).utf8.map(QuotedPrintable.escape).joined()
        }
    }

    /// The text of a header with its encoded words read, its folds undone, and without control characters.
    static func decode(_ bytes: some Collection<UInt8>) -> String {
        var output = ""
        var pending: (charset: String, bytes: [UInt8])?
        var blanks: [UInt8] = []
        func flush() {
            if let word = pending { output += Charset.decode(word.bytes, charset: word.charset) }
            pending = nil
        }
        for chunk in chunks(bytes.filter { $0 != 0x0D && $0 != 0x0A }) {
            if chunk.first == 0x20 {
                blanks = chunk
                continue
            }
            if let word = parse(chunk) {
                // Blanks between two encoded words are no text; a character may be cut between them.
                if pending?.charset == word.charset {
                    pending?.bytes += word.bytes
                } else {
                    if pending == nil { output += String(decoding: blanks, as: UTF8.self) }
                    flush()
                    pending = word
                }
            } else {
                flush()
                output += String(decoding: blanks, as: UTF8.self) + Charset.decode(chunk, charset: "")
            }
            blanks = []
        }
        flush()
        return visible(output)
    }

    /// The text of a header on one line, with its encoded words as they stand.
    static func unfolded(_ bytes: some Collection<UInt8>) -> String {
        visible(Charset.decode(bytes.filter { $0 != 0x0D && $0 != 0x0A }, charset: ""))
    }

    private static func visible(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }

    /// Words and the blanks between them; every kind of white space becomes a blank.
    private static func chunks(_ bytes: [UInt8]) -> [[UInt8]] {
        var chunks: [[UInt8]] = []
        var current: [UInt8] = []
        for byte in bytes {
            let isBlank = byte <= 0x20
            if let first = current.first, (first == 0x20) != isBlank {
                chunks.append(current)
                current = []
            }
            current.append(isBlank ? 0x20 : byte)
        }
        if !current.isEmpty { chunks.append(current) }
        return chunks
    }

    /// `=?charset?Q?text?=` or with B. Some programs glue words together or cut off the last sign; those stay as is.
    private static func parse(_ chunk: [UInt8]) -> (charset: String, bytes: [UInt8])? {
        guard chunk.count > 7, chunk.starts(with: [0x3D, 0x3F]), chunk.suffix(2) == [0x3F, 0x3D] else { return nil }
        let parts = chunk[2..<(chunk.count - 2)].split(
            separator: 0x3F, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let letter = parts[1].first, parts[1].count == 1 else { return nil }
        // A language may follow the charset (RFC 2231 §5).
        let charset = String(decoding: parts[0].prefix { $0 != UInt8(ascii: "*") }, as: UTF8.self).lowercased()
        switch letter | 0x20 {
        case UInt8(ascii: "q"):
            return (charset, QuotedPrintable.decode(parts[2].map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }))
        case UInt8(ascii: "b"): return (charset, Base64.decode(parts[2]))
        default: return nil
        }
    }
}
