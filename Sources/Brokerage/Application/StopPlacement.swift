import Community
package import Core
import Formats
import Services
import Storage

extension VacancyApplication {
    /// Why a placement ended. Kept in `reason` once `stoppedAt` is set.
    package enum StopReason: String, Sendable, CaseIterable, SQLConvertible {
        case finished = "klaar"
        case noTime = "geen-tijd"
        case noFit = "past-niet"
        case moved = "verhuisd"
        case other = "anders"

        package var label: Text {
            switch self {
            case .finished: Text("Het werk is klaar")
            case .noTime: Text("Er is geen tijd meer voor")
            case .noFit: Text("Het past toch niet")
            case .moved: Text("Verhuisd")
            case .other: Text("Een andere reden")
            }
        }
    }
}

/// A placement ends, said by either side; its place goes to who waits.
extension ApplicationWork {
    /// - Returns: whether the placement was still running.
    func stop(
        _ id: VacancyApplication.Identity, reason: VacancyApplication.StopReason, text: String?,
        by author: ApplicationMessage.Author, in db: any SQLConnection
    ) throws -> Bool {
        guard let dossier = try end(id, reason, text, by: author, in: db) else { return false }
        switch author {
        case .applicant: try mailStopToOrganisation(dossier, reason, text, in: db)
        case .organisation: try mailStopToApplicant(dossier, text, in: db)
        }
        try moveUp(dossier.vacancy.id, in: db)
        return true
    }

    /// Ends up to `limit` placements at an organisation that left the site: nobody there looks after them here any more.
    ///
    /// - Returns: how many there were.
    func endPlacements(at organisation: Organisation.Identity, limit: Int, in db: any SQLConnection) throws -> Int {
        let rows = try db.rows(
            """
            SELECT id FROM application WHERE organisation_id = \(organisation)
            AND state = \(VacancyApplication.State.placed) AND stopped_at IS NULL ORDER BY confirmed_at, id LIMIT \(limit)
            """)
        for row in rows {
            guard let dossier = try end(row("id"), .other, nil, by: .organisation, in: db) else { continue }
            try mailOrganisationLeft(dossier, in: db)
        }
        return rows.count
    }

    /// - Returns: the dossier after the change; `nil` when the placement did not run any more.
    private func end(
        _ id: VacancyApplication.Identity, _ reason: VacancyApplication.StopReason, _ text: String?,
        by author: ApplicationMessage.Author, in db: any SQLConnection
    ) throws -> ApplicationDossier? {
        let changed = try db.run(
            """
            UPDATE application SET stopped_at = \(now), state_at = \(now), reason = \(reason), reason_text = \(text)
            WHERE id = \(id) AND state = \(VacancyApplication.State.placed) AND stopped_at IS NULL
            """)
        guard changed == 1 else { return nil }
        let dossier = try dossier(id, in: db)
        try record(
            "plaatsing-gestopt", dossier.application,
            details: ["reden": .string(reason.rawValue), "door": .string(author.rawValue)], in: db)
        return dossier
    }

    private func mailOrganisationLeft(_ dossier: ApplicationDossier, in db: any SQLConnection) throws {
        let organisation = dossier.organisation.name
        let title = dossier.vacancy.title
        try tellApplicant(
            dossier, kind: "plaatsing-gestopt", subject: { t in t("\(organisation) is gestopt op deze site") }, in: db
        ) { t in
            [
                .paragraph(
                    t("\(organisation) doet niet meer mee op deze site. Daarom staat “\(title)” hier nu als gestopt.")),
                .paragraph(t("Bedankt voor je inzet. Ga je daar nog door? Dat spreek je af met de organisatie zelf.")),
                .button(
                    label: t("Bekijk andere vacatures"), url: house.origin + dossier.vacancy.othersLikeThis),
            ]
        }
    }

    private func mailStopToOrganisation(
        _ dossier: ApplicationDossier, _ reason: VacancyApplication.StopReason, _ text: String?,
        in db: any SQLConnection
    ) throws {
        let name = dossier.application.name
        let title = dossier.vacancy.title
        try tellOrganisation(
            dossier, kind: "plaatsing-gestopt", subject: { t in t("\(name) stopt met “\(title)”") }, in: db
        ) { t in
            let why = t(reason.label)
            return [.paragraph(t("\(name) stopt met “\(title)”.")), .paragraph(t("Reden: \(why)"))]
                + (text.map { [.quote($0)] } ?? [])
        }
    }

    private func mailStopToApplicant(_ dossier: ApplicationDossier, _ text: String?, in db: any SQLConnection) throws {
        let organisation = dossier.organisation.name
        let title = dossier.vacancy.title
        try tellApplicant(
            dossier, kind: "plaatsing-gestopt", subject: { t in t("Je werk bij “\(title)” is gestopt") }, in: db
        ) { t in
            [
                .paragraph(
                    t("\(organisation) heeft doorgegeven dat je gestopt bent met “\(title)”. Bedankt voor je inzet.")),
                .paragraph(t("Klopt dit niet? Stuur dan een bericht.")),
            ]
                + (text.map { [.quote($0)] } ?? [])
        }
    }
}
