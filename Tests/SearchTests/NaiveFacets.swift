import Search

/// Which parts of a query one listing meets.
struct Verdict {
    var sectors, groups, moments, rhythm, municipality, neighbourhood: Bool
    var rest: Bool

    var passes: Bool { rest && failures.isEmpty }

    /// The facets that say no.
    var failures: [String] {
        [
            ("sectors", sectors), ("groups", groups), ("moments", moments), ("rhythm", rhythm),
            ("municipality", municipality), ("neighbourhood", neighbourhood),
        ].filter { !$0.1 }.map(\.0)
    }

    /// Whether everything but `facet` says yes.
    func passes(without facet: String) -> Bool { rest && failures.allSatisfy { $0 == facet } }

    init(_ listing: Listing, _ query: SearchQuery) {
        let moments = query.moments & MomentBits.all
        let offered = listing.moments & MomentBits.all
        sectors = query.sectors == 0 || listing.sectors & query.sectors != 0
        groups = query.groups == 0 || listing.groups & query.groups != 0
        self.moments = moments == 0 || offered == 0 || offered & moments != 0
        rhythm = query.rhythm == 0 || listing.rhythm & query.rhythm != 0
        municipality = query.municipalities.isEmpty || query.municipalities.contains(listing.municipality)
        neighbourhood = query.neighbourhoods.isEmpty || query.neighbourhoods.contains(listing.neighbourhood)
        rest = Self.rest(listing, query)
    }

    private static func rest(_ listing: Listing, _ query: SearchQuery) -> Bool {
        if listing.marks & query.marks != query.marks { return false }
        if let organisation = query.organisation, organisation != listing.organisation { return false }
        if let age = query.age, Int(listing.minimumAge) > age { return false }
        let least = listing.minimumMinutesPerWeek == 0 ? listing.maximumMinutesPerWeek : listing.minimumMinutesPerWeek
        if let most = query.maximumMinutesPerWeek, least > 0, Int(least) > most { return false }
        if let from = query.fromDay, listing.lastDay != 0, listing.lastDay < from { return false }
        if let to = query.toDay, listing.firstDay != 0, listing.firstDay > to { return false }
        if let origin = query.origin, let radius = query.radiusMetres, let place = listing.place {
            let (dx, dy) = (Int(place.x - origin.x), Int(place.y - origin.y))
            if dx * dx + dy * dy > max(0, radius) * max(0, radius) { return false }
        }
        return true
    }
}

/// Facet counts added up one listing and one value at a time.
struct Facets {
    var sectors = Array(repeating: 0, count: 64)
    var groups = Array(repeating: 0, count: 64)
    var moments = Array(repeating: 0, count: 28)
    var momentGroups = [0, 0, 0]
    var rhythm = Array(repeating: 0, count: 8)
    var marks = Array(repeating: 0, count: 16)
    var municipalities: [Int: Int] = [:]
    var neighbourhoods: [Int: Int] = [:]

    mutating func add(_ listing: Listing, _ verdict: Verdict) {
        for bit in 0..<64 {
            if verdict.passes(without: "sectors"), listing.sectors >> UInt64(bit) & 1 == 1 { sectors[bit] += 1 }
            if verdict.passes(without: "groups"), listing.groups >> UInt64(bit) & 1 == 1 { groups[bit] += 1 }
        }
        let offered = listing.moments & MomentBits.all
        if verdict.passes(without: "moments") {
            for weekday in 0..<7 {
                for daypart in 0..<4
                where offered == 0 || offered & MomentBits.bit(weekday: weekday, daypart: daypart) != 0 {
                    moments[weekday * 4 + daypart] += 1
                }
            }
            for group in MomentGroup.allCases where offered == 0 || offered & group.moments != 0 {
                momentGroups[group.rawValue] += 1
            }
        }
        for bit in 0..<8 where verdict.passes(without: "rhythm") && listing.rhythm >> UInt8(bit) & 1 == 1 {
            rhythm[bit] += 1
        }
        for bit in 0..<16 where verdict.passes && listing.marks >> UInt16(bit) & 1 == 1 { marks[bit] += 1 }
        if verdict.passes(without: "municipality"), listing.municipality >= 0 {
            municipalities[listing.municipality, default: 0] += 1
        }
        if verdict.passes(without: "neighbourhood"), listing.neighbourhood >= 0 {
            neighbourhoods[listing.neighbourhood, default: 0] += 1
        }
    }

    func equals(_ counts: FacetCounts) -> Bool {
        sectors == counts.sectors && groups == counts.groups && moments == counts.moments
            && momentGroups == counts.momentGroups && rhythm == counts.rhythm && marks == counts.marks
            && Self.pairs(municipalities) == counts.municipalities
            && Self.pairs(neighbourhoods) == counts.neighbourhoods
    }

    private static func pairs(_ counts: [Int: Int]) -> [FacetCount] {
        counts.sorted { $0.key < $1.key }.map { FacetCount(value: $0.key, count: $0.value) }
    }
}
