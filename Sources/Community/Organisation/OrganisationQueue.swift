import Core
package import Storage

/// What waits for the centre, in the municipalities it serves; the oldest first.
package enum OrganisationQueue {
    /// Organisations that were sent in and have no answer yet.
    ///
    /// - Parameter after: `next` of the page before.
    package static func list(
        municipalities: [String], after: String? = nil, limit: Int = 50, in db: any SQLConnection
    ) throws -> Page<Organisation> {
        try page("state = \(Organisation.State.submitted)", municipalities, after, limit, in: db)
    }

    /// Approved organisations that changed something the centre has not seen.
    package static func changed(
        municipalities: [String], after: String? = nil, limit: Int = 50, in db: any SQLConnection
    ) throws -> Page<Organisation> {
        try page(unseen, municipalities, after, limit, in: db)
    }

    package static func count(municipalities: [String], in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT COUNT(*) FROM organisation
            WHERE municipality_code IN (\(list: municipalities)) AND state = \(Organisation.State.submitted)
            """)
    }

    package static func countChanged(municipalities: [String], in db: any SQLConnection) throws -> Int {
        try db.count(
            "SELECT COUNT(*) FROM organisation WHERE municipality_code IN (\(list: municipalities)) AND \(unseen)")
    }

    /// Nearly every organisation is approved and few changed: the state stands where no index answers to it, so that the
    /// index of what changed is used.
    private static let unseen: SQL =
        "COALESCE(state, '') = \(Organisation.State.approved) AND submitted_at > approved_at"

    private static func page(
        _ condition: SQL, _ municipalities: [String], _ after: String?, _ limit: Int, in db: any SQLConnection
    ) throws -> Page<Organisation> {
        let parts = after?.split(separator: "~", maxSplits: 1).map(String.init) ?? []
        let later: SQL =
            parts.count == 2 ? "AND (submitted_at, id) > (\(Moment(iso: parts[0])), \(parts[1]))" : ""
        let rows = try db.rows(
            """
            SELECT * FROM organisation WHERE municipality_code IN (\(list: municipalities)) AND \(condition) \(later)
            ORDER BY submitted_at, id LIMIT \(limit + 1)
            """)
        return Page(fetched: try rows.map(Organisation.init(row:)), limit: limit) {
            "\($0.submittedAt?.iso ?? "")~\($0.id.text)"
        }
    }
}
