import Community
import Core
import Formats
import Services
import Storage
import Web

/// What every action on an application works with: the house, who causes it, and when. Each action is an extension in a
/// file of its own; it runs inside one transaction of its caller and answers what came of it.
struct ApplicationWork: Sendable {
    let house: House
    let cause: Audit.Cause
    let now: Moment

    init(_ house: House, _ visit: Visit) {
        self.house = house
        cause = visit.cause
        now = visit.now
    }

    /// - Parameter program: the job or command that acts, for the audit log.
    init(_ house: House, program: String, now: Moment) {
        self.house = house
        cause = .program(program)
        self.now = now
    }

    /// Writes the change down, and lets the search know that the vacancy may have other places free.
    func record(
        _ action: String, _ application: VacancyApplication, details: JSONValue = [:], in db: any SQLConnection
    ) throws {
        let event = Audit.Event(
            action, "reactie", application.id.text, municipality: application.municipality, details: details)
        try Audit.record(event, by: cause, now: now, in: db)
        // Who was introduced by the desk is followed there.
        try DeskFollow(work: DeskWork(house, cause: cause, now: now)).follow(application.id, in: db)
        try db.notify(VacancyShelf.channel, application.vacancy.text)
        try VacancyPressure.refresh(application.vacancy, in: application.municipality, now: now, db)
    }

    /// The application as it stands after a change, with what it is about.
    func dossier(_ id: VacancyApplication.Identity, in db: any SQLConnection) throws -> ApplicationDossier {
        guard let application = try VacancyApplication.find(id, in: db) else { throw WebError.notFound }
        return try ApplicationDossier(application, in: db)
    }
}
