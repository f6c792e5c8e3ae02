import Community
import Core
import Formats
import Services
import Storage

/// A message in the thread of an application; the other side gets it by mail.
extension ApplicationWork {
    enum Sent: Sendable { case sent, closed, tooMany, repeated }

    /// To who has no mail the desk passes on what an organisation writes: it gets the task to call.
    ///
    /// - Parameter person: who writes, when that is known.
    func send(
        _ body: String, from author: ApplicationMessage.Author, person: Person.Identity?,
        by channel: ApplicationMessage.Channel = .site, on id: VacancyApplication.Identity, in db: any SQLConnection
    ) throws -> Sent {
        guard let application = try VacancyApplication.find(id, in: db),
            author == .organisation ? application.hearsOrganisation : application.canWrite
        else { return .closed }
        let lately = try ApplicationMessage.sentSince(now - .days(1), to: id, by: author, in: db)
        // A button pressed twice, or a mail server that delivers twice.
        if lately.contains(where: { $0.body == body && now - $0.createdAt < .minutes(10) }) { return .repeated }
        guard lately.count < ApplicationMessage.dailyLimit else { return .tooMany }
        try ApplicationMessage.add(body, to: id, author: author, person: person, channel: channel, now: now, in: db)
        if author == .organisation { try markAnswered(application, in: db) }
        let dossier = try ApplicationDossier(application, in: db)
        try record("bericht-verstuurd", application, details: ["van": .string(author.rawValue)], in: db)
        switch author {
        case .organisation where application.email == nil:
            try DeskFollow(work: DeskWork(house, cause: cause, now: now)).passOn(application, in: db)
        case .organisation: try mailToApplicant(body, dossier, in: db)
        case .applicant: try mailToOrganisation(body, dossier, in: db)
        }
        return .sent
    }

    /// The organisation gave an answer of some kind: the first one counts, and each shows that the vacancy is alive.
    func markAnswered(_ application: VacancyApplication, in db: any SQLConnection) throws {
        try db.run("UPDATE application SET answered_at = \(now) WHERE id = \(application.id) AND answered_at IS NULL")
        try Vacancy.markSign(application.vacancy, now: now, in: db)
    }

    private func mailToApplicant(_ body: String, _ dossier: ApplicationDossier, in db: any SQLConnection) throws {
        let organisation = dossier.organisation.name
        try tellApplicant(
            dossier, kind: "reactie-bericht",
            subject: { t in t("Bericht van \(organisation) over “\(dossier.vacancy.title)”") },
            in: db
        ) { t in [.paragraph(t("\(organisation) schrijft je:")), .quote(body)] }
    }

    private func mailToOrganisation(_ body: String, _ dossier: ApplicationDossier, in db: any SQLConnection) throws {
        let name = dossier.application.name
        try tellOrganisation(
            dossier, kind: "reactie-bericht-organisatie",
            subject: { t in t("Bericht van \(name) over “\(dossier.vacancy.title)”") }, in: db
        ) { t in [.paragraph(t("\(name) schrijft:")), .quote(body)] }
    }
}
