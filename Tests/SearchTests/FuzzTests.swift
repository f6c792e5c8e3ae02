import Core
import Search
import Testing

/// Text nobody would type on purpose: random bytes, random scalars, letters with accents, very long words.
enum FuzzText {
    static func make(_ random: inout SeededRandom) -> String {
        switch random.below(5) {
        case 0:
            return String(decoding: (0..<random.below(40)).map { _ in UInt8(random.below(256)) }, as: UTF8.self)
        case 1:
            var text = ""
            for _ in 0..<random.below(20) {
                if let scalar = Unicode.Scalar(UInt32(random.below(0x11_0000))) { text.unicodeScalars.append(scalar) }
            }
            return text
        case 2:
            return String((0..<random.below(30)).map { _ in random.pick(Array("aeiounstjerzvën'’ \u{301}-ĳ0")) })
        case 3:
            return String(repeating: random.pick(["a", "é", "en", "日", "e\u{301}", "tje"]), count: random.below(90))
        default:
            return Fixtures.typed(&random)
        }
    }
}

struct FuzzTests {
    /// No words make the search trap, and what it answers hangs together.
    @Test(arguments: [UInt64(1), 2])
    func anyWordsAreAnswered(seed: UInt64) {
        var random = SeededRandom(seed)
        var listings = Fixtures.listings(6, &random)
        for number in 7...10 {
            var odd = Listing(id: FuzzText.make(&random), number: number, title: FuzzText.make(&random))
            odd.text = FuzzText.make(&random)
            listings.append(odd)
        }
        let index = VacancyIndex(listings)
        for _ in 0..<50_000 {
            let result = index.search(SearchQuery(words: FuzzText.make(&random), limit: 3, today: Fixtures.today))
            if result.total > index.count || result.hits.count > 3 { Issue.record("\(result)") }
        }
    }

    /// The far ends of every number are only numbers.
    @Test func extremeNumbersAreAnswered() {
        var listing = Listing(id: "", number: .min, title: "")
        listing.place = SearchPoint(x: .max, y: .min)
        (listing.organisation, listing.municipality, listing.neighbourhood) = (.max, .min, .max)
        (listing.sectors, listing.groups, listing.moments) = (.max, .max, .max)
        (listing.rhythm, listing.marks, listing.minimumAge) = (.max, .max, .max)
        (listing.minimumMinutesPerWeek, listing.maximumMinutesPerWeek) = (.min, .min)
        (listing.firstDay, listing.lastDay, listing.publishedDay) = (.max, .min, .min)
        var other = listing
        (other.id, other.number, other.publishedDay) = ("\u{0}", .max, .max)
        other.place = SearchPoint(x: .min, y: .max)
        let index = VacancyIndex([listing, other])
        for extreme in [Int.min, -1, 0, 1, .max] {
            var query = SearchQuery(words: "", limit: 10, today: Int32(clamping: extreme))
            query.origin = SearchPoint(x: Int32(clamping: extreme), y: .max)
            query.radiusMetres = extreme
            query.limit = extreme
            #expect(index.search(query).total <= 2)
            query.limit = 10
            query.after = SearchCursor(key: extreme, number: extreme)
            query.order = .newest
            (query.maximumMinutesPerWeek, query.age, query.organisation) = (extreme, extreme, extreme)
            (query.municipalities, query.neighbourhoods) = ([extreme], [extreme, extreme])
            (query.fromDay, query.toDay) = (Int32(clamping: extreme), Int32(clamping: extreme))
            (query.sectors, query.groups, query.moments, query.rhythm, query.marks) = (.max, .max, .max, .max, .max)
            #expect(index.search(query).total <= 2)
            _ = index.widenings(for: query)
            #expect(index.similar(to: "", limit: extreme).count <= 1)
        }
        #expect(VacancyIndex().search(SearchQuery(words: "tuin", today: 0)).total == 0)
        #expect(VacancyIndex().widenings(for: SearchQuery(words: "tuin", today: 0)).isEmpty)
    }

    @Test func cutsEndlessInput() {
        let index = VacancyIndex([Listing(id: "a", number: 1, title: "tuin")])
        let query = SearchQuery(words: String(repeating: "tuin ", count: 200_000), today: 0)
        #expect(index.search(query).total == 1)
    }
}
