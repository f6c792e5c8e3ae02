import Core
import Storage
import Web

extension Community {
    /// The approved organisations, by the field and the place they are at home in.
    package var supply: [Supply] {
        let kinds = OrganisationKind.allCases.map { Supply.Mark(Self.mark($0), $0.label) }
        return [
            Supply(
                id: "organisations", name: Text("Organisaties"), marks: kinds,
                path: { municipality, sort, neighbourhood in
                    guard case .sector(let sector) = sort else { return nil }
                    return Query([("sector", sector.rawValue), ("gebied", neighbourhood ?? municipality)]).url(
                        "/organisaties")
                }
            ) { municipality, _, _, db in
                try db.rows(
                    """
                    SELECT sector, kind, neighbourhood_id, COUNT(*) AS amount FROM organisation
                    WHERE municipality_code = \(municipality) AND state = \(Organisation.State.approved)
                    GROUP BY sector, kind, neighbourhood_id
                    """
                ).map { row in
                    Supply.Cell(
                        sector: try row("sector"), marks: [Self.mark(try row("kind"))],
                        neighbourhood: try row("neighbourhood_id"), count: try row("amount"))
                }
            }
        ]
    }

    private static func mark(_ kind: OrganisationKind) -> String { "soort:" + kind.rawValue }
}
