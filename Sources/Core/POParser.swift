/// Builds entries line by line.
struct POParser {
    private enum Part: Hashable {
        case context
        case id
        case plural
        case translation(Int)
    }

    var header: [PO.Field] = []
    var entries: [PO.Entry] = []
    private var parts: [Part: String] = [:]
    private var current: Part?
    private var comments: [String] = []
    private var extracted: [String] = []
    private var references: [String] = []
    private var isFuzzy = false
    private var line = 0
    private var seen: Set<[String]> = []
    private var number = 0

    mutating func read(_ raw: Substring.UTF8View, number: Int) throws(PO.ParseError) {
        self.number = number
        var line = raw
        while let last = line.last, last == 0x0D || last == 0x20 || last == 0x09 { line = line.dropLast() }
        while let first = line.first, first == 0x20 || first == 0x09 { line = line.dropFirst() }
        if line.isEmpty { return }
        if line.first == UInt8(ascii: "#") { return try readComment(line) }
        if line.first == UInt8(ascii: "\"") {
            guard let current else { throw unexpected(line) }
            parts[current, default: ""] += try unquoted(line)
            return
        }
        guard let quote = line.firstIndex(of: UInt8(ascii: "\"")) else { throw unexpected(line) }
        let value = try unquoted(line[quote...])
        switch String(Substring(line[..<quote])).filter({ $0 != " " && $0 != "\t" }) {
        case "msgctxt":
            try finish()
            try start(.context, value)
        case "msgid":
            if parts[.id] != nil { try finish() }
            self.line = number
            try start(.id, value)
        case "msgid_plural": try start(.plural, value)
        case "msgstr": try start(.translation(0), value, isAllowed: parts[.id] != nil && parts[.plural] == nil)
        case "msgstr[0]": try start(.translation(0), value, isAllowed: parts[.plural] != nil)
        case "msgstr[1]": try start(.translation(1), value, isAllowed: parts[.plural] != nil)
        default: throw unexpected(line)
        }
    }

    private mutating func start(_ part: Part, _ value: String, isAllowed: Bool = true) throws(PO.ParseError) {
        guard isAllowed, parts[part] == nil else { throw PO.ParseError(line: number, kind: .missingTranslation) }
        parts[part] = value
        current = part
    }

    private mutating func readComment(_ line: Substring.UTF8View) throws(PO.ParseError) {
        // Comments stand before an entry, so one closes the entry above it.
        if parts[.translation(0)] != nil { try finish() }
        let text = Substring(line.dropFirst(2))
        let trimmed = String(text.drop { $0 == " " })
        switch line.dropFirst().first {
        case UInt8(ascii: "."): extracted.append(trimmed)
        case UInt8(ascii: ":"): references.append(trimmed)
        case UInt8(ascii: ","):
            let flags = text.split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" } }
            if flags.contains("fuzzy") { isFuzzy = true }
        case UInt8(ascii: "~"), UInt8(ascii: "|"): return
        case UInt8(ascii: " "), nil: comments.append(String(text))
        default: comments.append(String(Substring(line.dropFirst())))
        }
    }

    /// Closes the entry that is open, if any.
    mutating func finish() throws(PO.ParseError) {
        guard !parts.isEmpty else { return }
        guard let id = parts[.id], let first = parts[.translation(0)] else {
            throw PO.ParseError(line: number, kind: .missingTranslation)
        }
        var translations = [first]
        if parts[.plural] != nil {
            guard let second = parts[.translation(1)] else {
                throw PO.ParseError(line: number, kind: .missingTranslation)
            }
            translations.append(second)
        }
        let context = parts[.context]
        guard seen.insert([context ?? "\u{4}", id]).inserted else {
            throw PO.ParseError(line: line, kind: .duplicate(id: id))
        }
        if id.isEmpty && context == nil {
            try readHeader(first)
        } else {
            entries.append(
                PO.Entry(
                    context: context, id: id, plural: parts[.plural], translations: translations, isFuzzy: isFuzzy,
                    comments: comments, extractedComments: extracted, references: references, line: line))
        }
        parts = [:]
        current = nil
        (comments, extracted, references, isFuzzy) = ([], [], [], false)
    }

    private mutating func readHeader(_ text: String) throws(PO.ParseError) {
        for field in text.split(separator: "\n") {
            let halves = field.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = halves.first, let value = halves.dropFirst().first else { continue }
            let trimmed = String(value.drop { $0 == " " })
            let compact = trimmed.lowercased().filter { !" ();".contains($0) }
            if name == "Plural-Forms", compact != "nplurals=2plural=n!=1" {
                throw PO.ParseError(line: line, kind: .unsupportedPlurals(trimmed))
            }
            if name == "Content-Type", let start = compact.firstRange(of: "charset=")?.upperBound,
                compact[start...] != "utf-8"
            {
                throw PO.ParseError(line: line, kind: .unsupportedCharset(String(compact[start...])))
            }
            header.append(PO.Field(name: String(name), value: trimmed))
        }
    }

    private func unexpected(_ line: Substring.UTF8View) -> PO.ParseError {
        PO.ParseError(line: number, kind: .unexpectedLine(String(Substring(line).prefix(80))))
    }

    /// The text between quotes that fills the rest of a line.
    private func unquoted(_ line: Substring.UTF8View) throws(PO.ParseError) -> String {
        var output: [UInt8] = []
        var rest = line.dropFirst()
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") {
                guard rest.isEmpty else { throw PO.ParseError(line: number, kind: .invalidString) }
                return String(decoding: output, as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\") {
                guard let letter = rest.popFirst(), let meant = escaped(letter) else {
                    throw PO.ParseError(line: number, kind: .invalidEscape)
                }
                output.append(meant)
            } else {
                output.append(byte)
            }
        }
        throw PO.ParseError(line: number, kind: .invalidString)
    }

    private func escaped(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): letter
        case UInt8(ascii: "a"): 0x07
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "v"): 0x0B
        case UInt8(ascii: "f"): 0x0C
        default: nil
        }
    }
}
