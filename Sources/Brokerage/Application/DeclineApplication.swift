import Community
import Core
import Formats
import Services
import Storage

/// It does not go on: a fixed reason and kind words of the organisation's own.
extension ApplicationWork {
    /// - Returns: whether the application was still open.
    func decline(
        _ application: VacancyApplication, _ reason: VacancyApplication.DeclineReason, _ text: String,
        in db: any SQLConnection
    ) throws -> Bool {
        let words = text.isEmpty ? nil : text
        let changed = try db.run(
            """
            UPDATE application SET state = \(VacancyApplication.State.declined), state_at = \(now), reason = \(reason),
                reason_text = \(words), offer_until = NULL
            WHERE id = \(application.id) AND state IN (\(list: VacancyApplication.State.open))
            """)
        guard changed == 1 else { return false }
        try markAnswered(application, in: db)
        let dossier = try dossier(application.id, in: db)
        try record("reactie-afgewezen", dossier.application, details: ["reden": .string(reason.rawValue)], in: db)
        let title = dossier.vacancy.title
        try tellApplicant(
            dossier, kind: "reactie-afgewezen", subject: { t in t("Je reactie op “\(title)” gaat niet door") }, in: db
        ) { t in
            let why = t(reason.label)
            let other = Mail.Block.button(
                label: t("Bekijk andere vacatures"), url: house.origin + dossier.vacancy.othersLikeThis)
            return [
                .paragraph(
                    t(
                        "Bedankt dat je wilde helpen bij “\(title)”. \(dossier.organisation.name) gaat niet met je verder."
                    )),
                .paragraph(t("Reden: \(why)")),
            ] + quote(text) + [.paragraph(t("Geef niet op. Er is vast iets anders dat bij je past.")), other]
        }
        if application.holdsPlace { try moveUp(dossier.vacancy.id, in: db) }
        return true
    }

    /// Declines several applications of one organisation, each with a mail of its own. What is not open any more stays
    /// as it is.
    ///
    /// - Parameter text: with the signs of `CannedAnswer`, filled in for each person.
    /// - Returns: how many were declined.
    func decline(
        _ numbers: [Int], of organisation: Organisation.Identity, _ reason: VacancyApplication.DeclineReason,
        text: String, in db: any SQLConnection
    ) throws -> Int {
        var count = 0
        for number in numbers {
            guard let application = try VacancyApplication.find(number: number, of: organisation, in: db),
                application.state.isOpen
            else { continue }
            let dossier = try ApplicationDossier(application, in: db)
            if try decline(application, reason, CannedAnswer.fill(text, dossier), in: db) { count += 1 }
        }
        return count
    }
}

extension Vacancy {
    /// The search in the same sector, for who must look further.
    var othersLikeThis: String { "/vacatures?sector=\(sector.rawValue)" }
}
