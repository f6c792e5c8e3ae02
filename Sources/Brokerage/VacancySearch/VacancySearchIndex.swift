import Community
import Core
package import Search
package import Storage
import Synchronization

/// The search engine of the vacancy bank and the directories it needs: the engine knows small numbers, the database ids.
package final class VacancySearchIndex: Sendable {
    private let engine = SearchIndex()
    private let state = Mutex(Directories())

    package init() {}

    /// Reads all that is on line anew: at the start, and after an import. In pieces, so that the texts of a whole
    /// country are never in memory at once.
    package func load(_ database: any Database) async throws {
        let places = try await database.read { db in try PlaceDirectory(in: db) }
        state.withLock { $0.places = places }
        engine.replaceAll([])
        var last = ""
        while true {
            let rows = try await database.read { [last] db in
                try Self.rows("v.state = 'online' AND v.id > \(last) ORDER BY v.id LIMIT 5000", in: db)
            }
            guard let end = rows.last?.id else { return }
            let listings = state.withLock { state in rows.map { $0.listing(&state) } }
            engine.update(upserting: listings)
            last = end
        }
    }

    /// Follows changes of neighbourhoods and municipalities.
    package func refreshPlaces(_ database: any Database) async throws {
        let places = try await database.read { db in try PlaceDirectory(in: db) }
        state.withLock { $0.places = places }
    }

    /// Follows changes of these vacancies: what is on line now is found, what is not is gone.
    package func refresh(_ vacancies: [Vacancy.Identity], _ database: any Database) async throws {
        if vacancies.isEmpty { return }
        let rows = try await database.read { db in
            try Self.rows("v.id IN (\(list: vacancies))", in: db)
        }.filter(\.isOnline)
        let found = Set(rows.map(\.id))
        let listings = state.withLock { state in rows.map { $0.listing(&state) } }
        engine.update(upserting: listings, removing: vacancies.map(\.text).filter { !found.contains($0) })
    }

    package var count: Int { engine.count }
    package var places: PlaceDirectory { state.withLock { $0.places } }

    package func search(_ query: SearchQuery) -> SearchResult { engine.search(query) }
    package func count(_ query: SearchQuery) -> Int { engine.count(query) }
    package func widenings(_ query: SearchQuery) -> [Widening] { engine.widenings(for: query) }

    /// Ids of vacancies that look like this one, best first.
    package func similar(to vacancy: Vacancy.Identity, limit: Int) -> [Vacancy.Identity] {
        engine.similar(to: vacancy.text, limit: limit).map { Vacancy.Identity($0.id) }
    }

    // The engine's numbers for ids; `nil` when the index never met it.
    package func municipality(_ code: String) -> Int? { state.withLock { $0.municipalities.number(of: code) } }
    package func neighbourhood(_ id: String) -> Int? { state.withLock { $0.neighbourhoods.number(of: id) } }
    package func organisation(_ id: String) -> Int? { state.withLock { $0.organisations.number(of: id) } }
    package func neighbourhoodID(_ number: Int) -> String? { state.withLock { $0.neighbourhoods.id(of: number) } }
    package func municipalityCode(_ number: Int) -> String? { state.withLock { $0.municipalities.id(of: number) } }

    /// The engine's numbers of the served neighbourhoods, by id.
    package var neighbourhoodNumbers: [String: Int] {
        state.withLock { state in
            var numbers: [String: Int] = [:]
            for place in state.places.neighbourhoods { numbers[place.id] = state.neighbourhoods.number(of: place.id) }
            return numbers
        }
    }

    private static func rows(_ condition: SQL, in db: any SQLConnection) throws -> [IndexRow] {
        try db.rows(
            """
            SELECT v.id, v.state, v.number, v.title, v.what, v.why, v.requirements, v.gets, v.place, v.sector, v.target_groups,
                v.organisation_id, v.municipality_code, v.neighbourhood_id, v.from_home, v.rhythm, v.moments,
                v.minutes_min, v.minutes_max, v.first_day, v.last_day, v.minimum_age, v.good_to_start,
                v.learning_dutch, v.wheelchair, v.published_at, v.created_at, o.name AS organisation_name,
                COALESCE(v.x, m.x) AS place_x, COALESCE(v.y, m.y) AS place_y
            FROM vacancy v JOIN organisation o ON o.id = v.organisation_id
            JOIN municipality m ON m.code = v.municipality_code WHERE \(condition)
            """
        ).map(IndexRow.init(row:))
    }
}

/// Ids and the small numbers the engine keeps for them.
struct NumberedIDs: Sendable {
    private var numbers: [String: Int] = [:]
    private var ids: [String] = []

    mutating func intern(_ id: String) -> Int {
        if let number = numbers[id] { return number }
        numbers[id] = ids.count
        ids.append(id)
        return ids.count - 1
    }
    func number(of id: String) -> Int? { numbers[id] }
    func id(of number: Int) -> String? { ids.indices.contains(number) ? ids[number] : nil }
}

struct Directories: Sendable {
    var municipalities = NumberedIDs()
    var neighbourhoods = NumberedIDs()
    var organisations = NumberedIDs()
    var places = PlaceDirectory()
}

/// One vacancy as read for the index.
private struct IndexRow: Sendable {
    let id: String
    let isOnline: Bool
    private let base: Listing
    private let organisationID: String
    private let municipality: String
    private let neighbourhood: String?

    init(row: Row) throws {
        id = try row("id")
        isOnline = try row("state", as: Vacancy.State.self) == .online
        organisationID = try row("organisation_id")
        municipality = try row("municipality_code")
        neighbourhood = try row("neighbourhood_id")
        let texts: [String] = try ["what", "why", "requirements", "gets", "place"].map { try row($0) }
        var listing = Listing(
            id: id, number: try row("number"), title: try row("title"), text: texts.joined(separator: " "))
        listing.organisationName = try row("organisation_name")
        let sector: Sector = try row("sector")
        let groups = TargetGroup.decode(try row("target_groups"))
        listing.keywords = ([sector.label.key] + groups.map(\.label.key)).joined(separator: " ")
        listing.sectors = sector.bit
        listing.groups = groups.reduce(0) { $0 | $1.bit }
        listing.rhythm = try row("rhythm", as: Rhythm.self).bit
        listing.moments = try row("moments", as: WeekMoments.self).bits
        listing.minimumMinutesPerWeek = Int32(clamping: try row("minutes_min", as: Int?.self) ?? 0)
        listing.maximumMinutesPerWeek = Int32(clamping: try row("minutes_max", as: Int?.self) ?? 0)
        let fromHome: Bool = try row("from_home")
        // Work in a whole municipality counts from its centre: near enough to be found here and not in the next province.
        if !fromHome, let x = try row("place_x", as: Int?.self), let y = try row("place_y", as: Int?.self) {
            listing.place = SearchPoint(x: Int32(clamping: x), y: Int32(clamping: y))
        }
        let marks: [(VacancyMark, Bool)] = try [
            (.fromHome, fromHome), (.goodToStart, row("good_to_start")), (.learningDutch, row("learning_dutch")),
            (.wheelchair, row("wheelchair")),
        ]
        listing.marks = marks.reduce(0) { $1.1 ? $0 | $1.0.bit : $0 }
        listing.minimumAge = UInt8(clamping: try row("minimum_age", as: Int.self))
        listing.firstDay = Int32(clamping: try row("first_day", as: Day?.self)?.number ?? 0)
        listing.lastDay = Int32(clamping: try row("last_day", as: Day?.self)?.number ?? 0)
        let published = try row("published_at", as: Moment?.self) ?? row("created_at", as: Moment.self)
        listing.publishedDay = Int32(clamping: published.day.number)
        base = listing
    }

    func listing(_ directories: inout Directories) -> Listing {
        var listing = base
        listing.organisation = directories.organisations.intern(organisationID)
        listing.municipality = directories.municipalities.intern(municipality)
        listing.neighbourhood = neighbourhood.map { directories.neighbourhoods.intern($0) } ?? -1
        return listing
    }
}

extension Sector {
    /// The bit under which the search keeps it.
    package var bit: UInt64 { 1 << UInt64(Self.allCases.firstIndex(of: self) ?? 0) }
}

extension TargetGroup {
    /// The bit under which the search keeps it.
    package var bit: UInt64 { 1 << UInt64(Self.allCases.firstIndex(of: self) ?? 0) }
}
