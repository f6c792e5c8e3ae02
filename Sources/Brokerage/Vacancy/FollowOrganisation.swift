import Community
import Core
import Services
import Storage

/// What an organisation's change does to its vacancies: those of one that stopped close, who waits is told and
/// who was placed too; those of one that may not publish now pause, and the search learns a new name.
enum FollowOrganisation {
    static let batch = 100

    static func job(house: House, events: VacancyEvents) -> Job {
        Job(OrganisationChanged.job) { payload, now in
            let id = Organisation.Identity(payload)
            let work = ApplicationWork(house, program: "organisatie-veranderd", now: now)
            while true {
                let changed = try await house.database.write { db in try step(id, work: work, now: now, in: db) }
                if changed.isEmpty { break }
                await events.changed(changed)
            }
            try await house.database.write { db in try leaveNobodyWaiting(id, work: work, now: now, in: db) }
            while true {
                let ended = try await house.database.write { db in try endPlacements(id, work: work, in: db) }
                if ended < batch { break }
            }
            let online = try await house.database.read { db in
                try db.rows("SELECT id FROM vacancy WHERE organisation_id = \(id) AND state = \(Vacancy.State.online)")
                    .map { row in
                        try row("id", as: Vacancy.Identity.self)
                    }
            }
            await events.changed(online)
            try await house.database.write { db in for vacancy in online { try Vacancy.tell(vacancy, in: db) } }
        }
    }

    /// Nobody works at an organisation that stopped: who waits there for an answer, also at a vacancy that closed
    /// before, hears that none will come.
    private static func leaveNobodyWaiting(
        _ id: Organisation.Identity, work: ApplicationWork, now: Moment, in db: any SQLConnection
    ) throws {
        let state = try db.value("SELECT state FROM organisation WHERE id = \(id)", as: Organisation.State.self)
        guard state == .stopped else { return }
        let open = try db.rows(
            """
            SELECT * FROM application WHERE organisation_id = \(id)
            AND state IN (\(list: VacancyApplication.State.open)) ORDER BY confirmed_at, id
            """
        ).map(VacancyApplication.init(row:))
        for application in open { _ = try work.decline(application, .vacancyStopped, "", in: db) }
        try HoursReturned(house: work.house).stopped(id, now: now, in: db)
    }

    /// Placements at an organisation that stopped end too: nobody asks after them any more, and their years of keeping
    /// begin. Up to one batch.
    ///
    /// - Returns: how many ended.
    private static func endPlacements(
        _ id: Organisation.Identity, work: ApplicationWork, in db: any SQLConnection
    ) throws -> Int {
        let state = try db.value("SELECT state FROM organisation WHERE id = \(id)", as: Organisation.State.self)
        guard state == .stopped else { return 0 }
        return try work.endPlacements(at: id, limit: batch, in: db)
    }

    /// Does up to one batch, and gives the vacancies it moved; none means that all is done.
    private static func step(
        _ id: Organisation.Identity, work: ApplicationWork, now: Moment, in db: any SQLConnection
    ) throws -> [Vacancy.Identity] {
        guard let state = try db.value("SELECT state FROM organisation WHERE id = \(id)", as: Organisation.State.self)
        else {
            return []
        }
        let from: [Vacancy.State]
        switch state {
        case .stopped: from = [.online, .paused, .submitted]
        case .returned, .submitted: from = [.online]
        case .approved: return []
        }
        let vacancies = try db.rows(
            "SELECT * FROM vacancy WHERE organisation_id = \(id) AND state IN (\(list: from)) ORDER BY created_at, id LIMIT \(batch)"
        ).map(Vacancy.init(row:))
        for vacancy in vacancies {
            if state == .stopped {
                _ = try CloseVacancy.close(vacancy, reason: .cancelled, from: from, now: now, in: db)
                try TellApplicants.closed(vacancy, reason: .cancelled, work: work, in: db)
            } else {
                _ = try Vacancy.move(
                    vacancy.id, from: from, to: .paused, setting: "asked_open_at = NULL", now: now, in: db)
            }
            try Audit.record(
                Vacancy.event(state == .stopped ? "vacature-gesloten" : "vacature-gepauzeerd", vacancy),
                by: .program("organisatie-veranderd"), now: now, in: db)
        }
        return vacancies.map(\.id)
    }
}
