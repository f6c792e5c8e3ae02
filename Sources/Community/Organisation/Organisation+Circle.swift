package import Core
package import Storage

extension Community {
    /// Versterken: the organisations that are looked after.
    package func circle(of municipality: String, t: Texts, today: Day, in db: any SQLConnection) throws -> [CircleLine]
    {
        let count = try db.count(
            """
            SELECT COUNT(*) FROM organisation WHERE municipality_code = \(municipality)
            AND state = \(Organisation.State.approved)
            """)
        return [
            CircleLine(
                .versterken,
                t.plural(count, "1 organisatie doet mee", "\(t.number(count)) organisaties doen mee"),
                path: "/organisaties")
        ]
    }
}
