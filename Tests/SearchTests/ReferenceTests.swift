import Search
import Testing

struct ReferenceTests {
    /// The index answers what looking at every listing answers: totals, order, scores, facets, corrections.
    @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
    func agreesWithLookingAtEverything(seed: UInt64) {
        var random = SeededRandom(seed)
        let listings = Fixtures.listings(40 + random.below(300), &random)
        let index = VacancyIndex(listings)
        let naive = NaiveSearch(listings)
        for _ in 0..<80 { compare(index, naive, Fixtures.query(&random)) }
    }

    /// Updates in any order leave an index that answers exactly as one built afresh, through every merge.
    @Test(arguments: [UInt64(11), 12, 13, 14])
    func updatesEqualARebuild(seed: UInt64) {
        var random = SeededRandom(seed)
        var index = VacancyIndex(Fixtures.listings(60, &random), mergeThreshold: 25)
        var listings: [Int: Listing] = [:]
        random = SeededRandom(seed)
        for listing in Fixtures.listings(60, &random) { listings[listing.number] = listing }
        for step in 0..<150 {
            let number = 1 + random.below(90)
            if random.chance(3) {
                index.remove(id: Fixtures.id(number))
                listings[number] = nil
            } else if random.chance(3) {
                let pressure = UInt8(random.below(16))
                index.setPressures([(Fixtures.id(number), pressure), ("nobody", 3)])
                listings[number]?.pressure = pressure
            } else {
                let listing = Fixtures.listing(number, &random)
                index.upsert(listing)
                listings[number] = listing
            }
            #expect(index.count == listings.count)
            guard step % 10 == 9 else { continue }
            let current = listings.values.sorted { $0.number < $1.number }
            let rebuilt = VacancyIndex(current)
            let naive = NaiveSearch(current)
            for _ in 0..<12 {
                let query = Fixtures.query(&random)
                #expect(index.search(query) == rebuilt.search(query), "\(query)")
                compare(index, naive, query)
            }
            let some = random.pick(current).id
            #expect(index.similar(to: some, limit: 9) == rebuilt.similar(to: some, limit: 9))
        }
    }

    /// Attention that changes is seen by the next search, also when the answer was remembered, and never by an old
    /// snapshot.
    @Test func pressureMovesAListingAndNothingElse() {
        let listings = (1...3).map { Listing(id: Fixtures.id($0), number: $0, title: "Tuin \($0)", publishedDay: 100) }
        var index = VacancyIndex(listings)
        let query = SearchQuery(words: "tuin", today: 100)
        let before = index.search(query)
        #expect(before.hits.map(\.number) == [3, 2, 1])
        let old = index
        index.setPressures([(Fixtures.id(3), 15), (Fixtures.id(2), 1)])
        let after = index.search(query)
        #expect(after.hits.map(\.number) == [1, 2, 3])
        #expect(after.total == before.total && after.facets == before.facets)
        #expect(after.hits[2].score == before.hits[0].score * 35 / 50)
        #expect(old.search(query) == before)
        index.setPressures([(Fixtures.id(3), 0), (Fixtures.id(2), 0)])
        #expect(index.search(query) == before)
    }

    /// The order of the input and the run make no difference.
    @Test func isDeterministic() {
        var random = SeededRandom(21)
        let listings = Fixtures.listings(150, &random)
        let first = VacancyIndex(listings)
        let second = VacancyIndex(listings.shuffled(using: &random))
        for _ in 0..<60 {
            let query = Fixtures.query(&random)
            #expect(first.search(query) == second.search(query))
            #expect(first.widenings(for: query) == second.widenings(for: query))
        }
    }

    /// Enough listings to make the counting by whole sets and by single listings meet.
    @Test func agreesOnALargerIndex() {
        var random = SeededRandom(31)
        let listings = Fixtures.listings(1500, &random)
        let index = VacancyIndex(listings)
        let naive = NaiveSearch(listings)
        for _ in 0..<12 { compare(index, naive, Fixtures.query(&random)) }
    }

    private func compare(_ index: VacancyIndex, _ naive: NaiveSearch, _ query: SearchQuery) {
        let actual = index.search(query)
        let expected = naive.search(query)
        #expect(actual.total == expected.total, "\(query)")
        #expect(actual.hits == expected.hits, "\(query)")
        #expect(expected.facets.equals(actual.facets), "\(query)")
        #expect(actual.corrections == expected.result.corrections, "\(query)")
        #expect(actual.relaxedWords == expected.result.relaxed, "\(query)")
        #expect(index.count(query) == actual.total)
    }
}
