import Core
import Storage

/// What people like to do together, as ticks: words from the lists of the kinds of help. Two words are the same when they
/// differ in capitals or accents only.
struct BuddyInterests: Sendable, Hashable, SQLConvertible {
    let words: [String]
    /// The words as they are compared, in the same order.
    let keys: [String]

    static let none = BuddyInterests([])
    /// The most one kind of help can have: a short list.
    static let most = 12
    /// The longest word.
    static let length = 40

    /// Each once, in the order given; empty ones are left out.
    init(_ words: some Sequence<String>) {
        var seen: Set<String> = []
        var found: [(word: String, key: String)] = []
        for word in words {
            let word = String(word.trimmed.prefix(Self.length))
            let key = TextFolding.words(word).joined(separator: " ")
            if !key.isEmpty, seen.insert(key).inserted { found.append((word, key)) }
        }
        self.words = found.map(\.word)
        keys = found.map(\.key)
    }

    /// One to a line.
    init(lines: String) { self.init(lines.split(whereSeparator: \.isNewline).map(String.init)) }

    var isEmpty: Bool { words.isEmpty }
    var text: String { words.joined(separator: "\n") }

    /// The words of these that are in the other too.
    func shared(with other: BuddyInterests) -> [String] {
        let known = Set(other.keys)
        return zip(words, keys).filter { known.contains($0.1) }.map(\.0)
    }

    /// All of the lists together.
    static func all(_ lists: some Sequence<BuddyInterests>) -> BuddyInterests {
        BuddyInterests(lists.flatMap(\.words))
    }

    var sqlValue: SQLValue { .text(text) }
    init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(lines: text)
    }
}

/// Numbers for the words of one kind of help, so that what two share is counted without reading.
struct BuddyInterestBits: Sendable {
    private let numbers: [String: Int]

    /// - Parameter list: the words of the kind; no more than 64 count.
    init(_ list: BuddyInterests) {
        numbers = Dictionary(list.keys.prefix(64).enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    }

    func bits(_ interests: BuddyInterests) -> UInt64 {
        interests.keys.reduce(0) { bits, key in numbers[key].map { bits | 1 << UInt64($0) } ?? bits }
    }
}
