import Community
import Core
import Services
import Storage

/// Vacancies whose last day is over close by themselves, with a mail that names who still waits for an answer.
enum CloseExpired {
    /// - Returns: the vacancies that closed, at most one batch.
    static func perform(house: House, now: Moment, in db: any SQLConnection) throws -> [Vacancy.Identity] {
        let over = try db.rows(
            """
            SELECT * FROM vacancy WHERE state IN (\(Vacancy.State.online), \(Vacancy.State.paused))
            AND last_day < \(now.day) AND is_template = \(false) ORDER BY last_day, id LIMIT \(StillOpen.batch)
            """
        ).map(Vacancy.init(row:))
        let waiting = try Vacancy.openApplications(over.map(\.id), in: db)
        for vacancy in over {
            _ = try CloseVacancy.close(vacancy, reason: .over, from: [.online, .paused], now: now, in: db)
            try Audit.record(Vacancy.event("vacature-afgelopen", vacancy), by: StillOpen.cause, now: now, in: db)
            try tell(vacancy, waiting: waiting[vacancy.id] ?? 0, house: house, in: db)
        }
        return over.map(\.id)
    }

    private static func tell(_ vacancy: Vacancy, waiting: Int, house: House, in db: any SQLConnection) throws {
        let owner = try vacancy.owner(in: db)
        let page = VacancyMail.workplace(vacancy, organisation: owner, house: house)
        let applications = house.origin + "/organisatie/\(owner.number)/reacties?vacature=\(vacancy.number)"
        try VacancyMail.send("vacature-afgelopen", about: vacancy, house: house, in: db) { t in
            let first = t("De laatste dag van deze vacature is voorbij. Daarom hebben we de vacature gesloten.")
            if waiting > 0 {
                let text = t.plural(
                    waiting, "Er wacht nog 1 reactie op antwoord.", "Er wachten nog \(waiting) reacties op antwoord.")
                return (
                    t("Je vacature is gesloten: \(vacancy.title)"),
                    [.paragraph(first), .paragraph(text), .button(label: t("Geef antwoord"), url: applications)]
                )
            }
            return (
                t("Je vacature is gesloten: \(vacancy.title)"),
                [
                    .paragraph(first),
                    .paragraph(t("Zoek je nog mensen? Open de vacature opnieuw of maak een kopie.")),
                    .button(label: t("Bekijk de vacature"), url: page),
                ]
            )
        }
    }
}
