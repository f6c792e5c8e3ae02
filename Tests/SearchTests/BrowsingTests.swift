import Search
import Testing

struct BrowsingTests {
    /// Page by page gives every hit once, in order, whatever the size of a page.
    @Test(arguments: [SearchQuery.Order.fit, .newest], [1, 7, 50])
    func pagingGivesEveryHitOnce(order: SearchQuery.Order, size: Int) {
        var random = SeededRandom(3)
        var index = VacancyIndex(Fixtures.listings(120, &random), mergeThreshold: 30)
        for number in 115...140 { index.upsert(Fixtures.listing(number, &random)) }
        for words in ["", "maatje", "koken tuin"] {
            var query = SearchQuery(words: words, order: order, limit: 1000, today: Fixtures.today)
            query.origin = SearchPoint(x: 170_000, y: 470_000)
            let whole = index.search(query)
            #expect(whole.hits.count == whole.total)
            #expect(whole.next == nil)
            query.limit = size
            var paged: [SearchHit] = []
            repeat {
                let page = index.search(query)
                #expect(page.total == whole.total)
                #expect(page.facets == whole.facets)
                paged += page.hits
                query.after = page.next
            } while query.after != nil && paged.count < 500
            #expect(paged == whole.hits)
            if order == .fit {
                #expect(zip(paged, paged.dropFirst()).allSatisfy { ($0.score, $0.number) > ($1.score, $1.number) })
            }
        }
    }

    /// Every widening is what it says: one change, more results, exactly that many; least change first.
    @Test func wideningsAreTrue() {
        var random = SeededRandom(8)
        let index = VacancyIndex(Fixtures.listings(200, &random))
        var kinds = 0
        for _ in 0..<300 {
            let query = Fixtures.query(&random)
            let before = index.search(query).total
            let widenings = index.widenings(for: query)
            kinds += widenings.count
            for widening in widenings {
                #expect(widening.total > before)
                #expect(index.search(widening.query).total == widening.total)
                #expect(widening.query.after == nil)
                #expect(changes(query, widening.query) == 1, "\(widening)")
            }
        }
        #expect(kinds > 200)
    }

    @Test func offersTheNearestRadiusThatHelps() {
        let place = SearchPoint(x: 112_000, y: 400_000)
        let index = VacancyIndex([Listing(id: "a", number: 1, title: "Tuin", place: place)])
        var query = SearchQuery(
            words: "tuin", origin: SearchPoint(x: 100_000, y: 400_000), radiusMetres: 5_000, today: 0)
        #expect(index.widenings(for: query).map(\.change) == [.radius(15_000)])
        query.origin = SearchPoint(x: 0, y: 400_000)
        #expect(index.widenings(for: query).map(\.change) == [.radius(nil)])
        query.words = "tuin helikopter"
        query.radiusMetres = nil
        #expect(index.widenings(for: query).isEmpty, "the words were relaxed already")
    }

    @Test func neverOffersToIgnoreAnAge() {
        let index = VacancyIndex([Listing(id: "a", number: 1, title: "Tuin", minimumAge: 18)])
        #expect(index.widenings(for: SearchQuery(age: 15, today: 0)).isEmpty)
    }

    @Test func fromHomePassesEveryDistance() {
        let index = VacancyIndex([Listing(id: "a", number: 1, title: "Bellen", marks: MarkBit.fromHome)])
        let query = SearchQuery(origin: SearchPoint(x: 100_000, y: 400_000), radiusMetres: 100, today: 0)
        #expect(index.search(query).hits.first?.distanceMetres == .some(nil))
        #expect(index.search(query).total == 1)
    }

    @Test func momentGroupsCoverTheWeekOnce() {
        let groups = MomentGroup.allCases.map(\.moments)
        #expect(groups.reduce(0, |) == MomentBits.all)
        #expect(groups.reduce(0) { $0 + $1.nonzeroBitCount } == MomentBits.count)
        #expect(MomentGroup.weekdayEvening.moments & MomentBits.bit(weekday: 4, daypart: 2) != 0)
        #expect(MomentGroup.weekend.moments & MomentBits.bit(weekday: 5, daypart: 0) != 0)
        #expect(MomentBits.bit(weekday: 7, daypart: 0) == 0)
    }

    @Test func similarSharesWordsSectorAndPlace() {
        let here = SearchPoint(x: 100_000, y: 400_000)
        let there = SearchPoint(x: 180_000, y: 400_000)
        let index = VacancyIndex([
            Listing(id: "target", number: 1, title: "Taalmaatje voor kinderen", place: here, sectors: 1),
            Listing(id: "twin", number: 2, title: "Taalmaatjes voor kind", place: here, sectors: 1),
            Listing(id: "far", number: 3, title: "Taalmaatje voor kinderen", place: there, sectors: 2),
            Listing(id: "sector", number: 4, title: "Voorlezen", place: there, sectors: 1),
            Listing(id: "other", number: 5, title: "Penningmeester", place: here, sectors: 4),
        ])
        #expect(index.similar(to: "target", limit: 10).map(\.id) == ["twin", "far", "sector"])
        #expect(index.similar(to: "target", limit: 1).map(\.id) == ["twin"])
        #expect(index.similar(to: "unknown", limit: 10).isEmpty)
    }

    /// The number of parts in which two queries differ.
    private func changes(_ left: SearchQuery, _ right: SearchQuery) -> Int {
        [
            left.words != right.words, left.radiusMetres != right.radiusMetres, left.sectors != right.sectors,
            left.groups != right.groups, left.moments != right.moments, left.rhythm != right.rhythm,
            left.marks != right.marks, left.maximumMinutesPerWeek != right.maximumMinutesPerWeek,
            left.age != right.age, left.fromDay != right.fromDay || left.toDay != right.toDay,
            left.organisation != right.organisation, left.municipalities != right.municipalities,
            left.neighbourhoods != right.neighbourhoods, left.origin != right.origin,
        ].count { $0 }
    }
}
