package import Core
package import Web

/// A sentence of a content file in both languages of the site.
package struct LocalText: Decodable, Sendable, Hashable {
    package let nl: String
    package let en: String

    package init(nl: String, en: String) {
        self.nl = nl
        self.en = en
    }

    package func callAsFunction(_ language: Language) -> String { language == .dutch ? nl : en }
}

extension Texts {
    /// The sentence in the reader's language.
    package func callAsFunction(_ text: LocalText) -> String { text(language) }
}

/// The document and the place in it from which a fact, a list or a rule was taken.
package struct SourceNote: Decodable, Sendable, Hashable {
    package let document: String
    package let section: String

    package init(document: String, section: String) {
        self.document = document
        self.section = section
    }

    /// `Bron: Movisie 2009, De basisfuncties …, hoofdstuk 2`.
    package func line(_ t: Texts) -> String { t("Bron: \(document), \(section)") }

    /// The source as a small line under what it supports. Titles of documents stay Dutch in every language.
    package func markup(_ t: Texts) -> HTML { "<p class=\"small soft\"\(attribute: "lang", t.typed)>\(line(t))</p>" }
}
