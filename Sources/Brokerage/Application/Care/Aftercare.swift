import Community
import Core
import Formats
import Services
import Storage

/// Two weeks after a placement the site asks how it goes. Who says it could be better is heard by the volunteer centre.
enum CareAnswer: String, Sendable, CaseIterable, SQLConvertible {
    case good = "goed"
    case question = "vraag"
    case stops = "stopt"

    var label: Text {
        switch self {
        case .good: Text("Ja, het gaat goed")
        case .question: Text("Het kan beter, of ik heb een vraag")
        case .stops: Text("Ik ben gestopt")
        }
    }
}

extension ApplicationWork {
    static let careDays = 14
    /// Older placements are not asked any more, as after an import of years.
    static let careLimitDays = 60

    /// Asks those whose two weeks have passed. At most `limit` of them.
    ///
    /// - Returns: how many were asked.
    func askCare(limit: Int, in db: any SQLConnection) throws -> Int {
        let due = try db.rows(
            """
            SELECT * FROM application WHERE placed_at <= \(now - .days(Self.careDays))
            AND placed_at > \(now - .days(Self.careLimitDays)) AND stopped_at IS NULL AND care_asked_at IS NULL
            AND email IS NOT NULL ORDER BY placed_at, number LIMIT \(limit)
            """
        ).map(VacancyApplication.init(row:))
        for application in due {
            try db.run(
                "UPDATE application SET care_asked_at = \(now) WHERE id = \(application.id) AND care_asked_at IS NULL")
            try mailCare(try dossier(application.id, in: db), in: db)
            try record("nazorg-gevraagd", application, in: db)
        }
        return due.count
    }

    /// Puts those whose two weeks have passed and who cannot be mailed on the list of the centre; the desk calls its own.
    func oweCalls(limit: Int, in db: any SQLConnection) throws -> Int {
        let due = try db.rows(
            """
            SELECT a.* FROM application a WHERE a.placed_at <= \(now - .days(Self.careDays))
            AND a.placed_at > \(now - .days(Self.careLimitDays)) AND a.stopped_at IS NULL AND a.care_asked_at IS NULL
            AND a.email IS NULL AND a.erased_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM desk_proposal d JOIN intake i ON i.id = d.intake_id
                WHERE d.application_id = a.id AND i.state <> \(Intake.State.closed))
            ORDER BY a.placed_at, a.number LIMIT \(limit)
            """
        ).map(VacancyApplication.init(row:))
        for application in due {
            try db.run("UPDATE application SET care_asked_at = \(now) WHERE id = \(application.id)")
            try CareCall.owe(application, .noMail, now: now, in: db)
            try record("nazorg-bellen", application, in: db)
        }
        return due.count
    }

    private func mailCare(_ dossier: ApplicationDossier, in db: any SQLConnection) throws {
        let link = try followLink(dossier.application, in: db)
        let title = dossier.vacancy.title
        try tellApplicant(
            dossier, kind: "nazorg", link: link, subject: { t in t("Gaat het goed bij “\(title)”?") }, in: db
        ) { t in
            [.paragraph(t("Je doet nu twee weken mee bij \(dossier.organisation.name). Hoe gaat het?"))]
                + CareAnswer.allCases.map { answer in
                    .button(label: t(answer.label), url: link + "/gaat-het?antwoord=" + answer.rawValue)
                }
        }
    }

    /// - Returns: whether there was a placement to answer for.
    func answerCare(
        _ id: VacancyApplication.Identity, _ answer: CareAnswer, text: String?, in db: any SQLConnection
    ) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE application SET care_answer = \(answer), care_text = \(text),
                care_asked_at = COALESCE(care_asked_at, \(now))
            WHERE id = \(id) AND state = \(VacancyApplication.State.placed) AND erased_at IS NULL
            """)
        guard changed == 1 else { return false }
        let dossier = try dossier(id, in: db)
        try record("nazorg-beantwoord", dossier.application, details: ["antwoord": .string(answer.rawValue)], in: db)
        switch answer {
        case .good: try CareCall.settle(id, now: now, in: db)
        case .question:
            try CareCall.owe(dossier.application, .question, now: now, in: db)
            try tellCentre(dossier, text, in: db)
        case .stops: _ = try stop(id, reason: .other, text: nil, by: .applicant, in: db)
        }
        return true
    }

    /// The form says that the centre gets the name and the address with this answer.
    private func tellCentre(_ dossier: ApplicationDossier, _ text: String?, in db: any SQLConnection) throws {
        let centre = try db.first(
            """
            SELECT c.name, c.email FROM centre c JOIN municipality m ON m.centre_id = c.id
            WHERE m.code = \(dossier.application.municipality)
            """)
        guard let centre, let address = dossier.application.email else { return }
        let application = dossier.application
        let t = house.t(.dutch)
        let contact = ([address] + (application.phone.map { [$0] } ?? [])).joined(separator: ", ")
        try house.mail(
            Mail(
                to: centre("email"), name: centre("name"),
                subject: t("Een vrijwilliger heeft een vraag of vindt dat het beter kan"),
                kind: "nazorg-centrale",
                [
                    .paragraph(
                        t(
                            "\(application.name) is geplaatst bij \(dossier.organisation.name), “\(dossier.vacancy.title)”, en heeft een vraag of vindt dat het beter kan."
                        )),
                    .paragraph(t("Neem contact op: \(contact)")),
                ] + quote(text ?? "")
                    + [.button(label: t("Naar de lijst"), url: house.origin + CareRoutes.page)]), in: db)
    }
}
