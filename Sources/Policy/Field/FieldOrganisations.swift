import Community
import Core
import Storage

/// The organisations behind the count of a field.
enum FieldOrganisations {
    static let limit = 30

    /// - Parameter after: the number of the last organisation on the page before.
    static func page(
        _ rule: WorkField.Rule, of municipality: String, in neighbourhood: String?, after: Int?, db: any SQLConnection
    ) throws -> Page<Organisation> {
        let kinds = OrganisationKind.allCases.filter { rule.marks.contains("soort:" + $0.rawValue) }
        var conditions: [SQL] = [
            "municipality_code = \(municipality)", "state = \(Organisation.State.approved)",
            "(sector IN (\(list: rule.sectors)) OR kind IN (\(list: kinds)))",
        ]
        if let neighbourhood { conditions.append("neighbourhood_id = \(neighbourhood)") }
        if let after {
            conditions.append("(sort_key, id) > (SELECT sort_key, id FROM organisation WHERE number = \(after))")
        }
        let rows = try db.rows(
            "SELECT * FROM organisation WHERE \(SQL.all(conditions)) ORDER BY sort_key, id LIMIT \(limit + 1)")
        return Page(fetched: try rows.map(Organisation.init(row:)), limit: limit) { String($0.number) }
    }
}
