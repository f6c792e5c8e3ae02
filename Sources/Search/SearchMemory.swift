import Core
import Synchronization

/// What one state of the index was asked lately: the listings of a word, and whole answers of the few questions that
/// everybody asks, such as the page without a question. An index that changes starts with an empty one.
final class SearchMemory: Sendable {
    struct Word: Hashable {
        let typed: [UInt8]
        let isLast: Bool
    }

    struct Alike: Hashable {
        let id: String
        let limit: Int
    }

    /// The memory that remembered words may take, in bytes.
    private static let bytes = 12_000_000
    private static let answers = 32

    private let words: Mutex<RecentMap<Word, WordMatch>>
    private let results = Mutex(RecentMap<SearchQuery, SearchResult>(room: answers))
    /// Of the listings whose pages are read most.
    private let alike = Mutex(RecentMap<Alike, [SearchHit]>(room: 512))

    /// - Parameter listings: in the whole index; a word takes a fifth of a byte for each, and one for each that has it.
    init(listings: Int) {
        words = Mutex(RecentMap(room: min(512, max(4, Self.bytes / 2 / (listings / 4 + 256)))))
    }

    private init(words: RecentMap<Word, WordMatch>) { self.words = Mutex(words) }

    /// The same words, and no answers: what is found stays, its order changes.
    func withoutAnswers() -> SearchMemory { SearchMemory(words: words.withLock { $0 }) }

    func word(_ key: Word, make: () -> WordMatch) -> WordMatch {
        if let known = words.withLock({ $0.value(for: key) }) { return known }
        let made = make()
        words.withLock { $0.insert(made, for: key) }
        return made
    }

    func result(_ query: SearchQuery, make: () -> SearchResult) -> SearchResult {
        if let known = results.withLock({ $0.value(for: query) }) { return known }
        let made = make()
        results.withLock { $0.insert(made, for: query) }
        return made
    }

    func alike(_ key: Alike, make: () -> [SearchHit]) -> [SearchHit] {
        if let known = alike.withLock({ $0.value(for: key) }) { return known }
        let made = make()
        alike.withLock { $0.insert(made, for: key) }
        return made
    }
}
