import Core

/// The words of a query that carry meaning.
struct QueryWords {
    /// Enough for any real question, and a bound on the work.
    static let most = 8
    /// Longer input is cut here before anything else looks at it.
    static let longestInput = 400

    struct Word {
        var typed: [UInt8]
        /// The last word may be half typed.
        var isLast: Bool
    }

    let words: [Word]

    init(_ input: String) {
        var distinct: [[UInt8]] = []
        let folded = TextFolding.foldedBytes(String(input.unicodeScalars.prefix(Self.longestInput)))
        for part in folded.split(separator: 0x20) {
            let word = Array(Words.clip(part))
            guard distinct.count < Self.most, !StopWords.contains(word), !distinct.contains(word) else { continue }
            distinct.append(word)
        }
        words = distinct.indices.map { Word(typed: distinct[$0], isLast: $0 == distinct.count - 1) }
    }
}
