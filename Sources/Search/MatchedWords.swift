/// All words of a query, looked up in all segments.
struct MatchedWords {
    let words: [WordMatch]
    /// Per word its share of the score, together 65,536.
    let shares: [Int]
    /// Per segment the listings that the words leave; `nil` when the query has no words.
    let scopes: [Bitset]?
    let relaxed: Bool

    init(_ index: VacancyIndex, _ input: String) {
        self.init(index, QueryWords(input).words.map { index.match($0) })
    }

    init(_ index: VacancyIndex, _ words: [WordMatch]) {
        self.words = words
        let listings = index.count
        shares = FitWeights.proportions(words.map { FitWeights.rarity(listings: listings, withWord: $0.count) })
        guard let first = words.first else {
            scopes = nil
            relaxed = false
            return
        }
        var all = first.parts.map(\.listings)
        for word in words.dropFirst() {
            for part in all.indices { all[part].formIntersection(word.parts[part].listings) }
        }
        relaxed = words.count > 1 && all.allSatisfy(\.isEmpty) && words.contains { $0.count > 0 }
        scopes = relaxed ? Self.most(words) : all
    }

    /// Words to score by, which leave no listing out.
    init(_ index: VacancyIndex, scoring words: [WordMatch]) {
        self.words = words
        let listings = index.count
        shares = FitWeights.proportions(words.map { FitWeights.rarity(listings: listings, withWord: $0.count) })
        scopes = nil
        relaxed = false
    }

    var corrections: [Correction] {
        words.compactMap { word in
            word.correctedFrom.map {
                Correction(typed: String(decoding: $0, as: UTF8.self), used: String(decoding: word.used, as: UTF8.self))
            }
        }
    }

    /// How well the words fit the listings of a segment, 0 to 1000.
    func scores(segment: Int) -> Scores {
        Scores(parts: words.map { $0.parts[segment] }, shares: shares)
    }

    struct Scores {
        fileprivate let parts: [WordMatch.Part]
        fileprivate let shares: [Int]

        @inline(__always)
        subscript(listing: Int) -> Int {
            var sum = 0
            for word in 0..<parts.count { sum &+= shares[word] &* parts[word].percent(listing) }
            return (sum &* 10) >> 16
        }
    }

    /// The words this listing has.
    func matched(segment: Int, listing: Int) -> [String] {
        words.filter { $0.parts[segment].listings.contains(listing) }.map { String(decoding: $0.used, as: UTF8.self) }
    }

    /// The listings with the greatest number of words that any listing has, when none has all of them.
    private static func most(_ words: [WordMatch]) -> [Bitset] {
        let segments = words.first?.parts.indices ?? 0..<0
        let levels = segments.map { segment in Self.levels(words.map { $0.parts[segment].listings }) }
        for level in stride(from: words.count - 2, through: 0, by: -1) {
            let scopes = levels.map { $0[level] }
            if !scopes.allSatisfy(\.isEmpty) { return scopes }
        }
        return levels.map { $0[0] }
    }

    /// At place n the members of at least n + 1 of the sets, for every n that is less than all of them.
    private static func levels(_ sets: [Bitset]) -> [Bitset] {
        var levels = Array(repeating: Bitset(count: sets.first?.count ?? 0), count: max(1, sets.count - 1))
        for set in sets {
            for level in stride(from: levels.count - 1, to: 0, by: -1) {
                levels[level].formUnion(levels[level - 1].intersection(set))
            }
            levels[0].formUnion(set)
        }
        return levels
    }
}
