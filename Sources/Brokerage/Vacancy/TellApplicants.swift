import Community
import Core
import Storage
import Web

/// Everyone who still waits for an answer hears that the vacancy closed.
enum TellApplicants {
    /// The vacancy must be closed already, so that nobody moves up into a place that is gone.
    static func closed(
        _ vacancy: Vacancy, reason: ClosingReason, work: ApplicationWork, in db: any SQLConnection
    ) throws {
        let open = try db.rows(
            """
            SELECT * FROM application WHERE vacancy_id = \(vacancy.id)
            AND state IN (\(list: VacancyApplication.State.open)) ORDER BY confirmed_at, id LIMIT 500
            """
        ).map(VacancyApplication.init(row:))
        for application in open {
            _ = try work.decline(application, reason == .filled ? .filled : .vacancyStopped, "", in: db)
        }
    }
}
