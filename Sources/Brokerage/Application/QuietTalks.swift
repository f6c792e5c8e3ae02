import Community
import Core
import Storage

/// Talks between an organisation and an applicant of which nothing was heard for long: answered, and then forgotten.
enum QuietTalks {
    /// After so many days without news the organisation is asked how it stands.
    static let organisationDays = 30
    /// After so many days the volunteer centre calls.
    static let centreDays = 60

    /// Holds for an application `a` that is in talks, was answered, and brought no news since `limit`: no other state
    /// and no word of either side.
    static func condition(since limit: Moment) -> SQL {
        """
        a.state = \(VacancyApplication.State.talking) AND a.answered_at IS NOT NULL AND a.state_at <= \(limit)
        AND NOT EXISTS (SELECT 1 FROM application_message q WHERE q.application_id = a.id AND q.created_at > \(limit))
        """
    }

    /// When the last thing was heard of an application `a`.
    static let heard: SQL = """
        COALESCE((SELECT MAX(q.created_at) FROM application_message q WHERE q.application_id = a.id
            AND q.created_at > a.state_at), a.state_at)
        """

    /// For the organisation: the longest silence first. Where the applicant wrote last it
    /// stands among the messages that wait for an answer, and not here; so does who took an offered place.
    static func tasks(
        _ organisation: Organisation.Identity, _ path: String, _ t: Texts, _ now: Moment, in db: any SQLConnection
    )
        throws -> [TaskItem]
    {
        let rows = try db.rows(
            """
            SELECT a.number, a.name, v.title, \(heard) AS heard FROM application a JOIN vacancy v ON v.id = a.vacancy_id
            WHERE a.organisation_id = \(organisation) AND \(condition(since: now - .days(organisationDays)))
            AND NOT (\(Overdue.accepted)) AND COALESCE((SELECT m.author FROM application_message m
                WHERE m.application_id = a.id ORDER BY m.created_at DESC, m.id DESC LIMIT 1), '')
                <> \(ApplicationMessage.Author.applicant)
            ORDER BY heard, a.id LIMIT 200
            """)
        let talks = try rows.map { row in
            (
                number: try row("number", as: Int.self), name: try row("name", as: String.self),
                title: try row("title", as: String.self), heard: try row("heard", as: Moment.self)
            )
        }
        guard let first = talks.first else { return [] }
        if talks.count > 3 {
            return [
                TaskItem(
                    function: .verbinden, title: t("\(talks.count) gesprekken staan stil"),
                    detail: t("Van de eerste hoorden we niets sinds \(t.date(first.heard.day))."),
                    action: t("Laat weten hoe het staat"), path: path, since: first.heard)
            ]
        }
        return talks.map { talk in
            let days = now.day - talk.heard.day
            return TaskItem(
                function: .verbinden, title: t("Hoe staat het met \(talk.name)?"),
                detail: t("In gesprek over “\(talk.title)”. Al \(days) dagen geen nieuws."),
                action: t("Laat weten hoe het staat"), path: "\(path)/\(talk.number)", since: talk.heard)
        }
    }
}
