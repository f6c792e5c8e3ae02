import Community
import Core
import Search
import Formats
import Storage
import Web

/// A neighbourhood with its outline.
struct MapArea: Sendable {
    let id: String
    let name: String
    let spot: Spot
    let ring: [(x: Int, y: Int)]

    /// The neighbourhoods of the served municipalities that have an outline.
    static func all(in db: any SQLConnection) throws -> [MapArea] {
        try db.rows(
            """
            SELECT n.id, n.name, n.x, n.y, n.outline FROM neighbourhood n
            JOIN municipality m ON m.code = n.municipality_code
            WHERE m.centre_id IS NOT NULL AND n.outline IS NOT NULL ORDER BY n.sort_key, n.id
            """
        ).compactMap { row in
            guard let spot = try Spot(row: row),
                let points = try? JSONValue(parsing: row("outline", as: String.self)).array
            else { return nil }
            let ring = points.compactMap { point -> (x: Int, y: Int)? in
                guard let x = point[0]?.int, let y = point[1]?.int else { return nil }
                return (x, y)
            }
            return ring.count < 3 ? nil : try MapArea(id: row("id"), name: row("name"), spot: spot, ring: ring)
        }
    }
}

/// The answer on the map: how many in each neighbourhood, and where the shown ones are.
struct SearchMap {
    let answer: SearchAnswer
    let areas: [MapArea]
    let t: Texts

    var markup: HTML {
        guard !areas.isEmpty else { return Part.notice(t("Er is nog geen kaart van dit gebied."), .plain) }
        let counts = Dictionary(answer.result.facets.neighbourhoods.map { ($0.value, $0.count) }) { first, _ in first }
        let shapes = areas.map { area in
            let count = answer.neighbourhoodNumbers[area.id].flatMap { counts[$0] } ?? 0
            return AreaMap.Area(
                name: area.name, rings: [area.ring], centre: (area.spot.x, area.spot.y),
                detail: t.plural(count, "1 plek", "\(count) plekken"),
                path: answer.request.query.removing("weergave").setting("buurt", to: [area.id]).url("/vacatures"),
                shade: count == 0 ? 0 : count < 5 ? 1 : count < 15 ? 2 : count < 30 ? 3 : 4)
        }
        return
            "<figure class=\"card\">\(AreaMap(t("Kaart met het aantal plekken per wijk"), areas: shapes).svg)<figcaption class=\"small soft\">\(t("Kies een wijk om de plekken daar te zien. Onder de kaart staan ze als lijst."))</figcaption></figure>"
    }
}
