import Community
package import Core
import Services
import Formats
import Storage
import Web

/// Why a vacancy closed.
package enum ClosingReason: String, Sendable, CaseIterable {
    case filled = "vervuld"
    case over = "afgelopen"
    case cancelled = "gaat-niet-door"
    case other = "anders"

    package var label: Text {
        switch self {
        case .filled: Text("We hebben genoeg mensen gevonden")
        case .over: Text("Het werk is gedaan")
        case .cancelled: Text("Het werk gaat niet door")
        case .other: Text("Een andere reden")
        }
    }
}

/// The organisation closes a vacancy. Who still waits for an answer is never forgotten: the organisation answers, or
/// the site says it for them.
enum CloseVacancy {
    enum Applicants: String, Sendable, CaseIterable {
        case answerOurselves = "zelf"
        case tellThem = "afmelden"

        var label: Text {
            switch self {
            case .answerOurselves: Text("Wij geven hun zelf nog antwoord")
            case .tellThem: Text("Laat hun weten dat de vacature is gesloten")
            }
        }
    }

    static func perform(
        _ number: Int, reason: ClosingReason, applicants: Applicants, of organisation: Organisation.Identity,
        visit: Visit, desk: VacancyDesk
    ) async throws {
        try await desk.change(number, of: organisation) { vacancy, db in
            guard try close(vacancy, reason: reason, from: [.online, .paused], now: visit.now, in: db) else {
                throw VacancyDesk.outdated
            }
            var event = Vacancy.event("vacature-gesloten", vacancy)
            event.details = ["reden": .string(reason.rawValue)]
            try desk.house.record(event, by: visit, in: db)
            if applicants == .tellThem {
                try TellApplicants.closed(
                    vacancy, reason: reason, work: ApplicationWork(desk.house, visit), in: db)
            }
        }
    }

    /// Closes in the transaction of whoever asks. Links that asked whether it is still open are worthless afterwards.
    static func close(
        _ vacancy: Vacancy, reason: ClosingReason, from states: [Vacancy.State], now: Moment, in db: any SQLConnection
    ) throws -> Bool {
        try StillOpen.revokeLinks(vacancy, now: now, in: db)
        return try Vacancy.move(
            vacancy.id, from: states, to: .closed,
            setting: "closed_at = \(now), closed_reason = \(reason.rawValue), asked_open_at = NULL", now: now, in: db)
    }
}
