import Community
import Core
package import Services
import Storage

extension Brokerage {
    /// The night's work on vacancies: close what is over, ask what is silent, pause what stays silent.
    package func vacancyJobs(events: VacancyEvents) -> [Job] {
        [
            Job("vacatures-sluiten", .daily(minute: 15)) { [house] _, now in
                try await VacancyNight.run(house, events) { db in
                    try CloseExpired.perform(house: house, now: now, in: db)
                }
            },
            Job("vacatures-nog-open", .daily(minute: 7 * 60 + 30)) { [house] _, now in
                try await VacancyNight.run(house, events) { db in try StillOpen.pause(house: house, now: now, in: db) }
                while try await house.database.write({ db in try StillOpen.ask(house: house, now: now, in: db) })
                    == StillOpen.batch
                {}
            },
            FollowOrganisation.job(house: house, events: events),
        ]
    }
}

enum VacancyNight {
    /// Repeats a step, each time in a transaction of its own, until it finds less than a full batch.
    static func run(
        _ house: House, _ events: VacancyEvents,
        _ step: @escaping @Sendable (any SQLConnection) throws -> [Vacancy.Identity]
    ) async throws {
        while true {
            let changed = try await house.database.write { db in try step(db) }
            if !changed.isEmpty { await events.changed(changed) }
            if changed.count < StillOpen.batch { return }
        }
    }
}
