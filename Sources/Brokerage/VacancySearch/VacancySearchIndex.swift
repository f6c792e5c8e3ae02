import Community
import Core
package import Search
package import Storage
import Synchronization

/// The search engine of the vacancy bank and the directories it needs: the engine knows small numbers, the database ids.
package final class VacancySearchIndex: Sendable {
    private let engine = SearchIndex()
    private let state = Mutex(Directories())
    private let missed = Mutex(Missed())
    /// Of what other processes told, and of readings of everything: one at a time each.
    private let following = ReadingLane()
    private let loading = ReadingLane()
    private let tickets = ReadingTickets()
    let shelf = VacancyShelf()

    package init() {}

    /// Hears of changes: what is remembered of a vacancy is forgotten at once, and when other processes share the
    /// database, what they change is noted for the next `catchUp`.
    package func follow(_ database: any Database) {
        database.follow(VacancyShelf.channel) { [shelf] change in
            switch change {
            case .told(let id): shelf.forget([id])
            case .resync: shelf.forgetAll()
            }
        }
        database.follow(VacancyPressure.channel) { [weak self] change in self?.yield(change) }
        guard database.isShared else { return }
        database.follow(Self.channel) { [weak self] change in self?.miss(change) }
    }

    /// What was missed on this channel comes along when everything is read anew.
    private func yield(_ change: Change) {
        guard case .told(let text) = change, let told = VacancyPressure.Told(text) else { return }
        state.withLock { _ = $0.changedWhileLoading?.insert(told.vacancy) }
        tickets.tell(told.vacancy, told.pressure) { engine.setPressures([(told.vacancy, told.pressure)]) }
    }

    private func miss(_ change: Change) {
        missed.withLock { missed in
            switch change {
            case .told(let id): missed.vacancies.insert(id)
            case .resync: missed.everything = true
            }
        }
        following.hear()
    }

    /// The channel on which a transaction tells that a vacancy changed; the payload is its id.
    static let channel: Channel = "vacancy_index"

    /// Takes in what other processes changed and this one heard of, whoever reads it. Cheap when there is nothing.
    package func catchUp(_ database: any Database) async throws {
        try await following.catchUp { try await self.takeIn(database) }
    }

    private func takeIn(_ database: any Database) async throws {
        let found = missed.withLock { missed in
            defer { missed = Missed() }
            return missed
        }
        do {
            if found.everything {
                try await load(database)
            } else {
                try await refresh(found.vacancies.map { Vacancy.Identity($0) }, database)
            }
        } catch {
            missed.withLock { $0.formUnion(found) }
            throw error
        }
    }

    /// Reads all that is on line anew: at the start, after an import, and when changes may have been missed. In pieces,
    /// so that the texts of a whole country are never in memory at once. Searches go on in what was there.
    package func load(_ database: any Database) async throws {
        loading.hear()
        try await loading.catchUp { try await self.readAll(database) }
    }

    private func readAll(_ database: any Database) async throws {
        let places = try await database.read { db in try PlaceDirectory(in: db) }
        state.withLock { state in
            state.places = places
            state.changedWhileLoading = []
        }
        // What came in before this has failed is in the index as it was.
        defer { state.withLock { $0.changedWhileLoading = nil } }
        shelf.forgetAll()
        let fresh = SearchIndex()
        var last = ""
        while true {
            let rows = try await database.read { [last] db in
                try Self.rows("v.state = 'online' AND v.id > \(last) ORDER BY v.id LIMIT 5000", in: db)
            }
            guard let end = rows.last?.id else { break }
            let listings = state.withLock { state in rows.map { $0.listing(&state) } }
            fresh.update(upserting: listings)
            last = end
        }
        tickets.replace { engine.replace(by: fresh) }
        let changed = state.withLock { state in
            defer { state.changedWhileLoading = nil }
            return state.changedWhileLoading ?? []
        }
        try await refresh(changed.map { Vacancy.Identity($0) }, database)
    }

    /// Follows changes of neighbourhoods and municipalities.
    package func refreshPlaces(_ database: any Database) async throws {
        let places = try await database.read { db in try PlaceDirectory(in: db) }
        let renamed = state.withLock { state in
            let renamed = state.places.names(of: places) != places.names(of: places)
            state.places = places
            return renamed
        }
        if renamed { shelf.forgetAll() }
    }

    /// Follows changes of these vacancies: what is on line now is found, what is not is gone. Of two who read the same
    /// vacancy at once, what was asked for last is kept.
    package func refresh(_ vacancies: [Vacancy.Identity], _ database: any Database) async throws {
        if vacancies.isEmpty { return }
        let ids = vacancies.map(\.text)
        shelf.forget(ids)
        state.withLock { $0.changedWhileLoading?.formUnion(ids) }
        let ticket = tickets.open()
        defer { tickets.close() }
        let rows = try await database.read { db in
            try Self.rows("v.id IN (\(list: vacancies))", in: db)
        }.filter(\.isOnline)
        let found = Set(rows.map(\.id))
        let listings = state.withLock { state in rows.map { $0.listing(&state) } }
        tickets.keep(ticket, ids) { mine, told in
            let kept = listings.filter { mine.contains($0.id) }.map { listing in
                var listing = listing
                if let pressure = told[listing.id] { listing.pressure = pressure }
                return listing
            }
            engine.update(upserting: kept, removing: ids.filter { mine.contains($0) && !found.contains($0) })
        }
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

    /// The engine's numbers of the neighbourhoods, by id.
    package var neighbourhoodNumbers: [String: Int] { state.withLock { $0.neighbourhoods.numbers } }

    private static func rows(_ condition: SQL, in db: any SQLConnection) throws -> [IndexRow] {
        try db.rows(
            """
            SELECT v.id, v.state, v.number, v.title, v.what, v.why, v.requirements, v.gets, v.place, v.sector, v.target_groups,
                v.organisation_id, v.municipality_code, v.neighbourhood_id, v.from_home, v.rhythm, v.moments,
                v.minutes_min, v.minutes_max, v.first_day, v.last_day, v.minimum_age, v.good_to_start,
                v.learning_dutch, v.wheelchair, v.published_at, v.created_at, v.pressure, o.name AS organisation_name,
                COALESCE(v.x, m.x) AS place_x, COALESCE(v.y, m.y) AS place_y
            FROM vacancy v JOIN organisation o ON o.id = v.organisation_id
            JOIN municipality m ON m.code = v.municipality_code WHERE \(condition)
            """
        ).map(IndexRow.init(row:))
    }
}

/// Ids and the small numbers the engine keeps for them.
struct NumberedIDs: Sendable {
    private(set) var numbers: [String: Int] = [:]
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

/// What other processes changed and this one has not read yet.
private struct Missed: Sendable {
    var vacancies: Set<String> = []
    var everything = false

    mutating func formUnion(_ other: Missed) {
        vacancies.formUnion(other.vacancies)
        everything = everything || other.everything
    }
}

struct Directories: Sendable {
    var municipalities = NumberedIDs()
    var neighbourhoods = NumberedIDs()
    var organisations = NumberedIDs()
    var places = PlaceDirectory()
    /// While all is read anew: what changed meanwhile and may have been read too early.
    var changedWhileLoading: Set<String>?
}
