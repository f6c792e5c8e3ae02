import Community
import Core
import Storage
import Web

/// A draft goes to the centre. An organisation that waits for its own approval may do this already.
enum SubmitVacancy {
    /// - Returns: whether it went; `false` when something is still missing in it.
    static func perform(_ number: Int, of organisation: Organisation.Identity, visit: Visit, desk: VacancyDesk)
        async throws -> Bool
    {
        try await desk.change(number, of: organisation) { vacancy, db in
            guard vacancy.state == .draft, !vacancy.isTemplate else { throw VacancyDesk.outdated }
            let name = try Places.municipality(vacancy.municipality, in: db)?.name ?? ""
            let fields = VacancyDraft(vacancy, municipality: name).fields
            guard VacancyDraft.validated(fields, as: .complete, today: visit.today).draft != nil else { return false }
            try send(vacancy, by: visit, desk: desk, in: db)
            return true
        }
    }

    /// Moves a complete draft, in the transaction of its last change.
    static func send(_ vacancy: Vacancy, by visit: Visit, desk: VacancyDesk, in db: any SQLConnection) throws {
        guard try vacancy.owner(in: db).state != .stopped,
            try Vacancy.move(
                vacancy.id, from: [.draft], to: .submitted,
                setting: "submitted_at = \(visit.now), last_sign_at = \(visit.now)", now: visit.now, in: db)
        else { throw VacancyDesk.outdated }
        try desk.record("vacature-ingediend", vacancy, by: visit, in: db)
    }
}

/// The organisation takes a vacancy back before the centre looked at it.
enum WithdrawSubmission {
    static func perform(_ number: Int, of organisation: Organisation.Identity, visit: Visit, desk: VacancyDesk)
        async throws
    {
        try await desk.change(number, of: organisation) { vacancy, db in
            guard try Vacancy.move(vacancy.id, from: [.submitted], to: .draft, now: visit.now, in: db) else {
                throw VacancyDesk.outdated
            }
            try desk.record("vacature-teruggenomen", vacancy, by: visit, in: db)
        }
    }
}
