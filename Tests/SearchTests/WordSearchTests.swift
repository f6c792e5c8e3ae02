import Search
import Testing

/// What a visitor types and what they should see, in Dutch.
struct WordSearchTests {
    private func index(_ titles: String...) -> VacancyIndex {
        VacancyIndex(titles.enumerated().map { Listing(id: Fixtures.id($0 + 1), number: $0 + 1, title: $1) })
    }

    private func numbers(_ index: VacancyIndex, _ words: String) -> [Int] {
        index.search(SearchQuery(words: words, today: 0)).hits.map(\.number).sorted()
    }

    @Test func forgivesAccentsAndCase() {
        let index = index("Gastvrouw in het café", "Coördinator")
        #expect(numbers(index, "CAFE") == [1])
        #expect(numbers(index, "café") == [1])
        #expect(numbers(index, "coordinator") == [2])
        #expect(numbers(index, "Coördinatoren") == [2])
    }

    @Test func findsSingularAndPlural() {
        let index = index("Vrijwilliger gezocht", "Vrijwilligers gezocht", "Voorlezen op scholen")
        #expect(numbers(index, "vrijwilligers") == [1, 2])
        #expect(numbers(index, "school") == [3])
    }

    @Test func forgivesOneErrorInAShortAndTwoInALongWord() {
        let index = index("Tuinieren", "Boodschappen doen", "Bezoek")
        let short = index.search(SearchQuery(words: "bezoke", today: 0))
        #expect(short.hits.map(\.number) == [3])
        #expect(short.corrections == [Correction(typed: "bezoke", used: "bezoek")])
        #expect(numbers(index, "boodscahpen") == [2])
        #expect(numbers(index, "boxdscahpen").isEmpty)
        #expect(numbers(index, "tunieren") == [1])
    }

    @Test func leavesWordsThatExistAlone() {
        let index = index("Kaart", "Kaars")
        let result = index.search(SearchQuery(words: "kaars", today: 0))
        #expect(result.hits.map(\.number) == [2])
        #expect(result.corrections.isEmpty)
    }

    @Test func correctsToTheWordMostListingsHave() {
        let index = index("hoop", "hoofd", "hoofd", "roos")
        #expect(
            index.search(SearchQuery(words: "hoofp", today: 0)).corrections == [
                Correction(typed: "hoofp", used: "hoofd")
            ])
    }

    @Test func doesNotCorrectNumbers() {
        #expect(numbers(index("Zomerkamp 2024"), "2025").isEmpty)
    }

    @Test func looksInsideCompounds() {
        let index = index("Taalmaatje", "Taalmaatjes gezocht", "Maatje", "Klimaat", "Jeugdvrijwilligerswerk")
        #expect(numbers(index, "maatje") == [1, 2, 3])
        #expect(numbers(index, "maatjes") == [1, 2, 3])
        #expect(numbers(index, "taal") == [1, 2])
        #expect(numbers(index, "taal maatje") == [1, 2])
        #expect(numbers(index, "vrijwilligers") == [5])
        let scores = index.search(SearchQuery(words: "maatje", today: 0)).hits
        #expect(scores.first?.number == 3, "the word itself comes before a compound with it")
    }

    @Test func completesTheLastWord() {
        let index = index("Chauffeur voor de dierenambulance")
        #expect(numbers(index, "chauffeur dier") == [1])
        #expect(numbers(index, "ch").isEmpty)
        #expect(numbers(index, "cha") == [1])
    }

    @Test func ignoresWordsWithoutMeaning() {
        let index = index("Wandelen met ouderen", "Koken")
        #expect(numbers(index, "wandelen met de ouderen in een wijk") == [1])
        #expect(numbers(index, "met de") == [1, 2])
    }

    @Test func needsAllWordsAndSaysWhenItCannot() {
        let index = index("Koken met kinderen", "Koken", "Lezen")
        #expect(numbers(index, "koken kinderen") == [1])
        let relaxed = index.search(SearchQuery(words: "koken kinderen helikopter", today: 0))
        #expect(relaxed.relaxedWords)
        #expect(relaxed.hits.map(\.number) == [1])
        #expect(relaxed.hits.first?.matched == ["koken", "kinderen"])
        let none = index.search(SearchQuery(words: "helikopter", today: 0))
        #expect(none.total == 0)
        #expect(!none.relaxedWords)
    }

    @Test func titleBeforeOrganisationBeforeText() {
        let listings = [
            Listing(id: "a", number: 3, title: "Klus", text: "muziek"),
            Listing(id: "b", number: 2, title: "Klus", organisationName: "Muziek"),
            Listing(id: "c", number: 1, title: "Muziek"),
        ]
        let hits = VacancyIndex(listings).search(SearchQuery(words: "muziek", today: 0)).hits
        #expect(hits.map(\.number) == [1, 2, 3])
    }

    @Test func nearerAndFresherComeFirst() {
        var near = Listing(id: "a", number: 1, title: "Tuin", place: SearchPoint(x: 100_500, y: 400_000))
        var far = Listing(id: "b", number: 2, title: "Tuin", place: SearchPoint(x: 109_000, y: 400_000))
        var query = SearchQuery(words: "tuin", origin: SearchPoint(x: 100_000, y: 400_000), today: 100)
        (near.publishedDay, far.publishedDay) = (100, 100)
        var hits = VacancyIndex([near, far]).search(query).hits
        #expect(hits.map(\.number) == [1, 2])
        #expect(hits.map(\.distanceMetres) == [500, 9000])
        query.origin = nil
        near.publishedDay = 10
        hits = VacancyIndex([near, far]).search(query).hits
        #expect(hits.map(\.number) == [2, 1])
    }

    @Test func rareWordsTellMore() {
        let listings = (1...20).map { Listing(id: "\($0)", number: $0, title: "Hulp", text: $0 == 1 ? "orgel" : "") }
        let both = listings + [Listing(id: "x", number: 99, title: "Orgel", text: "hulp")]
        let hits = VacancyIndex(both).search(SearchQuery(words: "hulp orgel", today: 0)).hits
        #expect(hits.map(\.number) == [99, 1])
    }
}
