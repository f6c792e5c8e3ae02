/// Translations in the format of GNU gettext, so that translators use the programs they know.
///
/// Source: GNU gettext manual, "The Format of PO Files". One plural rule is understood, that of Dutch and English:
/// `nplurals=2; plural=(n != 1);`.
package struct PO: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        /// Tells equal texts with another meaning apart.
        package var context: String?
        package var id: String
        package var plural: String?
        /// One text, or the singular and the plural. An untranslated text is empty.
        package var translations: [String]
        /// A translator should look again; programs use the source text meanwhile.
        package var isFuzzy: Bool
        /// Lines after `#`, by translators.
        package var comments: [String]
        /// Lines after `#.`, taken from the code.
        package var extractedComments: [String]
        /// Lines after `#:`, where the text is used.
        package var references: [String]
        /// The line of `msgid`, counted from 1; 0 when it comes from no file.
        package var line: Int

        package init(
            context: String? = nil, id: String, plural: String? = nil, translations: [String], isFuzzy: Bool = false,
            comments: [String] = [], extractedComments: [String] = [], references: [String] = [], line: Int = 0
        ) {
            self.context = context
            self.id = id
            self.plural = plural
            self.translations = translations
            self.isFuzzy = isFuzzy
            self.comments = comments
            self.extractedComments = extractedComments
            self.references = references
            self.line = line
        }

        /// Whether every form has a text that may be shown.
        package var isTranslated: Bool { !isFuzzy && translations.allSatisfy { !$0.isEmpty } }
    }

    /// A field such as `Language: en`.
    package struct Field: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package struct ParseError: Error, Sendable, Equatable, CustomStringConvertible {
        package enum Kind: Sendable, Equatable {
            case tooLong(limit: Int)
            case unexpectedLine(String)
            case invalidString
            case invalidEscape
            /// `msgstr` misses, or the numbered forms are not exactly 0 and 1.
            case missingTranslation
            case duplicate(id: String)
            /// Another number of plural forms, or another rule.
            case unsupportedPlurals(String)
            /// The header names a charset other than UTF-8.
            case unsupportedCharset(String)
        }

        package var line: Int
        package var kind: Kind

        package init(line: Int, kind: Kind) {
            self.line = line
            self.kind = kind
        }

        package var description: String { "line \(line): \(kind)" }
    }

    /// The translation of the empty text, as fields in order.
    package var header: [Field]
    package var entries: [Entry]

    package static let pluralForms = "nplurals=2; plural=(n != 1);"

    package init(header: [Field] = [], entries: [Entry] = []) {
        self.header = header
        self.entries = entries
    }

    /// - Throws: at the first line that is not understood; nothing is skipped except entries marked as old (`#~`).
    package init(parsing text: String, maximumBytes: Int = 10_000_000) throws(ParseError) {
        guard text.utf8.count <= maximumBytes else {
            throw ParseError(line: 1, kind: .tooLong(limit: maximumBytes))
        }
        var parser = POParser()
        var number = 0
        for line in text.utf8.split(omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A }) {
            number += 1
            try parser.read(line, number: number)
        }
        try parser.finish()
        self.init(header: parser.header, entries: parser.entries)
    }

    /// The file again: header first, then every entry in order.
    package var text: String {
        var output = "msgid \"\"\nmsgstr \"\"\n"
        for field in header { output += "\(Self.quoted("\(field.name): \(field.value)\n"))\n" }
        for entry in entries { output += "\n" + entry.text }
        return output
    }

    /// In quotes, with the escapes that keep it on one line.
    fileprivate static func quoted(_ text: some StringProtocol) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case "\u{7}": output += "\\a"
            case "\u{8}": output += "\\b"
            case "\u{B}": output += "\\v"
            case "\u{C}": output += "\\f"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output + "\""
    }
}

extension PO.Entry {
    fileprivate var text: String {
        var output = ""
        for comment in comments { output += comment.isEmpty ? "#\n" : "# \(Self.oneLine(comment))\n" }
        for comment in extractedComments { output += "#. \(Self.oneLine(comment))\n" }
        for reference in references { output += "#: \(Self.oneLine(reference))\n" }
        if isFuzzy { output += "#, fuzzy\n" }
        if let context { output += Self.property("msgctxt", context) }
        output += Self.property("msgid", id)
        guard let plural else { return output + Self.property("msgstr", translations.first ?? "") }
        output += Self.property("msgid_plural", plural)
        for number in 0...1 {
            let translation = translations.indices.contains(number) ? translations[number] : ""
            output += Self.property("msgstr[\(number)]", translation)
        }
        return output
    }

    /// A text of several lines starts with an empty string and then shows one line a line.
    private static func property(_ name: String, _ value: String) -> String {
        var lines: [Substring.UnicodeScalarView] = []
        var rest = value.unicodeScalars[...]
        while let end = rest.firstIndex(of: "\n") {
            let next = rest.index(after: end)
            lines.append(rest[..<next])
            rest = rest[next...]
        }
        if !rest.isEmpty { lines.append(rest) }
        guard lines.count > 1 else { return "\(name) \(PO.quoted(value))\n" }
        return "\(name) \"\"\n" + lines.map { PO.quoted(Substring($0)) + "\n" }.joined()
    }

    /// A comment cannot hold a line end.
    private static func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 }))
    }
}

/// Builds entries line by line.
private struct POParser {
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
