import Community
import Core
import Storage
import Web

/// The organisation takes a vacancy off the site for a while, or puts it back.
enum PauseVacancy {
    static func perform(_ number: Int, of organisation: Organisation.Identity, visit: Visit, desk: VacancyDesk)
        async throws
    {
        try await desk.change(number, of: organisation) { vacancy, db in
            guard
                try Vacancy.move(
                    vacancy.id, from: [.online], to: .paused,
                    setting: "last_sign_at = \(visit.now), asked_open_at = NULL",
                    now: visit.now, in: db)
            else { throw VacancyDesk.outdated }
            try desk.record("vacature-gepauzeerd", vacancy, by: visit, in: db)
        }
    }
}

enum ResumeVacancy {
    enum Outcome: Sendable { case online, dayPassed, organisationWaits }

    static func perform(_ number: Int, of organisation: Organisation.Identity, visit: Visit, desk: VacancyDesk)
        async throws -> Outcome
    {
        try await desk.change(number, of: organisation) { vacancy, db in
            let outcome = try resume(vacancy, now: visit.now, in: db)
            if outcome == .online { try desk.record("vacature-hervat", vacancy, by: visit, in: db) }
            return outcome
        }
    }

    /// Puts a paused vacancy back on line, in the transaction of whoever asks.
    static func resume(_ vacancy: Vacancy, now: Moment, in db: any SQLConnection) throws -> Outcome {
        if let last = vacancy.lastDay, last < now.day { return .dayPassed }
        guard try vacancy.owner(in: db).mayPublish else { return .organisationWaits }
        guard
            try Vacancy.move(
                vacancy.id, from: [.paused], to: .online, setting: "last_sign_at = \(now), asked_open_at = NULL",
                now: now, in: db)
        else { throw VacancyDesk.outdated }
        return .online
    }
}
