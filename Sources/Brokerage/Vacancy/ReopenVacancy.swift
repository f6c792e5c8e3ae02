import Community
import Core
import Storage
import Web

/// A closed vacancy comes back: on line when the centre approved it as it is, else as a draft.
enum ReopenVacancy {
    static func perform(_ number: Int, of organisation: Organisation.Identity, visit: Visit, desk: VacancyDesk)
        async throws -> Vacancy.State
    {
        try await desk.change(number, of: organisation) { [now = visit.now] vacancy, db in
            let isPast = vacancy.lastDay.map { $0 < now.day } ?? false
            let mayPublish = try vacancy.owner(in: db).mayPublish
            let isSeen = !VacancySnapshot.needsReview(vacancy)
            let state: Vacancy.State = !isPast && mayPublish && isSeen ? .online : .draft
            let published: SQL = state == .online ? "published_at = \(now), submitted_at = \(now)" : "feedback = NULL"
            guard
                try Vacancy.move(
                    vacancy.id, from: [.closed], to: state,
                    setting: """
                        closed_at = NULL, closed_reason = NULL, last_sign_at = \(now), asked_open_at = NULL, \(published)
                        """, now: now, in: db)
            else { throw VacancyDesk.outdated }
            try desk.record("vacature-heropend", vacancy, by: visit, in: db)
            return state
        }
    }
}
