extension VacancyIndex {
    /// Answers a query. Takes a millisecond or less at 100,000 listings, on one thread.
    package func search(_ query: SearchQuery) -> SearchResult { memory.result(query) { compute(query) } }

    private func compute(_ query: SearchQuery) -> SearchResult {
        let words = MatchedWords(self, query.words)
        let candidates = candidates(query, words)
        var facets = FacetCounting()
        for (part, state) in zip(candidates, segments) { facets.add(part, state.segment) }

        let scorer = FitScorer(query, words)
        var top = TopHits(limit: query.limit, after: query.after)
        for (number, part) in candidates.enumerated() {
            scorer.offer(part.all, segments[number], number, to: &top)
        }
        let entries = top.sorted()
        var next: SearchCursor?
        if let last = entries.last, top.offered > entries.count {
            next = SearchCursor(key: last.key, number: last.number)
        }
        return SearchResult(
            total: candidates.reduce(0) { $0 + $1.all.population },
            hits: entries.map { hit($0, query, words) },
            facets: facets.finish(), corrections: words.corrections, relaxedWords: words.relaxed, next: next)
    }

    /// How many listings match, without finding out which are best.
    package func count(_ query: SearchQuery) -> Int {
        count(query, MatchedWords(self, query.words))
    }

    func count(_ query: SearchQuery, _ words: MatchedWords) -> Int {
        candidates(query, words).reduce(0) { $0 + $1.all.population }
    }

    private func candidates(_ query: SearchQuery, _ words: MatchedWords) -> [Candidates] {
        segments.indices.map { Candidates(query, segments[$0], words: words.scopes?[$0]) }
    }

    private func hit(_ entry: TopHits.Entry, _ query: SearchQuery, _ words: MatchedWords) -> SearchHit {
        let segment = segments[entry.segment].segment
        return SearchHit(
            id: segment.columns.id(entry.listing), number: entry.number, score: entry.score,
            distanceMetres: query.origin.flatMap { segment.columns.distance(entry.listing, from: $0) }.map {
                Int($0.rounded())
            },
            matched: words.matched(segment: entry.segment, listing: entry.listing))
    }
}

/// Gives listings their fit score, see `FitWeights`.
struct FitScorer {
    private let words: MatchedWords
    private let origin: SearchPoint?
    private let byNewest: Bool
    private let today: Int32
    private let shares: (words: Int, distance: Int, freshness: Int)
    /// The freshness of the first days, which is nearly every listing.
    private static let fresh = (0..<366).map { FitWeights.freshness(publishedDay: 0, today: $0) }

    init(_ query: SearchQuery, _ words: MatchedWords) {
        self.words = words
        origin = query.origin
        byNewest = query.order == .newest
        today = query.today
        shares = FitWeights.shares(words: !words.words.isEmpty, distance: query.origin != nil)
    }

    func offer(_ listings: Bitset, _ state: VacancyIndex.SegmentState, _ number: Int, to top: inout TopHits) {
        let columns = state.segment.columns
        let pressures = state.pressures
        let hasWords = !words.words.isEmpty
        let scores = words.scores(segment: number)
        listings.forEachDescending { listing in
            let published = columns.publishedDays[listing]
            var score = shares.freshness * freshness(published)
            if let origin {
                let part =
                    columns.xs[listing] == Columns.noPlace
                    ? FitWeights.unknownDistance
                    : FitWeights.distance(metres: columns.squaredDistance(listing, from: origin).squareRoot())
                score += shares.distance * part
            }
            if hasWords { score += shares.words * scores[listing] }
            score = FitWeights.yielding(score / 1000, pressure: pressures[listing])
            top.offer(
                TopHits.Entry(
                    key: byNewest ? Int(published) : score, number: columns.numbers[listing], score: score,
                    segment: number, listing: listing))
        }
    }

    private func freshness(_ published: Int32) -> Int {
        let age = Int(today) - Int(published)
        if age <= 0 { return 1000 }
        return age < Self.fresh.count ? Self.fresh[age] : FitWeights.freshness(publishedDay: published, today: today)
    }
}
