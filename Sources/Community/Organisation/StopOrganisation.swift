import Core
import Services
import Storage
package import Web

/// An organisation leaves the site: by its own choice, or because the centre says so.
package enum StopOrganisation {
    /// - Parameter reason: what the organisation reads, when the centre stops it; may be empty.
    package static func perform(
        _ id: Organisation.Identity, reason: String = "", by visit: Visit, house: House
    ) async throws {
        try await house.database.write { db in
            guard let organisation = try Organisation.find(id, in: db) else { throw WebError.notFound }
            let byCentre = visit.actor.has(MunicipalRole.centre, in: organisation.municipality)
            guard try byCentre || isManager(visit, of: id, in: db) else { throw WebError.notFound }
            let changed = try db.run(
                """
                UPDATE organisation SET state = \(Organisation.State.stopped), feedback = NULL, updated_at = \(visit.now)
                WHERE id = \(id) AND state <> \(Organisation.State.stopped)
                """)
            guard changed == 1 else { throw OrganisationReview.outdated }
            try Tokens.revoke(subject: id.text, purpose: MemberInvitation.purpose, now: visit.now, in: db)
            try house.record(
                Audit.Event("organisatie-gestopt", "organisatie", id.text, municipality: organisation.municipality),
                by: visit, in: db)
            try OrganisationChanged.tell(id, house: house, now: visit.now, in: db)
            try tell(organisation, reason: reason.trimmed, house: house, in: db)
        }
    }

    private static func isManager(_ visit: Visit, of id: Organisation.Identity, in db: any SQLConnection) throws -> Bool
    {
        guard let person = visit.actor.person else { return false }
        return try Member.role(of: Person.Identity(person), in: id, db) == .manager
    }

    private static func tell(_ organisation: Organisation, reason: String, house: House, in db: any SQLConnection)
        throws
    {
        let mail = OrganisationMail(house: house)
        let name = organisation.name
        try mail.toManagers(of: organisation.id, kind: "organisatie-gestopt", in: db) { t in
            var blocks: [Mail.Block] = [
                .paragraph(t("\(name) staat niet meer op de site. Vacatures van jullie zijn niet meer te vinden."))
            ]
            if !reason.isEmpty { blocks.append(.quote(reason)) }
            blocks.append(
                .paragraph(
                    t("Willen jullie later weer verder? Meld je dan opnieuw aan, of bel de vrijwilligerscentrale.")))
            return (t("\(name) is gestopt op deze site"), blocks)
        }
        try mail.toCentre(of: organisation.municipality, kind: "organisatie-gestopt", in: db) { t in
            (
                t("\(name) is gestopt op deze site"),
                [
                    .paragraph(
                        t(
                            "\(name) staat niet meer op de site. Mensen die nog op antwoord wachten, zie je bij de reacties."
                        ))
                ]
            )
        }
    }
}
