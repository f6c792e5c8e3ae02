import Core
import Foundation
import Testing

@testable import App

/// A settings file is read whole or refused in words, whatever stands in it.
@Suite(.oneEngine) struct SettingsFuzzTests {
    private static let pieces = [
        "database", "origin", "listen", "port", "mail", "oidc", "roles", ": ", ":\n  ", ":\n", "\n", "- ", "  ", "[",
        "]",
        "{", "}", ", ", "#", "\"", "'", "&a ", "*a", "!!str ", "|\n", ">\n", "---\n", "...\n", "? ", "~", "null", "no",
        "0", "é", "\u{0}", "\u{FEFF}", "\t", "<<: ", "%YAML 1.1\n", "\\", "smtp://", "GM0363", "\r\n", "\u{2028}", "@",
        "`",
    ]

    @Test func `any text gives settings or words`() {
        // More rounds by hand: INZET_FUZZ_ROUNDS=200000.
        let rounds = ProcessInfo.processInfo.environment["INZET_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 3000
        var random = Seeded(seed: 20_261_121)
        let good = SettingsText.example(inDutch: false).replacing("  #", with: "  ")
        for round in 0..<rounds {
            let text =
                round % 2 == 0
                ? (0..<Int.random(in: 0..<60, using: &random)).map { _ in
                    Self.pieces.randomElement(using: &random) ?? ""
                }
                .joined() : Self.mutated(good, &random)
            let settings = Settings(text: text)
            for mistake in settings.mistakes where settings.mistakes.count < 3 { #expect(!mistake.text.isEmpty) }
            _ = try? Configuration(settings)
        }
    }

    private static func mutated(_ text: String, _ random: inout Seeded) -> String {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1..<8, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1..<40, using: &random)))
            default: bytes.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: place)
            }
            if bytes.isEmpty { bytes = [10] }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `no file makes the reader dive or work without end`() {
        let deep = String(repeating: "[", count: 20_000)
        let dashes = String(repeating: "- ", count: 20_000) + "x"
        let indents = (0..<500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        let laughs = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: {? *c : *c}\n"
        let large = String(repeating: "# x\n", count: 100_000)
        let start = ContinuousClock.now
        for text in [deep, dashes, indents, laughs, large, "x: " + deep, "{" + String(repeating: "a: {", count: 9000)] {
            #expect(!Settings(text: text).mistakes.isEmpty)
        }
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test(arguments: [
        ("naam: \"R&D *ster* [x\" # [&", true), ("naam: R&D", true), ("naam: Zorg & Co", true), ("a: 'it''s &x'", true),
        ("naam: \"a \\\" &x\"", true), ("naam: &x", false), ("naam: [*x]", false), ("!x", false),
        ("a: [[[[[1]]]]]", false),
    ])
    func `only real anchors, aliases, tags and depths are refused`(_ text: String, _ isGood: Bool) {
        #expect((SettingsShape.refusal(of: text) == nil) == isGood)
    }
}
