package import Community
package import Core
import Storage
package import Web

/// What vacancies bring to the module.
extension Brokerage {
    /// - Parameters:
    ///   - events: who must hear of changes.
    ///   - similar: finds open vacancies like one, best first.
    ///   - fit: says how one fits the visitor.
    package func vacancyRoutes(
        _ routes: Routes, events: VacancyEvents, similar: @escaping SimilarVacancies,
        fit: @escaping VacancyFitCard
    ) {
        let desk = VacancyDesk(house: house, events: events)
        PublicVacancyRoutes(house: house, similar: similar, fit: fit).register(routes)
        VacancyWorkspaceRoutes(desk: desk).register(routes)
        VacancyEditorRoutes(desk: desk).register(routes)
        StillOpenRoutes(desk: desk).register(routes)
    }

    /// What waits for members of organisations: returned vacancies, drafts, and what is about to pause or end.
    package func vacancyTasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        if actor.organisations.isEmpty { return [] }
        return try await house.database.read { db in
            try actor.organisations.flatMap { try VacancyTasks(membership: $0, t: t, now: now).items(in: db) }
        }
    }

    /// The first days of one-off vacancies of the person's organisations.
    package func vacancyCalendar(for actor: Actor, t: Texts, from: Day) async throws -> [CalendarEntry] {
        if actor.organisations.isEmpty { return [] }
        return try await house.database.read { db in
            try actor.organisations.flatMap { m in
                try db.rows(
                    """
                    SELECT * FROM vacancy WHERE organisation_id = \(m.organisation)
                    AND state IN (\(Vacancy.State.online), \(Vacancy.State.paused)) AND rhythm = \(Rhythm.once)
                    AND first_day >= \(from) ORDER BY first_day, id LIMIT 50
                    """
                ).map(Vacancy.init(row:)).compactMap { vacancy in entry(vacancy, m) }
            }
        }
    }

    private func entry(_ vacancy: Vacancy, _ m: Actor.Membership) -> CalendarEntry? {
        vacancy.firstDay.map { first in
            CalendarEntry(
                uid: "vacature-\(vacancy.number)", title: vacancy.title, day: first,
                lastDay: vacancy.lastDay == first ? nil : vacancy.lastDay,
                place: vacancy.place.isEmpty ? nil : vacancy.place,
                path: "/organisatie/\(m.number)/vacatures/\(vacancy.number)")
        }
    }
}
