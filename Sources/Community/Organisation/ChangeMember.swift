import Core
import Formats
import Services
import Storage
import Web

/// Who may do what in an organisation changes; one manager always stays.
struct ChangeMember: Sendable {
    let house: House

    enum Outcome: Sendable {
        case done
        /// Nobody would be left to manage the organisation.
        case lastManager
    }

    func give(_ role: OrganisationRole, to person: Person.Identity, in membership: Actor.Membership, by visit: Visit)
        async throws -> Outcome
    {
        try await house.database.write { db in
            let organisation = try ManagedOrganisation.find(membership, by: visit, in: db)
            guard let old = try Member.role(of: person, in: organisation.id, db) else { throw WebError.notFound }
            if old == role { return .done }
            if role == .member, try Member.isLastManager(person, of: organisation.id, in: db) { return .lastManager }
            try db.run(
                "UPDATE membership SET role = \(role) WHERE organisation_id = \(organisation.id) AND person_id = \(person)"
            )
            try record("lid-rol", person, organisation, role, by: visit, in: db)
            return .done
        }
    }

    func remove(_ person: Person.Identity, from membership: Actor.Membership, by visit: Visit) async throws -> Outcome {
        try await house.database.write { db in
            let organisation = try ManagedOrganisation.find(membership, by: visit, in: db)
            guard try Member.role(of: person, in: organisation.id, db) != nil else { throw WebError.notFound }
            if try Member.isLastManager(person, of: organisation.id, in: db) { return .lastManager }
            try end(person, organisation, in: db)
            try record("lid-weg", person, organisation, nil, by: visit, in: db)
            try tell(person, organisation, in: db)
            return .done
        }
    }

    /// Whoever asks leaves by their own choice.
    func leave(_ membership: Actor.Membership, by visit: Visit) async throws -> Outcome {
        let person = Person.Identity(try visit.person())
        return try await house.database.write { db in
            guard let organisation = try Organisation.find(membership.organisation, in: db),
                try Member.role(of: person, in: organisation.id, db) != nil
            else { throw WebError.notFound }
            if try Member.isLastManager(person, of: organisation.id, in: db) { return .lastManager }
            try end(person, organisation, in: db)
            try record("lid-vertrokken", person, organisation, nil, by: visit, in: db)
            return .done
        }
    }

    private func end(_ person: Person.Identity, _ organisation: Organisation, in db: any SQLConnection) throws {
        try db.run("DELETE FROM membership WHERE organisation_id = \(organisation.id) AND person_id = \(person)")
    }

    private func record(
        _ action: String, _ person: Person.Identity, _ organisation: Organisation, _ role: OrganisationRole?,
        by visit: Visit, in db: any SQLConnection
    ) throws {
        try house.record(
            Audit.Event(
                action, "organisatie", organisation.id.text, municipality: organisation.municipality,
                details: ["persoon": .string(person.text), "rol": role.map { .string($0.rawValue) } ?? .null]),
            by: visit,
            in: db)
    }

    private func tell(_ person: Person.Identity, _ organisation: Organisation, in db: any SQLConnection) throws {
        guard let person = try Person.find(person, in: db) else { return }
        let name = organisation.name
        try OrganisationMail(house: house).send(to: person, kind: "lid-weg", in: db) { t in
            (
                t("Je hoort niet meer bij de pagina van \(name)"),
                [
                    .paragraph(
                        t(
                            "Een beheerder van \(name) heeft je van de pagina gehaald. Klopt dat niet? Vraag het dan na bij de organisatie."
                        ))
                ]
            )
        }
    }
}
