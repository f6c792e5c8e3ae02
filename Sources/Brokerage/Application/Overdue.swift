package import Community
package import Core
package import Storage

/// Applications that wait too long for an answer.
package enum Overdue {
    /// After so many days the organisation is asked for an answer and the applicant is told so.
    package static let chaseDays = 7
    /// After so many days it becomes a task of the volunteer centre.
    package static let centreDays = 14

    /// One organisation with the applications that wait there.
    package struct Item: Sendable {
        package let organisation: Organisation.Identity
        package let organisationNumber: Int
        package let organisationName: String
        /// How many wait.
        package let count: Int
        /// Since when the first of them waits.
        package let oldest: Moment
        /// When the organisation was last asked for an answer.
        package let chasedAt: Moment?
    }

    /// One application that waits.
    package struct Waiting: Sendable {
        package let application: VacancyApplication
        package let organisationNumber: Int
        package let organisationName: String
        package let vacancyNumber: Int
        package let vacancyTitle: String
        /// Since when the organisation owes an answer.
        package let since: Moment
    }

    /// Holds for an application `a` without an answer since `limit`. Who accepted a place from the waiting list waits
    /// from that moment.
    static func condition(since limit: Moment) -> SQL {
        """
        a.state IN (\(VacancyApplication.State.received), \(VacancyApplication.State.talking))
        AND a.confirmed_at <= \(limit) AND a.state_at <= \(limit) AND a.answered_at IS NULL
        """
    }

    /// Organisations with overdue applications, the longest wait first.
    ///
    /// - Parameter days: how long they wait at least.
    package static func list(
        municipalities: [String], days: Int = chaseDays, now: Moment, limit: Int = 200, in db: any SQLConnection
    ) throws -> [Item] {
        try db.rows(
            """
            SELECT o.id AS organisation, o.number AS organisation_number, o.name AS organisation_name,
                COUNT(*) AS amount, MIN(a.state_at) AS oldest, MAX(a.chased_at) AS chased
            FROM application a JOIN organisation o ON o.id = a.organisation_id
            WHERE a.municipality_code IN (\(list: municipalities)) AND \(condition(since: now - .days(days)))
            GROUP BY o.id, o.number, o.name ORDER BY MIN(a.state_at), o.id LIMIT \(limit)
            """
        ).map { row in
            try Item(
                organisation: row("organisation"), organisationNumber: row("organisation_number"),
                organisationName: row("organisation_name"), count: row("amount"), oldest: row("oldest"),
                chasedAt: row("chased"))
        }
    }

    /// The overdue applications themselves, the longest wait first.
    package static func applications(
        municipalities: [String], organisation: Organisation.Identity? = nil, days: Int = chaseDays, now: Moment,
        limit: Int = 200, in db: any SQLConnection
    ) throws -> [Waiting] {
        var conditions: [SQL] = [
            "a.municipality_code IN (\(list: municipalities))", condition(since: now - .days(days)),
        ]
        if let organisation { conditions.append("a.organisation_id = \(organisation)") }
        return try waiting(SQL.all(conditions), limit: limit, in: db)
    }

    static func waiting(_ condition: SQL, limit: Int, in db: any SQLConnection) throws -> [Waiting] {
        try db.rows(
            """
            SELECT a.*, o.number AS organisation_number, o.name AS organisation_name, v.number AS vacancy_number,
                v.title AS vacancy_title
            FROM application a JOIN organisation o ON o.id = a.organisation_id JOIN vacancy v ON v.id = a.vacancy_id
            WHERE \(condition) ORDER BY a.state_at, a.id LIMIT \(limit)
            """
        ).map { row in
            let application = try VacancyApplication(row: row)
            return try Waiting(
                application: application, organisationNumber: row("organisation_number"),
                organisationName: row("organisation_name"), vacancyNumber: row("vacancy_number"),
                vacancyTitle: row("vacancy_title"), since: application.stateAt)
        }
    }

    /// How many applications wait for at least so many days, and since when the first does.
    package static func count(municipalities: [String], days: Int, now: Moment, in db: any SQLConnection) throws
        -> (count: Int, oldest: Moment?)
    {
        let row = try db.first(
            """
            SELECT COUNT(*) AS amount, MIN(a.state_at) AS oldest FROM application a
            WHERE a.municipality_code IN (\(list: municipalities)) AND \(condition(since: now - .days(days)))
            """)
        return try (row?("amount") ?? 0, row?("oldest") ?? nil)
    }
}
