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
        if words.count > 1, all.allSatisfy(\.isEmpty) {
            let most = Self.most(words)
            scopes = most.scopes
            relaxed = most.count > 0
        } else {
            scopes = all
            relaxed = false
        }
    }

    var corrections: [Correction] {
        words.compactMap { word in
            word.correctedFrom.map {
                Correction(typed: String(decoding: $0, as: UTF8.self), used: String(decoding: word.used, as: UTF8.self))
            }
        }
    }

    /// How well the words fit a listing, 0 to 1000.
    @inline(__always)
    func score(segment: Int, listing: Int) -> Int {
        var sum = 0
        for (word, share) in zip(words, shares) { sum += share * Int(word.parts[segment].best[listing]) }
        return sum * 10 >> 16
    }

    /// The words this listing has.
    func matched(segment: Int, listing: Int) -> [String] {
        words.filter { $0.parts[segment].best[listing] > 0 }.map { String(decoding: $0.used, as: UTF8.self) }
    }

    /// The listings with the greatest number of words that any listing has.
    private static func most(_ words: [WordMatch]) -> (count: Int, scopes: [Bitset]) {
        let segments = words.first?.parts.indices ?? 0..<0
        for wanted in stride(from: words.count - 1, to: 0, by: -1) {
            let scopes = segments.map { segment in
                atLeast(wanted, of: words.map { $0.parts[segment].listings })
            }
            if !scopes.allSatisfy(\.isEmpty) { return (wanted, scopes) }
        }
        return (0, segments.map { Bitset(count: words.first?.parts[$0].listings.count ?? 0) })
    }

    /// The members of at least `wanted` of the sets.
    private static func atLeast(_ wanted: Int, of sets: [Bitset]) -> Bitset {
        let size = sets.first?.count ?? 0
        // reached[n] holds the listings that were in n + 1 of the sets so far.
        var reached = Array(repeating: Bitset(count: size), count: wanted)
        for set in sets {
            for level in stride(from: wanted - 1, to: 0, by: -1) {
                reached[level].formUnion(reached[level - 1].intersection(set))
            }
            reached[0].formUnion(set)
        }
        return reached.last ?? Bitset(count: size)
    }
}
