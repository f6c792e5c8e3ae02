import Community
import Core
import Formats
import Search
import Storage
package import Web

/// The public API, after the NLGov REST API Design Rules: JSON, Dutch plural nouns, all errors of a request at once.
extension Brokerage {
    package func apiRoutes(_ routes: Routes) {
        routes.get("/api/v1/vacatures", access: .everyone) { visit in try await vacancies(visit) }
        routes.get("/api/v1/vacatures/{nummer}", access: .everyone) { visit in try await vacancy(visit) }
        routes.get("/api/v1/organisaties", access: .everyone) { visit in try await organisations(visit) }
        routes.get("/api/v1/sectoren", access: .everyone) { visit in
            json([
                "resultaten": .array(
                    Sector.allCases.map { ["code": .string($0.rawValue), "naam": .string(visit.t($0.label))] })
            ])
        }
        routes.get("/api/v1/gemeenten", access: .everyone) { visit in try await municipalities(visit) }
        routes.get("/api/v1/openapi.json", access: .everyone) { _ in
            .text(Assets.text("open/openapi.json") ?? "{}", type: "application/json")
        }
    }

    private func json(_ value: JSONValue) -> Reply { .json(value.bytes()) }

    private func vacancies(_ visit: Visit) async throws -> Reply {
        let request = SearchRequest(visit.query, places: index.places)
        var problems = request.problems.map { WebError.Problem(name: $0.name, reason: $0.reason) }
        let limit = visit.query.text("aantal").map { Int($0) ?? 0 } ?? 24
        if !(1...100).contains(limit) {
            problems.append(.init(name: "aantal", reason: Text("Vul een getal in van 1 tot en met 100.")))
        }
        if !problems.isEmpty { throw WebError.invalid(problems) }
        let answer = try await finder.answer(request, today: visit.today, limit: limit)
        let next = answer.result.next.map { cursor -> String in
            var query = request.query
            if limit != 24 { query.append("aantal", String(limit)) }
            query.append("na", "\(cursor.key).\(cursor.number)")
            return visit.site.origin + query.url("/api/v1/vacatures")
        }
        return VacancyWire.page(answer, next: next, origin: visit.site.origin)
    }

    private func vacancy(_ visit: Visit) async throws -> Reply {
        let number = try visit.number("nummer")
        let id = try await house.database.read { db in
            try db.value(
                """
                SELECT id FROM vacancy WHERE number = \(number) AND state = 'online'
                    AND (last_day IS NULL OR last_day >= \(visit.today))
                """, as: String.self)
        }
        guard let id else { throw WebError.notFound }
        let hit = SearchHit(id: id, number: number, score: 0, distanceMetres: nil, matched: [])
        guard let found = try await finder.found([hit], places: index.places).first else { throw WebError.notFound }
        return .json(VacancyWire.bytes(found, origin: visit.site.origin))
    }

    private func organisations(_ visit: Visit) async throws -> Reply {
        let after = visit.query.text("na").map { Int($0) } ?? 0
        guard let after, after >= 0 else {
            throw WebError.invalid([
                .init(name: "na", reason: Text("Neem het adres onder “volgende” van het vorige antwoord over."))
            ])
        }
        let rows = try await house.database.readStale { db in
            try db.rows(
                "SELECT * FROM organisation WHERE state = 'goedgekeurd' AND number > \(after) ORDER BY number LIMIT 101"
            ).map(Organisation.init(row:))
        }
        let page = Page(fetched: rows, limit: 100) { String($0.number) }
        let items = page.items.map { item -> JSONValue in
            [
                "nummer": .int(item.number), "naam": .string(item.name), "sector": .string(item.sector.rawValue),
                "omschrijving": .string(item.description), "website": JSONValue(item.website),
                "gemeente": .string(item.municipality), "url": .string(visit.site.origin + item.path),
            ]
        }
        let next = page.next.map { visit.site.origin + "/api/v1/organisaties?na=\($0)" }
        return json(["resultaten": .array(items), "volgende": JSONValue(next)])
    }

    private func municipalities(_ visit: Visit) async throws -> Reply {
        let all = try await house.database.readStale { db in try Places.served(in: db) }
        return json(["resultaten": .array(all.map { ["code": .string($0.code), "naam": .string($0.name)] })])
    }
}
