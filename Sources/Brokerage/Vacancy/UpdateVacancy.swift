import Community
import Core
import Formats
import Services
import Storage
import Web

/// A change of what a vacancy says. On line it stays on line; a change of what it is about waits for the centre to look.
enum UpdateVacancy {
    struct Outcome: Sendable {
        let state: Vacancy.State
        /// The change is visible and stands in the centre's queue.
        let waitsForReview: Bool
    }

    /// - Parameters:
    ///   - submits: a draft goes to the centre; it must then be validated as complete.
    ///   - expected: the state for which the draft was validated.
    /// - Throws: `VacancyPlace.Problem`.
    static func perform(
        _ draft: VacancyDraft, number: Int, submits: Bool, expecting expected: Vacancy.State,
        of organisation: Organisation.Identity, visit: Visit, desk: VacancyDesk
    ) async throws -> Outcome {
        try await desk.change(number, of: organisation) { [now = visit.now] vacancy, db in
            guard vacancy.state == expected, vacancy.state != .closed else { throw VacancyDesk.outdated }
            let before = VacancySnapshot.json(vacancy)
            let place = try VacancyPlace.find(for: draft, of: try vacancy.owner(in: db), in: db)
            let written = try Vacancy.update(vacancy, draft, at: place, now: now, in: db)
            let changed = VacancySnapshot.changed(from: before, to: VacancySnapshot.json(written))
            var event = Vacancy.event("vacature-gewijzigd", vacancy)
            event.details = ["velden": JSONValue(changed.map(\.rawValue))]
            try desk.house.record(event, by: visit, in: db)

            switch written.state {
            case .draft:
                if submits { try SubmitVacancy.send(written, by: visit, desk: desk, in: db) }
                return Outcome(state: submits ? .submitted : .draft, waitsForReview: false)
            case .online, .paused:
                try flag(written, now: now, in: db)
                return Outcome(state: written.state, waitsForReview: VacancySnapshot.needsReview(written))
            case .submitted, .closed: return Outcome(state: written.state, waitsForReview: false)
            }
        }
    }

    /// A later `submitted_at` than `published_at` is what puts an online vacancy in the queue of the centre.
    private static func flag(_ vacancy: Vacancy, now: Moment, in db: any SQLConnection) throws {
        if !VacancySnapshot.needsReview(vacancy) {
            try db.run("UPDATE vacancy SET submitted_at = published_at WHERE id = \(vacancy.id)")
        } else if !vacancy.hasUnseenChanges {
            try db.run("UPDATE vacancy SET submitted_at = \(now) WHERE id = \(vacancy.id)")
        }
    }
}

extension Vacancy {
    /// On line or paused with a text the centre has not seen yet.
    package var hasUnseenChanges: Bool {
        guard state == .online || state == .paused, let submittedAt, let publishedAt else { return false }
        return submittedAt > publishedAt
    }
}
