import Community
import Core
import Formats
import Storage
import Web

/// What the pages and documents of the fields show.
struct FieldView: Sendable {
    /// A neighbourhood, with its outline when the map knows it.
    struct Area: Sendable {
        let id: String
        let name: String
        let spot: Spot?
        let ring: [(x: Int, y: Int)]
    }

    let cycle: PolicyCycle
    let fields: [WorkField]
    let archived: [WorkField]
    let areas: [Area]
    let supplies: [Supply]
    let coverage: Coverage
    /// The counts kept before.
    let before: Coverage?

    /// A closed round shows what was kept: history does not change.
    static func load(
        _ cycle: PolicyCycle, _ content: FieldsContent, supplies: [Supply], t: Texts, today: Day,
        in db: any SQLConnection
    ) throws -> FieldView {
        let all = try WorkField.all(of: cycle.id, content, t: t, in: db)
        let fields = all.filter { $0.archivedAt == nil }
        let kept = cycle.isClosed ? try Coverage.kept(of: cycle.id, in: db) : nil
        let coverage =
            try kept
            ?? Coverage.live(fields, of: cycle.municipality, supplies: supplies, today: today, in: db)
        return FieldView(
            cycle: cycle, fields: fields, archived: all.filter { $0.archivedAt != nil },
            areas: try areas(of: cycle.municipality, in: db), supplies: supplies, coverage: coverage,
            before: try Coverage.kept(of: cycle.id, before: coverage.day, in: db))
    }

    var covered: Int { fields.filter { coverage.level($0.key) > .thin }.count }

    func whiteSpots(_ area: Area) -> [WorkField] { coverage.whiteSpots(fields, in: area.id) }
    var whiteSpots: Int { areas.reduce(0) { $0 + whiteSpots($1).count } }

    private static func areas(of municipality: String, in db: any SQLConnection) throws -> [Area] {
        try db.rows(
            """
            SELECT id, name, x, y, outline FROM neighbourhood WHERE municipality_code = \(municipality)
            ORDER BY sort_key, id
            """
        ).map { row in
            let outline: String? = try row("outline")
            let points = outline.flatMap { try? JSONValue(parsing: $0).array } ?? []
            let ring = points.compactMap { point -> (x: Int, y: Int)? in
                guard let x = point[0]?.int, let y = point[1]?.int else { return nil }
                return (x, y)
            }
            return try Area(
                id: row("id"), name: row("name"), spot: Spot(row: row), ring: ring.count < 3 ? [] : ring)
        }
    }

    /// The white spots on the map: the deeper the colour, the more is missing.
    func map(_ t: Texts, links: Bool) -> HTML {
        let most = max(1, areas.map { whiteSpots($0).count }.max() ?? 1)
        let shapes = areas.compactMap { area -> AreaMap.Area? in
            guard let spot = area.spot, !area.ring.isEmpty else { return nil }
            let count = whiteSpots(area).count
            return AreaMap.Area(
                name: area.name, rings: [area.ring], centre: (spot.x, spot.y),
                detail: t.plural(count, "1 witte plek", "\(count) witte plekken"),
                path: links ? "#wijk-\(area.id)" : nil, shade: count == 0 ? 0 : 1 + count * 3 / most)
        }
        return shapes.isEmpty ? .empty : AreaMap(t("Kaart met het aantal witte plekken per wijk"), areas: shapes).svg
    }
}
