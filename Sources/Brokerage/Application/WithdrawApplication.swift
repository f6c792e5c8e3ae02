import Core
import Formats
import Services
import Storage

/// The applicant takes the application back, with a reason; the organisation hears it in a neutral sentence.
extension ApplicationWork {
    /// - Returns: whether it was still open.
    func withdraw(
        _ id: VacancyApplication.Identity, reason: VacancyApplication.WithdrawReason, text: String?,
        in db: any SQLConnection
    ) throws -> Bool {
        guard let before = try VacancyApplication.find(id, in: db) else { return false }
        let changed = try db.run(
            """
            UPDATE application SET state = \(VacancyApplication.State.withdrawn), reason = \(reason),
                reason_text = \(text), state_at = \(now), offer_until = NULL
            WHERE id = \(id) AND state IN (\(list: VacancyApplication.State.open))
            """)
        guard changed == 1 else { return false }
        let dossier = try dossier(id, in: db)
        try record("reactie-ingetrokken", before, details: ["reden": .string(reason.rawValue)], in: db)
        let name = before.name
        let title = dossier.vacancy.title
        try tellOrganisation(
            dossier, kind: "reactie-ingetrokken", subject: { t in t("\(name) trekt de reactie op “\(title)” in") },
            in: db
        ) { t in
            let why = t(reason.label)
            return [
                .paragraph(t("\(name) gaat niet verder met “\(title)”. Je hoeft niets meer te doen.")),
                .paragraph(t("Reden: \(why)")),
            ] + (text.map { [.quote($0)] } ?? [])
        }
        if before.holdsPlace { try moveUp(dossier.vacancy.id, in: db) }
        return true
    }
}
