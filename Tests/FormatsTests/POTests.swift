import Core
import Testing

struct POTests {
    private let sample = #"""
        # Engels
        msgid ""
        msgstr ""
        "Language: en\n"
        "Content-Type: text/plain; charset=UTF-8\n"
        "Plural-Forms: nplurals=2; plural=(n != 1);\n"

        #. Op de knop
        #: Pages.swift:12
        #, fuzzy, swift-format
        #| msgid "Vacature"
        msgctxt "knop"
        msgid "Vacature \"plaatsen\""
        msgstr "Post a vacancy"

        msgid ""
        "een\n"
        "twee\t"
        msgstr "one\ntwo\t"
        msgid "%d vacature"
        msgid_plural "%d vacatures"
        msgstr[0] "%d vacancy"
        msgstr[1] ""
        #~ msgid "oud"
        #~ msgstr "old"
        """#

    @Test func everyPartOfAFile() throws {
        let file = try PO(parsing: sample)
        #expect(file.header.map(\.name) == ["Language", "Content-Type", "Plural-Forms"])
        #expect(
            file.entries == [
                PO.Entry(
                    context: "knop", id: "Vacature \"plaatsen\"", translations: ["Post a vacancy"], isFuzzy: true,
                    extractedComments: ["Op de knop"], references: ["Pages.swift:12"], line: 13),
                PO.Entry(id: "een\ntwee\t", translations: ["one\ntwo\t"], line: 16),
                PO.Entry(
                    id: "%d vacature", plural: "%d vacatures", translations: ["%d vacancy", ""], line: 20),
            ])
        #expect(file.entries.map(\.isTranslated) == [false, true, false])
        let windows = String(sample.unicodeScalars.flatMap { $0 == "\n" ? ["\r", "\n"] : [Character($0)] })
        #expect(try PO(parsing: windows) == file)
    }

    @Test(arguments: [
        ("msgid \"a\"\nmsgstr \"b", 2, PO.ParseError.Kind.invalidString), ("msgid \"a\" x", 1, .invalidString),
        ("msgid \"a\\q\"", 1, .invalidEscape), ("msgid \"a\\\"", 1, .invalidString), ("hoi", 1, .unexpectedLine("hoi")),
        ("\"los\"", 1, .unexpectedLine("\"los\"")), ("msgid \"a\"\n", 2, .missingTranslation),
        ("msgstr \"a\"", 1, .missingTranslation), ("msgid \"a\"\nmsgstr[0] \"b\"", 2, .missingTranslation),
        ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"", 3, .missingTranslation),
        ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[2] \"c\"", 3, .unexpectedLine("msgstr[2] \"c\"")),
        ("msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"", 4, .duplicate(id: "a")),
        (
            "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=1; plural=0;\\n\"", 1,
            .unsupportedPlurals("nplurals=1; plural=0;")
        ),
        ("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=latin1\\n\"", 1, .unsupportedCharset("latin1")),
    ])
    func refusalsNameTheLine(_ text: String, _ line: Int, _ kind: PO.ParseError.Kind) {
        #expect(throws: PO.ParseError(line: line, kind: kind)) { try PO(parsing: text) }
    }

    @Test func whatIsWrittenIsReadBack() throws {
        var random = Seeded(5)
        let pieces = ["a", "é", "\"", "\\", "\n", "\t", "\r", "\r\n", " ", "%d", "#", "msgid", "\u{7}", "👋", "\u{301}"]
        let words = ["woord", " ", "é", ":", ","]
        for _ in 0..<600 {
            let entries = (0..<random.below(6)).map { number in
                let plural = random.below(3) == 0 ? random.text(pieces, upTo: 5) : nil
                return PO.Entry(
                    context: random.below(3) == 0 ? random.text(pieces, upTo: 3) : nil,
                    id: "\(number)" + random.text(pieces, upTo: 6), plural: plural,
                    translations: (0..<(plural == nil ? 1 : 2)).map { _ in random.text(pieces, upTo: 6) },
                    isFuzzy: random.below(4) == 0,
                    comments: random.below(3) == 0 ? ["x" + random.text(words, upTo: 3) + "."] : [],
                    references: random.below(3) == 0 ? ["Pages.swift:1"] : [])
            }
            let file = PO(
                header: [.init(name: "Language", value: "en"), .init(name: "Plural-Forms", value: PO.pluralForms)],
                entries: entries)
            var again = try PO(parsing: file.text)
            for index in again.entries.indices { again.entries[index].line = 0 }
            #expect(again == file)
            #expect(again.text == file.text)
        }
    }
}
