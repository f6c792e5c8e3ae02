import Community
import Core
import Storage
import Web

/// A new vacancy or template of an organisation, as a draft or straight to the centre.
enum CreateVacancy {
    /// - Parameter submits: whether it goes to the centre at once; the draft must then be validated as complete.
    /// - Returns: the number of the new vacancy.
    /// - Throws: `VacancyPlace.Problem`.
    static func perform(
        _ draft: VacancyDraft, submits: Bool, asTemplate: Bool = false, of organisation: Organisation.Identity,
        visit: Visit, desk: VacancyDesk
    ) async throws -> Int {
        try await desk.house.database.write { db in
            guard let row = try db.first("SELECT * FROM organisation WHERE id = \(organisation)") else {
                throw WebError.notFound
            }
            let owner = try Organisation(row: row)
            guard owner.state != .stopped else { throw VacancyDesk.outdated }
            let vacancy = try Vacancy.insert(
                draft, at: try VacancyPlace.find(for: draft, of: owner, in: db), of: owner,
                state: submits && !asTemplate ? .submitted : .draft, isTemplate: asTemplate, now: visit.now, in: db)
            try desk.record(asTemplate ? "sjabloon-gemaakt" : "vacature-gemaakt", vacancy, by: visit, in: db)
            if vacancy.state == .submitted { try desk.record("vacature-ingediend", vacancy, by: visit, in: db) }
            return vacancy.number
        }
    }
}
