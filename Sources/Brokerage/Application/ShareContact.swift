import Core
import Services
import Storage

/// Whether the organisation sees the applicant's address and number: the applicant's choice, at any time.
extension ApplicationWork {
    /// - Returns: whether anything changed.
    func shareContact(_ id: VacancyApplication.Identity, _ shares: Bool, in db: any SQLConnection) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE application SET shares_contact = \(shares) WHERE id = \(id) AND shares_contact <> \(shares)
            AND erased_at IS NULL
            """)
        guard changed == 1 else { return false }
        let dossier = try dossier(id, in: db)
        try record(shares ? "contact-gedeeld" : "contact-verborgen", dossier.application, in: db)
        guard shares else { return true }
        let name = dossier.application.name
        try tellOrganisation(
            dossier, kind: "reactie-contact", subject: { t in t("\(name) deelt contactgegevens") }, in: db
        ) { t in [.paragraph(t("Je ziet het e-mailadres en telefoonnummer van \(name) nu bij de reactie."))] }
        return true
    }
}
