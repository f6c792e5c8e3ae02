import Community
import Core
import Storage
import Web

/// An organisation with all the centre wants to know of it.
struct CentreOrganisation: Sendable {
    let organisation: Organisation
    let municipality: String
    /// Names by code, for the changes.
    let municipalities: [String: String]
    let neighbourhood: String?
    let members: Int
    let score: AnswerScore
    let vacancies: [Vacancy.State: Int]
    let online: [Vacancy]
    /// Over the last twelve months, by state.
    let applications: [VacancyApplication.State: Int]
    let overdue: Int
    let history: ObjectHistory

    /// - Throws: `WebError.notFound` for an organisation of another municipality.
    init(_ number: Int, municipalities codes: [String], now: Moment, in db: any SQLConnection) throws {
        guard let organisation = try Organisation.find(number: number, in: db),
            codes.contains(organisation.municipality)
        else { throw WebError.notFound }
        self.organisation = organisation
        let all = try Places.served(in: db)
        municipalities = Dictionary(all.map { ($0.code, $0.name) }) { first, _ in first }
        municipality = municipalities[organisation.municipality] ?? organisation.municipality
        neighbourhood = try organisation.neighbourhood.flatMap { try Places.neighbourhood($0, in: db)?.name }
        members = try db.count("SELECT COUNT(*) FROM membership WHERE organisation_id = \(organisation.id)")
        score = try AnswerScore.of(organisation.id, now: now, in: db)
        vacancies = try Vacancy.counts(of: organisation.id, in: db)
        online = try Vacancy.list(of: organisation.id, state: .online, limit: 20, in: db).items
        applications = try Self.applications(of: organisation.id, since: now - .days(365), in: db)
        overdue = try OrganisationList.overdue([organisation.id], now: now, in: db)[organisation.id] ?? 0
        history = try ObjectHistory(organisation.id.text, in: db)
    }

    private static func applications(of organisation: Organisation.Identity, since: Moment, in db: any SQLConnection)
        throws
        -> [VacancyApplication.State: Int]
    {
        let rows = try db.rows(
            """
            SELECT state, COUNT(*) AS amount FROM application
            WHERE organisation_id = \(organisation) AND confirmed_at >= \(since) GROUP BY state
            """)
        var counts: [VacancyApplication.State: Int] = [:]
        for row in rows { counts[try row("state")] = try row("amount") }
        return counts
    }

    var waits: Bool { organisation.state == .submitted || organisation.hasUnseenChanges }
}
