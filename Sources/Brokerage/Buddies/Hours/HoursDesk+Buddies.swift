import Core
import Storage

extension HoursDesk {
    /// The hours of the buddies of a centre.
    init(ofBuddiesIn codes: [String], year: Int, in db: any SQLConnection) throws {
        try self.init(
            year: year, waiting: Self.waiting(codes, in: db), people: Self.people(codes, year, in: db),
            choices: db.rows(
                """
                SELECT p.number, v.name, k.name AS kind_name FROM buddy_pair p
                JOIN buddy_volunteer v ON v.id = p.volunteer_id JOIN buddy_kind k ON k.id = p.kind_id
                WHERE p.municipality_code IN (\(list: codes)) AND p.state IN (\(list: BuddyPair.State.together))
                AND v.erased_at IS NULL ORDER BY v.name, p.number LIMIT 500
                """
            ).map { row in
                let (name, kind): (String, String) = (try row("name"), try row("kind_name"))
                return (number: try row("number"), name: "\(name) – \(kind)")
            })
    }

    private static func waiting(_ codes: [String], in db: any SQLConnection) throws -> [Waiting] {
        try db.rows(
            """
            SELECT h.*, v.name, k.name AS kind_name FROM buddy_hours h
            JOIN buddy_volunteer v ON v.id = h.volunteer_id JOIN buddy_pair p ON p.id = h.pair_id
            JOIN buddy_kind k ON k.id = p.kind_id
            WHERE h.municipality_code IN (\(list: codes)) AND h.state = \(HoursEntry.State.waiting)
            ORDER BY h.day, h.id LIMIT \(pageSize + 1)
            """
        ).map { Waiting(line: try BuddyHours(row: $0), name: try $0("name"), work: try $0("kind_name")) }
    }

    private static func people(_ codes: [String], _ year: Int, in db: any SQLConnection) throws -> [Person] {
        guard let days = HoursEntry.days(of: year) else { return [] }
        return try db.rows(
            """
            SELECT v.id, v.number, v.name, \(sums)
            FROM buddy_hours h JOIN buddy_volunteer v ON v.id = h.volunteer_id
            WHERE h.municipality_code IN (\(list: codes)) AND h.state IN (\(list: HoursEntry.State.allCases))
            AND h.day >= \(days.first) AND h.day <= \(days.last) AND v.erased_at IS NULL
            GROUP BY v.id, v.number, v.name ORDER BY v.name, v.number LIMIT 500
            """
        ).map { row in
            try Person(row: row, work: "", year: year) {
                try BuddyVolunteer.find(try row("id"), in: db).map { try BuddyHours.check($0, year: year, in: db) }
            }
        }
    }
}
