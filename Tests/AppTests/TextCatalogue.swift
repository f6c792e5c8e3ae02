import Core
import Foundation

/// What may be wrong with the texts in the source and their translations, each as a sentence with the key.
enum TextCatalogue {
    /// Every key in the source with the first file that uses it.
    static func keys(in sources: URL) throws -> [String: String] {
        var found: [String: String] = [:]
        for (name, source) in try files(in: sources) {
            for key in TextScanner.keys(in: source) where found[key] == nil { found[key] = name }
        }
        return found
    }

    static func files(in sources: URL) throws -> [(name: String, source: String)] {
        var found: [(name: String, source: String)] = []
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let name = String(file.path.dropFirst(sources.path.count + 1))
            found.append((name, try String(contentsOf: file, encoding: .utf8)))
        }
        return found.sorted { $0.name < $1.name }
    }

    static func untranslated(_ keys: [String: String], _ catalogue: PO) -> [String] {
        let known = Set(catalogue.entries.lazy.filter(\.isTranslated).map(\.id))
        return keys.keys.filter { !known.contains($0) }.sorted().map { "\(keys[$0] ?? ""): \($0)" }
    }

    static func unused(_ keys: [String: String], _ catalogue: PO) -> [String] {
        catalogue.entries.map(\.id).filter { keys[$0] == nil }.sorted()
    }

    /// Translations that lose a value of their key or ask for one that it does not have.
    static func otherValues(_ catalogue: PO) -> [String] {
        catalogue.entries.filter { entry in
            entry.translations.contains { !$0.isEmpty && values(in: $0) != values(in: entry.id) }
        }.map(\.id)
    }

    /// The numbers of the values, read as `Text.filled` reads them: one digit after `%`.
    static func values(in text: String) -> Set<Int> {
        Set(zip(text, text.dropFirst()).compactMap { $0 == "%" ? $1.wholeNumberValue : nil }.filter { $0 > 0 })
    }

    /// Labels that are bare literals: the compiler takes them for a `Text`, but the scanner cannot see them.
    static func bareLabels(in source: String) -> [String] {
        var bare: [String] = []
        var depth = 0
        var before: Substring = ""
        for line in source.split(separator: "\n") {
            let code = line.drop { $0 == " " }
            if code.hasPrefix("//") { continue }
            defer { before = code }
            let opens = code.count { $0 == "{" } - code.count { $0 == "}" }
            if depth == 0 {
                let isBlock = [": Text {", ": Text? {", "-> Text {", "-> Text? {"].contains { code.hasSuffix($0) }
                depth = isBlock ? opens : 0
                continue
            }
            depth = max(0, depth + opens)
            // A long text stands on a line of its own, within its `Text`.
            if !before.hasSuffix("Text("), isBareLabel(code) { bare.append(String(code)) }
        }
        return bare
    }

    private static func isBareLabel(_ code: Substring) -> Bool {
        if code.hasPrefix("\"") || code.hasPrefix("return \"") { return true }
        guard code.hasPrefix("case ") || code.hasPrefix("default:") else { return false }
        let head = code.firstRange(of: "Text(").map { code[..<$0.lowerBound] } ?? code
        return head.contains(": \"") || head.contains(": return \"")
    }
}
