import Synchronization

/// The words of one language. Call it with a text: `t("Vacature plaatsen")`.
package struct Texts: Sendable {
    package let language: Language
    private let catalogue: Catalogue?

    /// Dutch is the language of the source and needs no catalogue.
    package init(_ language: Language, catalogue: Catalogue? = nil) {
        self.language = language
        self.catalogue = catalogue
    }

    package static let dutch = Texts(.dutch)

    /// For the `lang` attribute of what people typed themselves, such as a vacancy's title: Dutch, whatever the
    /// language of the page. Nothing on a page that is Dutch already.
    package var typed: String? { language == .dutch ? nil : Language.dutch.rawValue }

    package func callAsFunction(_ text: Text) -> String {
        guard let catalogue else { return text.filled(text.key) }
        return text.filled(catalogue.translation(of: text.key))
    }

    /// The text for `count` things: `t.plural(n, "1 plek", "\(n) plekken")`. Both forms are keys of their own.
    package func plural(_ count: Int, _ one: Text, _ other: Text) -> String { self(count == 1 ? one : other) }
}

/// The translations of one language, read once from a PO file.
package final class Catalogue: Sendable {
    package let entries: [String: String]
    private let asked = Mutex<Set<String>>([])

    package init(_ entries: [String: String]) { self.entries = entries }

    /// The translation, or the Dutch text when there is none: a page is never empty.
    package func translation(of key: String) -> String {
        if let found = entries[key] { return found }
        asked.withLock { _ = $0.insert(key) }
        return key
    }

    /// The texts that were asked for and are not in the catalogue.
    package var missing: [String] { asked.withLock { $0.sorted() } }
}
