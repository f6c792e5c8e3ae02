import Foundation
import Testing

@testable import App

/// The declarations of the settings and what comes from them.
@Suite(.oneEngine) struct SettingsTextTests {
    @Test func `every setting is declared once and explained twice`() {
        let keys = KnownSettings.all.map(\.key)
        #expect(Set(keys).count == keys.count)
        #expect(Set(KnownSettings.variables).count == KnownSettings.variables.count)
        for setting in KnownSettings.all {
            #expect(setting.english.hasSuffix(".") && setting.dutch.hasSuffix("."), "\(setting.key)")
            #expect(!setting.example.isEmpty, "\(setting.key)")
            let section = KnownSettings.sections.first { $0.settings.contains { $0.key == setting.key } }
            #expect(section?.name == setting.section ?? "", "\(setting.key)")
        }
    }

    @Test func `the example file changes nothing as it is`() {
        for dutch in [false, true] {
            let settings = Settings(text: SettingsText.example(inDutch: dutch))
            #expect(settings.mistakes.isEmpty && settings.entries.isEmpty)
        }
    }

    @Test func `the example file without its marks is a file of settings`() {
        // What stands behind `#` is a setting when it starts with a name and a colon; the rest are remarks.
        let lines = SettingsText.example(inDutch: false).split(separator: "\n").map { line -> String in
            let indent = line.prefix { $0 == " " }
            let rest = line.dropFirst(indent.count)
            guard rest.hasPrefix("#"), !rest.hasPrefix("# ") else { return String(line) }
            return String(indent) + String(rest.dropFirst())
        }
        let settings = Settings(text: lines.joined(separator: "\n"))
        #expect(Set(settings.entries.keys) == Set(KnownSettings.all.map(\.key)))
        // Files and keys of the examples are not there, and some settings exclude each other; nothing else is wrong.
        let known = [
            "cannot be read", "choose one", "must be the public half", "a list; each: the public half",
            "a file of SQLite", "does nothing",
        ]
        let strange = settings.mistakes.filter { mistake in !known.contains { mistake.text.contains($0) } }
        #expect(strange.isEmpty, "\(strange)")
    }

    @Test func `examples and standard values are what their setting takes`() {
        for setting in KnownSettings.all where setting.shape != .secret && setting.shape != .secretFile {
            for text in [setting.example, setting.standardText].compactMap({ $0 }) where !text.contains("…") {
                let file = SettingsFile(
                    reading: setting.section.map { "\($0):\n  \(setting.name): \(text)" } ?? "\(setting.key): \(text)",
                    repeated: [])
                #expect(file.problems.isEmpty, "\(setting.key): \(file.problems)")
                for entry in file.entries {
                    #expect(setting.check(entry.text) == nil, "\(setting.key): \(text)")
                }
            }
        }
    }

    @Test func `the manual has the tables of the settings`() throws {
        let file = ArchitectureTests.root.appendingPathComponent("docs/operations.md")
        let manual = try String(contentsOf: file, encoding: .utf8)
        #expect(
            manual.contains(SettingsText.tables),
            "docs/operations.md is not up to date: put the output of 'inzet config table' in it")
    }

    @Test(arguments: [
        ("orgin", "origin"), ("listen.prot", "listen.port"), ("mail.sender_name", "mail.sender-name"),
        ("port", "listen.port"), ("smtp.sender", "mail.sender"), ("bakcup.folder", "backup.folder"),
    ])
    func `a mistyped name is told what it is like`(_ typed: String, _ meant: String) {
        #expect(NearestWord.find(typed, among: KnownSettings.all.map(\.key)) == meant)
    }

    @Test func `what is like nothing gets no suggestion`() {
        #expect(NearestWord.find("kleur", among: ["listen.port", "origin"]) == nil)
        #expect(NearestWord.find("", among: ["listen.port"]) == nil)
    }
}
