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
        /// How many wait, those of `quiet` among them.
        package let count: Int
        /// Of how many a talk stands still: they had an answer, and then nothing.
        package let quiet: Int
        /// Since when the first of them waits for an answer; where only talks stand still, since when the first does.
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
        /// Since when the organisation owes an answer; of a talk that stands still, since when nothing was heard.
        package let since: Moment
        /// The talk stands still: there was an answer, and then nothing.
        package let isQuiet: Bool
    }

    /// Holds for an application `a` without an answer since `limit`. Who accepted a place from the waiting list waits
    /// from that moment, also after an earlier answer.
    static func condition(since limit: Moment) -> SQL {
        """
        a.state IN (\(VacancyApplication.State.received), \(VacancyApplication.State.talking))
        AND a.confirmed_at <= \(limit) AND a.state_at <= \(limit) AND (a.answered_at IS NULL OR (\(accepted)))
        """
    }

    /// What the centre sees: no answer since `limit`, or a talk that stands still for much longer.
    private static func forCentre(since limit: Moment, now: Moment) -> SQL {
        """
        a.state IN (\(VacancyApplication.State.received), \(VacancyApplication.State.talking))
        AND a.state_at <= \(limit) AND ((\(condition(since: limit))) OR (\(quiet(now))))
        """
    }

    private static func quiet(_ now: Moment) -> SQL {
        "\(QuietTalks.condition(since: now - .days(QuietTalks.centreDays))) AND NOT (\(accepted))"
    }

    /// Since when an application `a` waits.
    fileprivate static func since(_ now: Moment) -> SQL {
        "CASE WHEN \(quiet(now)) THEN \(QuietTalks.heard) ELSE a.state_at END"
    }

    /// Holds for an application `a` whose applicant took the place that was offered, and heard nothing of the
    /// organisation since.
    static var accepted: SQL {
        """
        a.state = \(VacancyApplication.State.talking) AND a.offer_until IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM application_message m WHERE m.application_id = a.id AND m.created_at > a.state_at
            AND m.author = \(ApplicationMessage.Author.organisation))
        """
    }

    /// Where a page of the list ended.
    package struct Place: Sendable {
        /// Only talks that stand still.
        package let isQuiet: Bool
        package let oldest: Moment
        package let number: Int

        package init(_ item: Item) {
            isQuiet = item.quiet == item.count
            oldest = item.oldest
            number = item.organisationNumber
        }

        /// Reads `text` back; `nil` when it is anything else.
        package init?(_ text: String) {
            let parts = text.split(separator: "-")
            guard parts.count == 3, let quiet = Int(parts[0]), let milliseconds = Int64(parts[1]),
                let number = Int(parts[2])
            else { return nil }
            isQuiet = quiet == 1
            oldest = Moment(milliseconds: milliseconds)
            self.number = number
        }

        package var text: String { "\(isQuiet ? 1 : 0)-\(oldest.milliseconds)-\(number)" }

        func after(_ now: Moment) -> SQL {
            let (kind, first) = (Overdue.onlyQuiet(now), SQL("MIN(\(Overdue.since(now)))"))
            let rank = isQuiet ? 1 : 0
            return """
                (\(kind) > \(rank) OR (\(kind) = \(rank)
                    AND (\(first) > \(oldest) OR (\(first) = \(oldest) AND o.number > \(number)))))
                """
        }
    }

    /// Of an organisation: 1 when all that waits there is talks that stand still.
    private static func onlyQuiet(_ now: Moment) -> SQL { "MIN(CASE WHEN \(quiet(now)) THEN 1 ELSE 0 END)" }

    /// Organisations with overdue applications, the longest wait first; those where only talks stand still at the end.
    ///
    /// - Parameters:
    ///   - days: how long they wait at least.
    ///   - after: where the page before ended.
    package static func list(
        municipalities: [String], days: Int = chaseDays, after: Place? = nil, now: Moment, limit: Int = 200,
        in db: any SQLConnection
    ) throws -> [Item] {
        let from: SQL = after?.after(now) ?? "1 = 1"
        return try db.rows(
            """
            SELECT o.id AS organisation, o.number AS organisation_number, o.name AS organisation_name,
                COUNT(*) AS amount,
                COALESCE(MIN(CASE WHEN \(quiet(now)) THEN NULL ELSE a.state_at END), MIN(\(since(now)))) AS oldest, MAX(a.chased_at) AS chased,
                SUM(CASE WHEN \(quiet(now)) THEN 1 ELSE 0 END) AS quiet
            FROM application a JOIN organisation o ON o.id = a.organisation_id
            WHERE a.municipality_code IN (\(list: municipalities))
            AND \(forCentre(since: now - .days(days), now: now))
            GROUP BY o.id, o.number, o.name HAVING \(from)
            ORDER BY \(onlyQuiet(now)), MIN(\(since(now))), o.number LIMIT \(limit)
            """
        ).map { row in
            try Item(
                organisation: row("organisation"), organisationNumber: row("organisation_number"),
                organisationName: row("organisation_name"), count: row("amount"), quiet: row("quiet"),
                oldest: row("oldest"),
                chasedAt: row("chased"))
        }
    }

    /// The overdue applications themselves, the longest wait first.
    package static func applications(
        municipalities: [String], organisation: Organisation.Identity? = nil, days: Int = chaseDays, now: Moment,
        limit: Int = 200, in db: any SQLConnection
    ) throws -> [Waiting] {
        var conditions: [SQL] = [
            "a.municipality_code IN (\(list: municipalities))", forCentre(since: now - .days(days), now: now),
        ]
        if let organisation { conditions.append("a.organisation_id = \(organisation)") }
        return try waiting(SQL.all(conditions), now: now, limit: limit, in: db)
    }

    static func waiting(_ condition: SQL, now: Moment, limit: Int, in db: any SQLConnection) throws -> [Waiting] {
        try db.rows(
            """
            SELECT a.*, o.number AS organisation_number, o.name AS organisation_name, v.number AS vacancy_number,
                v.title AS vacancy_title, \(since(now)) AS since, CASE WHEN \(quiet(now)) THEN 1 ELSE 0 END AS quiet
            FROM application a JOIN organisation o ON o.id = a.organisation_id JOIN vacancy v ON v.id = a.vacancy_id
            WHERE \(condition) ORDER BY since, a.id LIMIT \(limit)
            """
        ).map { row in
            try Waiting(
                application: VacancyApplication(row: row), organisationNumber: row("organisation_number"),
                organisationName: row("organisation_name"), vacancyNumber: row("vacancy_number"),
                vacancyTitle: row("vacancy_title"), since: row("since"), isQuiet: row("quiet", as: Int.self) == 1)
        }
    }

    /// All that wait, however long the list is.
    package struct Totals: Sendable {
        /// Without an answer, and at how many organisations.
        package let applications: Int
        package let unanswering: Int
        /// Since when the first of those waits.
        package let oldest: Moment?
        /// Talks that stand still, and since when the first does.
        package let quiet: Int
        package let quietSince: Moment?
        /// Organisations with one or the other.
        package let organisations: Int
        /// When an organisation was last asked for an answer.
        package let chasedAt: Moment?
    }

    /// How many applications wait for at least so many days or stand still, and at how many organisations.
    package static func totals(
        municipalities: [String], organisation: Organisation.Identity? = nil, days: Int = chaseDays, now: Moment,
        in db: any SQLConnection
    ) throws -> Totals {
        var conditions: [SQL] = [
            "a.municipality_code IN (\(list: municipalities))", forCentre(since: now - .days(days), now: now),
        ]
        if let organisation { conditions.append("a.organisation_id = \(organisation)") }
        let row = try db.first(
            """
            SELECT COALESCE(SUM(w.quiet), 0) AS quiet, COALESCE(SUM(1 - w.quiet), 0) AS amount,
                COUNT(DISTINCT w.organisation_id) AS organisations,
                COUNT(DISTINCT CASE WHEN w.quiet = 0 THEN w.organisation_id END) AS unanswering,
                MIN(CASE WHEN w.quiet = 0 THEN w.since END) AS oldest,
                MIN(CASE WHEN w.quiet = 1 THEN w.since END) AS quiet_since, MAX(w.chased_at) AS chased
            FROM (SELECT a.organisation_id, a.chased_at, \(since(now)) AS since,
                    CASE WHEN \(quiet(now)) THEN 1 ELSE 0 END AS quiet
                FROM application a WHERE \(SQL.all(conditions))) w
            """)
        return try Totals(
            applications: row?("amount") ?? 0, unanswering: row?("unanswering") ?? 0, oldest: row?("oldest") ?? nil,
            quiet: row?("quiet") ?? 0, quietSince: row?("quiet_since") ?? nil,
            organisations: row?("organisations") ?? 0, chasedAt: row?("chased") ?? nil)
    }
}
