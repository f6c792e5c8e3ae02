import Search

/// A seeded source of randomness (SplitMix64), so that a failing case comes back.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    mutating func chance(_ oneIn: Int) -> Bool { below(oneIn) == 0 }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}

/// Random but reproducible listings and queries over a small vocabulary, so that everything collides often.
enum Fixtures {
    static let today: Int32 = 20_454

    static let vocabulary = """
        taal maatje maatjes taalmaatje taalmaatjes tuin tuinen tuinieren wandelen wandeling wandelmaatje boodschap \
        boodschappen boodschappendienst fiets fietsen fietser kook koken kookclub gastvrouw kind kinderen kleinkind \
        oudere ouderen ouders school scholen schooltuin vrijwilliger vrijwilligers vrijwilligerswerk jeugdvrijwilliger \
        innovatie innovaties café coördinator bestuurslid bestuursleden ’s-avonds foto’s 65+ computerhulp zorg \
        mantelzorger muziek muziekles voorlezen voorleesmaatje opruimen ruimen bibliotheek dierenasiel hond honden
        """.split(separator: " ").map(String.init)

    static func words(_ count: Int, _ random: inout SeededRandom) -> String {
        (0..<count).map { _ in random.pick(vocabulary) }.joined(separator: " ")
    }

    static func id(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "01900000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    static func listing(_ number: Int, _ random: inout SeededRandom) -> Listing {
        var listing = Listing(id: id(number), number: number, title: words(1 + random.below(4), &random))
        listing.text = words(random.below(12), &random)
        listing.organisationName = words(random.below(3), &random)
        listing.keywords = words(random.below(3), &random)
        listing.organisation = random.below(6)
        listing.municipality = random.below(4)
        listing.neighbourhood = random.below(8) - 1
        if !random.chance(5) {
            listing.place = SearchPoint(
                x: 150_000 + Int32(random.below(40_000)), y: 450_000 + Int32(random.below(40_000)))
        }
        listing.sectors = 1 << UInt64(random.below(6)) | (random.chance(3) ? 1 << 63 : 0)
        listing.groups = random.chance(4) ? 0 : 1 << UInt64(random.below(5))
        listing.moments = random.chance(4) ? 0 : UInt32(truncatingIfNeeded: random.next() & random.next())
        listing.rhythm = random.chance(5) ? 0 : 1 << UInt8(random.below(4))
        listing.minimumMinutesPerWeek = Int32(random.below(4) * 60)
        listing.maximumMinutesPerWeek = random.chance(2) ? 0 : Int32(random.below(6) * 60)
        listing.marks = UInt16(random.below(16)) & UInt16(random.below(16))
        listing.minimumAge = random.chance(2) ? 0 : UInt8(12 + random.below(10))
        listing.firstDay = random.chance(2) ? 0 : today + Int32(random.below(60)) - 20
        listing.lastDay = random.chance(2) ? 0 : today + Int32(random.below(60))
        listing.publishedDay = today - Int32(random.below(90))
        listing.pressure = random.chance(2) ? 0 : UInt8(random.below(16))
        return listing
    }

    static func listings(_ count: Int, _ random: inout SeededRandom) -> [Listing] {
        (1...count).map { listing($0, &random) }
    }

    /// Words as people type them: whole, half, misspelt or nonsense.
    static func typed(_ random: inout SeededRandom) -> String {
        let count = random.pick([0, 1, 1, 1, 2, 2, 3, 9])
        return (0..<count).map { _ in
            var word = Array(random.pick(vocabulary))
            switch random.below(6) {
            case 0: word = Array(word.prefix(1 + random.below(word.count)))
            case 1: word[random.below(word.count)] = random.pick(Array("aeknrst"))
            case 2: word.remove(at: random.below(word.count))
            case 3 where word.count > 2:
                let place = random.below(word.count - 1)
                word.swapAt(place, place + 1)
            default: break
            }
            return random.chance(12) ? "de" : String(word)
        }.joined(separator: " ")
    }

    static func query(_ random: inout SeededRandom) -> SearchQuery {
        var query = SearchQuery(words: typed(&random), limit: random.below(30), today: today)
        if random.chance(2) {
            query.origin = SearchPoint(x: 170_000 + Int32(random.below(9000)), y: 470_000 - Int32(random.below(9000)))
        }
        if random.chance(3) { query.radiusMetres = random.pick([0, 3_000, 5_000, 10_000, 25_000, -1]) }
        if random.chance(5) { query.municipalities = [random.below(5), random.below(5)] }
        if random.chance(5) { query.neighbourhoods = [random.below(9) - 1, random.below(9)] }
        if random.chance(4) { query.sectors = random.next() & 0x8000_0000_0000_003F }
        if random.chance(4) { query.groups = UInt64(random.below(64)) }
        if random.chance(4) {
            query.moments = UInt32(truncatingIfNeeded: random.next() & random.next() & random.next())
        }
        if random.chance(4) { query.rhythm = UInt8(random.below(16)) }
        if random.chance(5) { query.marks = 1 << UInt16(random.below(4)) }
        if random.chance(6) { query.maximumMinutesPerWeek = random.below(400) - 20 }
        if random.chance(6) { query.age = random.below(30) }
        if random.chance(6) { query.fromDay = today + Int32(random.below(40)) }
        if random.chance(6) { query.toDay = today + Int32(random.below(40)) - 10 }
        if random.chance(9) { query.organisation = random.below(7) }
        if random.chance(3) { query.order = .newest }
        return query
    }
}
