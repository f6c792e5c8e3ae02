package import Community
package import Core
import Storage

extension Brokerage {
    static let urgentDays = 5

    /// What waits for this person around applications: for members of organisations people who wait for an answer, for
    /// residents an offered place and the question how it goes.
    package func applicationTasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        guard let id = actor.person else { return [] }
        return try await house.database.read { db in
            let own = try Self.residentTasks(Person.Identity(id), t, now, in: db)
            return try own + actor.organisations.flatMap { try Self.memberTasks($0, t, now, in: db) }
        }
    }

    private static func residentTasks(_ person: Person.Identity, _ t: Texts, _ now: Moment, in db: any SQLConnection)
        throws
        -> [TaskItem]
    {
        let rows = try db.rows(
            """
            SELECT a.*, v.title AS vacancy_title FROM application a JOIN vacancy v ON v.id = a.vacancy_id
            WHERE a.person_id = \(person) AND a.erased_at IS NULL
            AND ((a.state = \(VacancyApplication.State.waiting) AND a.offer_until > \(now))
            OR (a.state = \(VacancyApplication.State.placed) AND a.stopped_at IS NULL
                AND a.care_asked_at IS NOT NULL AND a.care_answer IS NULL))
            ORDER BY a.created_at, a.number LIMIT 20
            """)
        return try rows.map { row in
            let application = try VacancyApplication(row: row)
            let title: String = try row("vacancy_title")
            let path = "/mijn/reacties/\(application.number)"
            if let until = application.offerUntil, application.state == .waiting {
                return TaskItem(
                    function: .verbinden, title: t("Er is een plek vrij voor “\(title)”"),
                    detail: t("Antwoord voor \(t.longDate(until.day)) om \(t.time(until)) uur."), action: t("Kies"),
                    path: path, isUrgent: true, since: until - .days(ApplicationWork.offerDays))
            }
            return TaskItem(
                function: .verbinden, title: t("Gaat het goed bij “\(title)”?"),
                detail: t("Vertel het in een halve minuut."), action: t("Antwoord"), path: path + "/gaat-het",
                since: application.careAskedAt)
        }
    }

    private static func memberTasks(_ membership: Actor.Membership, _ t: Texts, _ now: Moment, in db: any SQLConnection)
        throws
        -> [TaskItem]
    {
        let organisation = membership.organisation
        // The first answer that is owed, and the first that someone wrote since.
        let fresh = try waiting(
            """
            a.organisation_id = \(organisation) AND a.state = \(VacancyApplication.State.received)
            AND a.answered_at IS NULL
            """, in: db)
        // Who took an offered place counts on it: the organisation makes an appointment, or says why not.
        let accepted = try waiting("a.organisation_id = \(organisation) AND \(Overdue.accepted)", in: db)
        let limit = now - .days(urgentDays)
        let path = OrganisationNav.Item.applications.path(membership.number)
        var items: [TaskItem] = []
        let late = fresh.filter { $0.since <= limit }
        items += newTasks(late, isUrgent: true, path, t, now)
        items += newTasks(fresh.filter { $0.since > limit }, isUrgent: false, path, t, now)
        for item in accepted {
            items.append(
                TaskItem(
                    function: .verbinden, title: t("\(item.name) wil de vrije plek bij “\(item.title)”"),
                    detail: t("Wij houden de plek vast. Maak samen een afspraak."), action: t("Bekijk en antwoord"),
                    path: "\(path)/\(item.number)", isUrgent: item.since <= limit, since: item.since))
        }
        // Only where an answer reaches somebody: see `VacancyApplication.hearsOrganisation`.
        let words = try waiting(
            """
            a.organisation_id = \(organisation) AND a.state IN (\(list: VacancyApplication.State.open))
            AND (a.email IS NOT NULL OR a.origin = \(VacancyApplication.Origin.desk))
            AND (a.state <> \(VacancyApplication.State.received) OR a.answered_at IS NOT NULL)
            AND (SELECT m.author FROM application_message m WHERE m.application_id = a.id
                ORDER BY m.created_at DESC, m.id DESC LIMIT 1) = \(ApplicationMessage.Author.applicant)
            """, in: db)
        for item in words.prefix(5) {
            items.append(
                TaskItem(
                    function: .verbinden, title: t("\(item.name) schreef een bericht"), detail: item.title,
                    action: t("Lees en antwoord"), path: "\(path)/\(item.number)", since: item.since))
        }
        // The rest is no line each, and is not left out either.
        if words.count > 5 {
            items.append(
                TaskItem(
                    function: .verbinden,
                    title: t.plural(
                        words.count - 5, "Nog 1 bericht wacht op antwoord",
                        "Nog \(words.count - 5) berichten wachten op antwoord"),
                    detail: t("Kijk in de lijst wie schreef."), action: t("Lees en antwoord"), path: path,
                    since: words[5].since))
        }
        return try items + QuietTalks.tasks(organisation, path, t, now, in: db)
    }

    private struct WaitingPerson: Sendable {
        let number: Int
        let name: String
        let title: String
        let since: Moment
    }

    private static func waiting(_ condition: SQL, in db: any SQLConnection) throws -> [WaitingPerson] {
        try db.rows(
            """
            SELECT a.number, a.name, a.state_at, v.title FROM application a JOIN vacancy v ON v.id = a.vacancy_id
            WHERE \(condition) ORDER BY a.state_at, a.id LIMIT 200
            """
        ).map { try WaitingPerson(number: $0("number"), name: $0("name"), title: $0("title"), since: $0("state_at")) }
    }

    private static func newTasks(_ waiting: [WaitingPerson], isUrgent: Bool, _ path: String, _ t: Texts, _ now: Moment)
        -> [TaskItem]
    {
        guard let oldest = waiting.first else { return [] }
        func age(_ since: Moment) -> String {
            let days = now.day - since.day
            return days == 0 ? t("Sinds vandaag") : t.plural(days, "Wacht 1 dag", "Wacht \(days) dagen")
        }
        if waiting.count > 3 {
            return [
                TaskItem(
                    function: .verbinden, title: t("\(waiting.count) reacties wachten op antwoord"),
                    detail: t("De eerste wacht sinds \(t.date(oldest.since.day))."), action: t("Bekijk en antwoord"),
                    path: path, isUrgent: isUrgent, since: oldest.since)
            ]
        }
        return waiting.map { item in
            TaskItem(
                function: .verbinden, title: t("\(item.name) reageert op “\(item.title)”"), detail: age(item.since),
                action: t("Bekijk en antwoord"), path: "\(path)/\(item.number)", isUrgent: isUrgent, since: item.since)
        }
    }
}
