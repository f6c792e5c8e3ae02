/// A text in the languages of a questionnaire. In a file it is `"Ja"` (the first language) or `{nl: "Ja", en: "Yes"}`.
package struct Words: Sendable, Hashable {
    /// Language code (`nl`, `en`, `tr` …) → text. The empty code is the questionnaire's first language.
    package var texts: [String: String]

    package init(_ text: String) { texts = ["": text] }
    package init(_ texts: [String: String]) { self.texts = texts }

    /// Puts `text` in `language`, the first language being kept under the empty code; an empty text takes it away.
    package mutating func set(_ text: String, in language: String, first: String) {
        let key = language == first ? "" : language
        if key == "" {
            texts[first] = nil
            texts[key] = text
        } else {
            texts[key] = text.isEmpty ? nil : text
        }
    }

    /// The text in `language` and nothing else: empty when it was not translated.
    package func only(_ language: String, first: String) -> String {
        texts[language] ?? (language == first ? texts[""] : nil) ?? ""
    }

    /// The text in `language`, else in the first language that has one.
    package func callAsFunction(_ language: String) -> String {
        texts[language] ?? texts[""] ?? texts["nl"] ?? texts.min { $0.key < $1.key }?.value ?? ""
    }

    package var isEmpty: Bool { texts.values.allSatisfy(\.isEmpty) }
}
