import Community
import Core
import Storage

extension HoursDesk {
    /// The hours of an organisation's volunteers.
    init(of organisation: Organisation.Identity, year: Int, in db: any SQLConnection) throws {
        try self.init(
            year: year, waiting: Self.waiting(organisation, in: db), people: Self.people(organisation, year, in: db),
            choices: db.rows(
                """
                SELECT number, name FROM application WHERE organisation_id = \(organisation)
                AND state = \(VacancyApplication.State.placed) AND stopped_at IS NULL AND erased_at IS NULL
                ORDER BY name, number LIMIT 500
                """
            ).map { (number: try $0("number"), name: try $0("name")) })
    }

    private static func waiting(_ organisation: Organisation.Identity, in db: any SQLConnection) throws -> [Waiting] {
        try db.rows(
            """
            SELECT h.*, a.name, v.title FROM hours_entry h JOIN application a ON a.id = h.application_id
            JOIN vacancy v ON v.id = a.vacancy_id
            WHERE h.organisation_id = \(organisation) AND h.state = \(HoursEntry.State.waiting)
            ORDER BY h.day, h.id LIMIT \(pageSize + 1)
            """
        ).map { Waiting(line: try HoursEntry(row: $0), name: try $0("name"), work: try $0("title")) }
    }

    private static func people(_ organisation: Organisation.Identity, _ year: Int, in db: any SQLConnection) throws
        -> [Person]
    {
        guard let days = HoursEntry.days(of: year) else { return [] }
        return try db.rows(
            """
            SELECT a.id, a.number, a.name, v.title, \(sums)
            FROM hours_entry h JOIN application a ON a.id = h.application_id JOIN vacancy v ON v.id = a.vacancy_id
            WHERE h.organisation_id = \(organisation) AND h.day >= \(days.first) AND h.day <= \(days.last)
            GROUP BY a.id, a.number, a.name, v.title ORDER BY a.name, a.number LIMIT 500
            """
        ).map { row in
            try Person(row: row, work: row("title"), year: year) {
                try db.first("SELECT * FROM application WHERE id = \(try row("id", as: String.self))")
                    .map { try HoursEntry.check(VacancyApplication(row: $0), year: year, in: db) }
            }
        }
    }
}
