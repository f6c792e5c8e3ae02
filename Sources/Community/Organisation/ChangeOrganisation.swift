import Core
import Services
import Storage
import Web

/// A manager changes what the organisation says about itself.
enum ChangeOrganisation {
    enum Outcome: Sendable {
        case saved
        /// The organisation was sent back, and now waits for the centre again.
        case submittedAgain
        /// Saved and visible; the centre looks at what changed.
        case centreLooks
    }

    static func perform(_ id: Organisation.Identity, _ draft: OrganisationDraft, by visit: Visit, house: House)
        async throws
        -> Outcome
    {
        try await house.database.write { db in
            guard let person = visit.actor.person, let old = try Organisation.find(id, in: db),
                try Member.role(of: Person.Identity(person), in: id, db) == .manager, old.state != .stopped
            else { throw WebError.notFound }
            try Organisation.update(id, draft, now: visit.now, in: db)
            guard let new = try Organisation.find(id, in: db) else { throw WebError.notFound }
            let outcome = try follow(old, new, house: house, now: visit.now, in: db)
            try house.record(
                Audit.Event("organisatie-gewijzigd", "organisatie", id.text, municipality: new.municipality), by: visit,
                in: db)
            try OrganisationChanged.tell(id, house: house, now: visit.now, in: db)
            return outcome
        }
    }

    private static func follow(
        _ old: Organisation, _ new: Organisation, house: House, now: Moment, in db: any SQLConnection
    ) throws -> Outcome {
        switch old.state {
        case .submitted, .stopped: return .saved
        case .returned:
            try db.run(
                """
                UPDATE organisation SET state = \(Organisation.State.submitted), submitted_at = \(now), feedback = NULL
                WHERE id = \(new.id) AND state = \(Organisation.State.returned)
                """)
            try tellCentre(new, house: house, in: db)
            return .submittedAgain
        case .approved: return try flag(old, new, now: now, in: db)
        }
    }

    /// Puts the changes before the centre; taking them back takes the organisation off its list again.
    private static func flag(_ old: Organisation, _ new: Organisation, now: Moment, in db: any SQLConnection) throws
        -> Outcome
    {
        let approved = old.approvedCopy.flatMap(OrganisationSnapshot.init(json:)) ?? OrganisationSnapshot(old)
        let isSame = approved == OrganisationSnapshot(new)
        let submitted = isSame ? new.approvedAt : old.hasUnseenChanges ? old.submittedAt : now
        try db.run(
            """
            UPDATE organisation SET approved_copy = \(approved.json), submitted_at = \(submitted) WHERE id = \(new.id)
            """)
        return isSame ? .saved : .centreLooks
    }

    private static func tellCentre(_ organisation: Organisation, house: House, in db: any SQLConnection) throws {
        let name = organisation.name
        let number = organisation.number
        try OrganisationMail(house: house).toCentre(of: organisation.municipality, kind: "organisatie-opnieuw", in: db)
        { t in
            (
                t("\(name) is aangepast en wacht op controle"),
                [
                    .paragraph(t("\(name) heeft de gegevens aangepast en opnieuw ingestuurd.")),
                    .button(label: t("Bekijk de organisatie"), url: house.origin + "/centrale/organisaties/\(number)"),
                ]
            )
        }
    }
}
