import Community
package import Core
package import Search
package import Storage

/// What a search found, with all the page shows.
package struct SearchAnswer: Sendable {
    package let request: SearchRequest
    package let result: SearchResult
    package let widenings: [Widening]
    package let hits: [Found]
    package let places: PlaceDirectory
    package let organisationName: String?
    /// All that is on line, whatever was asked.
    package let online: Int
    /// The engine's numbers of the neighbourhoods, by id.
    package let neighbourhoodNumbers: [String: Int]

    /// One hit with the rows behind it.
    package struct Found: Sendable {
        package let shelved: ShelvedVacancy
        package let distance: Int?
        package let matched: [String]
        package let score: Int

        package var vacancy: Vacancy { shelved.vacancy }
        package var organisationName: String { shelved.organisationName }
        package var openPlaces: Int { shelved.openPlaces }
    }
}

/// Runs a search: the engine finds, the database tells.
package struct VacancyFinder: Sendable {
    let index: VacancySearchIndex
    let database: any Database

    package init(index: VacancySearchIndex, database: any Database) {
        self.index = index
        self.database = database
    }

    package func answer(_ request: SearchRequest, today: Day, limit: Int = 24) async throws -> SearchAnswer {
        try await answer(request, today: today, limit: limit, order: nil)
    }

    /// - Parameter order: another order than the search's own, over all that it finds.
    func answer(_ request: SearchRequest, today: Day, limit: Int, order: SuitedOrder?) async throws -> SearchAnswer {
        let places = index.places
        let organisation = try await organisation(request.organisation)
        let query = request.engineQuery(
            index: index, organisationID: organisation?.id, today: today,
            limit: order == nil ? limit : SuitedOrder.most)
        var result = index.search(query)
        if let order {
            let sorted = order.sorted(result.hits)
            (result.hits, result.total, result.next) = (Array(sorted.prefix(limit)), sorted.count, nil)
        }
        let widenings = result.total == 0 ? index.widenings(query) : []
        let hits = try await found(result.hits, places: places)
        return SearchAnswer(
            request: request, result: result, widenings: widenings, hits: hits, places: places,
            organisationName: organisation?.name, online: index.count,
            neighbourhoodNumbers: index.neighbourhoodNumbers)
    }

    private func organisation(_ number: Int?) async throws -> (id: String, name: String)? {
        guard let number else { return nil }
        return try await database.read { db in
            try db.first("SELECT id, name FROM organisation WHERE number = \(number) AND state = 'goedgekeurd'").map {
                (try $0("id"), try $0("name"))
            }
        } ?? ("", "")
    }

    /// The rows behind the hits, in the order of the hits. What went off line a moment ago is left out.
    package func found(_ hits: [SearchHit], places: PlaceDirectory) async throws -> [SearchAnswer.Found] {
        zip(hits, try await shelved(hits.map(\.id), places: places)).compactMap { hit, item in
            item.map {
                SearchAnswer.Found(
                    shelved: $0, distance: hit.distanceMetres, matched: hit.matched, score: hit.score)
            }
        }
    }

    /// The rows of these vacancies, in their order; `nil` for what is not on line.
    package func shelved(_ ids: [String], places: PlaceDirectory) async throws -> [ShelvedVacancy?] {
        var (items, moment) = index.shelf.take(ids)
        let missing = zip(ids, items).filter { $0.1 == nil }.map(\.0)
        if missing.isEmpty { return items }
        let read = try await database.read { db in try Self.read(missing, places: places, in: db) }
        index.shelf.keep(read, since: moment)
        let byID = Dictionary(read.map { ($0.vacancy.id.text, $0) }) { first, _ in first }
        for (place, id) in ids.enumerated() where items[place] == nil { items[place] = byID[id] }
        return items
    }

    private static func read(
        _ ids: [String], places: PlaceDirectory, in db: any SQLConnection
    ) throws -> [ShelvedVacancy] {
        try db.rows(
            """
            SELECT v.*, o.name AS organisation_name, o.number AS organisation_number,
                (SELECT COUNT(*) FROM application a WHERE a.vacancy_id = v.id AND \(VacancyPlaces.taken)) AS placed
            FROM vacancy v JOIN organisation o ON o.id = v.organisation_id
            WHERE v.id IN (\(list: ids))
            """
        ).map { try ShelvedVacancy(row: $0, places: places) }
            // Not a condition of the statement: the engine would walk everything that is on line to find these few.
            .filter { $0.vacancy.state == .online }
    }
}
