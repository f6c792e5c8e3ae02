import Core
import Foundation
import Testing

/// Every sentence for people has an English twin, no translation is left over, and the Dutch stays plain.
@Suite(.oneEngine) struct TextsTests {
    static var sources: URL { ArchitectureTests.root.appendingPathComponent("Sources") }

    static func english() throws -> PO {
        let file = sources.appendingPathComponent("CAssets/files/texts/en.po")
        return try PO(parsing: String(contentsOf: file, encoding: .utf8))
    }

    @Test func `every text in the source has an English translation`() throws {
        let keys = try TextCatalogue.keys(in: Self.sources)
        #expect(keys.count > 500)
        let missing = TextCatalogue.untranslated(keys, try Self.english())
        #expect(missing.isEmpty, "\(missing.count) missing:\n\(missing.joined(separator: "\n"))")
    }

    @Test func `every translation belongs to a text that is used`() throws {
        let unused = TextCatalogue.unused(try TextCatalogue.keys(in: Self.sources), try Self.english())
        #expect(unused.isEmpty, "\(unused.count) unused:\n\(unused.joined(separator: "\n"))")
    }

    @Test func `a translation has the values of its text`() throws {
        let wrong = TextCatalogue.otherValues(try Self.english())
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    }

    @Test func `no label is a bare literal`() throws {
        let bare = try TextCatalogue.files(in: Self.sources).flatMap { file in
            TextCatalogue.bareLabels(in: file.source).map { "\(file.name): \($0)" }
        }
        #expect(bare.isEmpty, "\(bare.joined(separator: "\n"))")
    }

    @Test func `the Dutch is plain`() throws {
        let problems = try TextCatalogue.keys(in: Self.sources).sorted { $0.key < $1.key }.flatMap { key, file in
            PlainDutch.problems(in: key).map { "\(file): \($0)" }
        }
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    }
}

/// The checks above notice what they are for.
@Suite(.oneEngine) struct TextScannerTests {
    static let keys = ["Nog %1 dagen": "A.swift", "Weg": "A.swift"]

    static func catalogue(_ entries: (String, String)...) -> PO {
        PO(entries: entries.map { PO.Entry(id: $0.0, translations: [$0.1]) })
    }

    @Test func `a missing, an empty and an uncertain translation are noticed`() {
        let half = Self.catalogue(("Nog %1 dagen", "%1 days left"))
        #expect(TextCatalogue.untranslated(Self.keys, half) == ["A.swift: Weg"])
        #expect(TextCatalogue.untranslated(Self.keys, Self.catalogue(("Weg", ""), ("Nog %1 dagen", "x"))).count == 1)
        let fuzzy = PO(entries: [PO.Entry(id: "Weg", translations: ["Gone"], isFuzzy: true)] + half.entries)
        #expect(TextCatalogue.untranslated(Self.keys, fuzzy).count == 1)
    }

    @Test func `a translation that nobody uses is noticed`() {
        #expect(TextCatalogue.unused(Self.keys, Self.catalogue(("Weg", "Gone"), ("Oud", "Old"))) == ["Oud"])
    }

    @Test func `a value that is lost or added is noticed`() {
        #expect(TextCatalogue.otherValues(Self.catalogue(("Nog %1 dagen", "Days left"))).count == 1)
        #expect(TextCatalogue.otherValues(Self.catalogue(("Nog %1 dagen", "%1 of %2 days left"))).count == 1)
        #expect(
            TextCatalogue.otherValues(Self.catalogue(("%1 en %2", "%2 and %1"), ("Code %20363", "Code %20363"))).isEmpty
        )
    }

    @Test func `literals inside text calls are keys and others are not`() {
        let source = #"""
            // t("in a comment") /* t("also") */
            /* t("in a block") /* Text("inner") */ Text("outer") */
            let a = t("Een"); let b = Text("Twee \(x) en \(y.map { "\($0)" } ?? "niets")")
            let c = t.plural(n, "1 plek", "\(n) plekken"), d = format("geen"), e = part(["x"]), f = house.t(nl)("Drie")
            let g = t(flag ? "Ja" : "Nee"), h = t(names["geen"]), url = "https://x.nl" // t("no")
            func t("none") {}
            """#
        #expect(
            TextScanner.keys(in: source)
                == ["Een", "Twee %1 en %2", "1 plek", "%1 plekken", "Drie", "Ja", "Nee"])
    }

    @Test func `texts inside markup, tall literals and escapes are read`() {
        let quotes = String(repeating: "\"", count: 3)
        let source = """
            let page: HTML = \(quotes)
                <p title="t(">\\(t("Zoek \\"dit\\" \\u{2013} \\(request("a"))"))</p>\\
                \\(rows, { "<li>\\(t("Rij \\($0.name)"))</li>" })
                \(quotes)
            let mail = t(\(quotes)
                Beste \\(name),

                  Dank \\
                je.
                \(quotes))
            let raw = t(#"Een "los" \\(woord) \\#(n)"#)
            """
        #expect(
            TextScanner.keys(in: source) == [
                "Zoek \"dit\" – %1", "Rij %1", "Beste %1,\n\n  Dank je.", "Een \"los\" \\(woord) %1",
            ])
    }

    @Test func `a bare label is noticed`() {
        let source = """
            var label: Text {
                switch self {
                case .a: "Los"
                case "b", "c": Text("Vast: \\"zo\\"")
                default: "Los"
                }
            }
            var code: String {
                switch self { case .a: "a" }
            }
            static func title(_ code: String) -> Text {
                "Los"
            }
            """
        #expect(TextCatalogue.bareLabels(in: source) == ["case .a: \"Los\"", "default: \"Los\"", "\"Los\""])
    }

    @Test func `long sentences and words of the office are noticed`() {
        let long = Array(repeating: "woord", count: PlainDutch.mostWords).joined(separator: " ")
        #expect(PlainDutch.problems(in: long + ". Kort, zie www.voorbeeld.nl.").isEmpty)
        #expect(PlainDutch.problems(in: long + " meer.").count == 1)
        #expect(PlainDutch.problems(in: "Uw bericht is reeds verstuurd.").count == 2)
        #expect(PlainDutch.problems(in: "Een verklaring omtrent het gedrag. Nu is het uur daar.").isEmpty)
    }
}
