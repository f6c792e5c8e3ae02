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
