package import Core
import Web

/// The languages of the site, read from the files that are part of the program.
package enum Languages {
    /// Read once: the files do not change while the program runs.
    private static let all = Result { try read() }

    package static func load() throws -> [Language: Texts] { try all.get() }

    private static func read() throws -> [Language: Texts] {
        var texts: [Language: Texts] = [.dutch: .dutch]
        for language in Language.allCases where language != .dutch {
            guard let source = Assets.text("texts/\(language.rawValue).po") else { continue }
            texts[language] = Texts(language, catalogue: try catalogue(source))
        }
        return texts
    }

    package static func catalogue(_ source: String) throws -> Catalogue {
        var entries: [String: String] = [:]
        for entry in try PO(parsing: source).entries where !entry.isFuzzy && !entry.id.isEmpty {
            if let text = entry.translations.first, !text.isEmpty { entries[entry.id] = text }
        }
        return Catalogue(entries)
    }
}
