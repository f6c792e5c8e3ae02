import Community
import Core
import Formats
import Services
import Storage
import Web

/// Someone answers by the link in the mail: yes, pause or close. The link names no person, so the log names the link.
enum AnswerStillOpen {
    enum Outcome: Sendable { case online, paused, closed, dayPassed, organisationWaits }

    /// - Returns: what came of it and the vacancy as it was, or `nil` when the link no longer works.
    static func perform(
        _ secret: String, _ answer: StillOpen.Answer, reason: ClosingReason, visit: Visit, desk: VacancyDesk
    ) async throws -> (Outcome, Vacancy)? {
        let done = try await desk.house.database.write { [now = visit.now] db -> (Outcome, Vacancy)? in
            guard let vacancy = try StillOpen.look(secret, now: now, in: db) else { return nil }
            let outcome = try apply(answer, reason: reason, to: vacancy, now: now, in: db)
            if outcome == .dayPassed || outcome == .organisationWaits { return (outcome, vacancy) }
            guard try Tokens.consume(secret, for: StillOpen.purpose, now: now, in: db) != nil else { return nil }
            try StillOpen.revokeLinks(vacancy, now: now, in: db)
            var event = Vacancy.event("vacature-nog-open-antwoord", vacancy)
            event.details = ["antwoord": .string(answer.rawValue)]
            let cause = visit.actor.person == nil ? Audit.Cause(actor: "maillink", origin: visit.address) : visit.cause
            try Audit.record(event, by: cause, now: now, in: db)
            return (outcome, vacancy)
        }
        if let done { await desk.events.changed([done.1.id]) }
        return done
    }

    private static func apply(
        _ answer: StillOpen.Answer, reason: ClosingReason, to vacancy: Vacancy, now: Moment, in db: any SQLConnection
    ) throws -> Outcome {
        switch answer {
        case .yes where vacancy.state == .paused:
            switch try ResumeVacancy.resume(vacancy, now: now, in: db) {
            case .online: return .online
            case .dayPassed: return .dayPassed
            case .organisationWaits: return .organisationWaits
            }
        case .yes:
            try Vacancy.markSign(vacancy.id, now: now, in: db)
            return .online
        case .pause:
            let sign: SQL = "last_sign_at = \(now), asked_open_at = NULL"
            _ = try Vacancy.move(vacancy.id, from: [.online], to: .paused, setting: sign, now: now, in: db)
            return .paused
        case .close:
            // Revoking comes after the answer is counted: the link itself must still be good then.
            _ = try Vacancy.move(
                vacancy.id, from: [.online, .paused], to: .closed,
                setting: "closed_at = \(now), closed_reason = \(reason.rawValue), asked_open_at = NULL", now: now,
                in: db)
            return .closed
        }
    }
}
