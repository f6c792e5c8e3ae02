import Community
import Core
import Storage

/// What one organisation's vacancies ask of its members.
struct VacancyTasks {
    let membership: Actor.Membership
    let t: Texts
    let now: Moment

    /// A vacancy ends soon from this many days on.
    private static let soon = 14

    func items(in db: any SQLConnection) throws -> [TaskItem] {
        let drafts = try vacancies("state = \(Vacancy.State.draft)", in: db)
        let asked = try vacancies(
            "state = \(Vacancy.State.online) AND asked_open_at IS NOT NULL AND asked_open_at >= last_sign_at", in: db)
        let ending = try vacancies(
            "state = \(Vacancy.State.online) AND last_day >= \(now.day) AND last_day <= \(now.day + Self.soon)", in: db)
        return drafts.filter { $0.feedback != nil }.map(returned) + asked.map(stillOpen)
            + drafts.filter { $0.feedback == nil }.map(draft) + ending.map(end)
    }

    /// The oldest first, a handful of each kind: a home page is no archive.
    private func vacancies(_ condition: SQL, in db: any SQLConnection) throws -> [Vacancy] {
        try db.rows(
            """
            SELECT * FROM vacancy WHERE organisation_id = \(membership.organisation) AND is_template = \(false)
            AND \(condition) ORDER BY updated_at, id LIMIT 10
            """
        ).map(Vacancy.init(row:))
    }

    private func path(_ vacancy: Vacancy) -> String { "/organisatie/\(membership.number)/vacatures/\(vacancy.number)" }

    private func returned(_ vacancy: Vacancy) -> TaskItem {
        TaskItem(
            function: .verbinden, title: t("Pas de vacature aan: \(vacancy.title)"), detail: vacancy.feedback ?? "",
            action: t("Aanpassen"), path: path(vacancy) + "/bewerken", isUrgent: true, since: vacancy.updatedAt)
    }

    private func stillOpen(_ vacancy: Vacancy) -> TaskItem {
        let pause = ((vacancy.askedOpenAt ?? now) + StillOpen.pauseAfter).day
        return TaskItem(
            function: .verbinden, title: t("Is deze plek er nog? \(vacancy.title)"),
            detail: t("Zonder antwoord gaat de vacature op \(t.shortDate(pause, today: now.day)) op pauze."),
            action: t("Antwoord"), path: path(vacancy), isUrgent: true, since: vacancy.askedOpenAt)
    }

    private func draft(_ vacancy: Vacancy) -> TaskItem {
        TaskItem(
            function: .verbinden, title: t("Maak het concept af: \(vacancy.title)"),
            detail: t("Bewaard \(t.ago(vacancy.updatedAt, now: now)). Niemand ziet het nog."), action: t("Verder"),
            path: path(vacancy) + "/bewerken", since: vacancy.updatedAt)
    }

    private func end(_ vacancy: Vacancy) -> TaskItem {
        let last = vacancy.lastDay ?? now.day
        return TaskItem(
            function: .verbinden, title: t("Deze vacature stopt bijna: \(vacancy.title)"),
            detail: t("De laatste dag is \(t.longDate(last)). Daarna sluit de vacature vanzelf."), action: t("Bekijk"),
            path: path(vacancy))
    }
}
