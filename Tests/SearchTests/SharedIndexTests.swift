import Search
import Testing

struct SharedIndexTests {
    @Test func laterListingWinsAndRemovalIsQuiet() {
        let index = SearchIndex([
            Listing(id: "a", number: 1, title: "Oud"), Listing(id: "a", number: 1, title: "Nieuw"),
        ])
        #expect(index.count == 1)
        #expect(index.count(SearchQuery(words: "oud", today: 0)) == 0)
        index.remove(id: "b")
        index.upsert(Listing(id: "a", number: 1, title: "Nieuwer"))
        #expect(index.search(SearchQuery(words: "nieuwer", today: 0)).total == 1)
        index.update(removing: ["a"])
        #expect(index.count == 0)
        index.replaceAll([Listing(id: "c", number: 3, title: "Opnieuw")])
        #expect(index.snapshot.contains(id: "c"))
    }

    @Test func aSnapshotStaysWhatItWas() {
        let index = SearchIndex([Listing(id: "a", number: 1, title: "Tuin")])
        let before = index.snapshot
        index.update(upserting: [Listing(id: "b", number: 2, title: "Tuin")], removing: ["a"])
        let query = SearchQuery(words: "tuin", today: 0)
        #expect(before.search(query).hits.map(\.id) == ["a"])
        #expect(index.search(query).hits.map(\.id) == ["b"])
    }

    /// An update of two listings is seen whole or not at all by searches that run meanwhile.
    @Test func searchesDuringUpdatesSeeWholeUpdates() async {
        var random = SeededRandom(4)
        let index = SearchIndex(
            Fixtures.listings(50, &random).map { listing in
                var listing = listing
                listing.sectors = 1
                return listing
            })
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for round in 0..<1200 {
                    let sector = UInt64(1) << UInt64(10 + round % 3)
                    index.update(
                        upserting: [1001, 1002].map {
                            Listing(id: Fixtures.id($0), number: $0, title: "Tweeling \(round)", sectors: sector)
                        })
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<400 {
                        let result = index.search(SearchQuery(words: "tweeling", today: Fixtures.today))
                        #expect(result.total == 0 || result.total == 2)
                        #expect(result.facets.sectors[10...12].allSatisfy { $0 == 0 || $0 == 2 })
                    }
                }
            }
        }
        #expect(index.count == 52)
        #expect(index.count(SearchQuery(words: "tweeling 1199", today: 0)) == 2)
    }
}
