package import Community
import Core
import Storage
import Web

extension Brokerage {
    /// Vacancies that people can see now and placements of a period, by field, for whom and where.
    package var supply: [Supply] {
        let marks = TargetGroup.allCases.map { Supply.Mark(Self.mark($0), $0.label) }
        return [
            Supply(
                id: "vacancies", name: Text("Vacatures online"), marks: marks, path: Self.path
            ) { municipality, _, to, db in
                try Self.cells(
                    db.rows(
                        """
                        SELECT v.sector, v.target_groups, v.neighbourhood_id, COUNT(*) AS amount FROM vacancy v
                        JOIN organisation o ON o.id = v.organisation_id
                        WHERE v.municipality_code = \(municipality) AND \(FigureRecords.online(on: to))
                        GROUP BY v.sector, v.target_groups, v.neighbourhood_id
                        """))
            },
            Supply(id: "placements", name: Text("Plaatsingen"), marks: marks) { municipality, from, to, db in
                try Self.cells(
                    db.rows(
                        """
                        SELECT a.sector, v.target_groups, a.neighbourhood_id, COUNT(*) AS amount FROM application a
                        JOIN vacancy v ON v.id = a.vacancy_id
                        WHERE a.municipality_code = \(municipality) AND a.placed_at >= \(DutchTime.moment(from))
                        AND a.placed_at < \(DutchTime.moment(to + 1))
                        GROUP BY a.sector, v.target_groups, a.neighbourhood_id
                        """))
            },
        ]
    }

    private static func mark(_ group: TargetGroup) -> String { "doelgroep:" + group.rawValue }

    private static func cells(_ rows: [Row]) throws -> [Supply.Cell] {
        // Thousands of rows have the same few groups.
        var marks: [String: Set<String>] = [:]
        return try rows.map { row in
            let groups: String = try row("target_groups")
            let own = marks[groups] ?? Set(TargetGroup.decode(groups).map(mark))
            marks[groups] = own
            return Supply.Cell(
                sector: try row("sector"), marks: own,
                neighbourhood: try row("neighbourhood_id"), count: try row("amount"))
        }
    }

    /// The search with the same choice.
    private static func path(_ municipality: String, _ sort: Supply.Sort, _ neighbourhood: String?) -> String? {
        var query = Query()
        switch sort {
        case .sector(let sector): query.append("sector", sector.rawValue)
        case .mark(let key):
            guard key.hasPrefix("doelgroep:") else { return nil }
            query.append("doelgroep", String(key.dropFirst(10)))
        }
        if let neighbourhood { query.append("buurt", neighbourhood) } else { query.append("gemeente", municipality) }
        return query.url("/vacatures")
    }
}
