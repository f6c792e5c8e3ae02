package import Core
package import Storage

/// Someone who acts for an organisation.
package struct Member: Sendable {
    package let person: Person
    package let role: OrganisationRole
    package let since: Moment

    /// Managers first, then by name.
    package static func all(of organisation: Organisation.Identity, in db: any SQLConnection) throws -> [Member] {
        try db.rows(
            """
            SELECT p.*, m.role AS role, m.created_at AS member_since FROM membership m JOIN person p ON p.id = m.person_id
            WHERE m.organisation_id = \(organisation) AND p.erased_at IS NULL
            ORDER BY m.role, p.name, p.id
            """
        ).map { row in try Member(person: Person(row: row), role: row("role"), since: row("member_since")) }
    }

    package static func role(
        of person: Person.Identity, in organisation: Organisation.Identity, _ db: any SQLConnection
    )
        throws -> OrganisationRole?
    {
        try db.value(
            "SELECT role FROM membership WHERE organisation_id = \(organisation) AND person_id = \(person)")
    }

    /// Makes someone a member. Whoever is one already keeps the role they have.
    package static func join(
        _ person: Person.Identity, _ organisation: Organisation.Identity, as role: OrganisationRole, now: Moment,
        in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO membership (organisation_id, person_id, role, created_at)
            VALUES (\(organisation), \(person), \(role), \(now)) ON CONFLICT (organisation_id, person_id) DO NOTHING
            """)
    }

    /// Whether nobody but this person manages the organisation.
    static func isLastManager(
        _ person: Person.Identity, of organisation: Organisation.Identity, in db: any SQLConnection
    )
        throws -> Bool
    {
        let managers = try db.rows(
            "SELECT person_id FROM membership WHERE organisation_id = \(organisation) AND role = \(OrganisationRole.manager)"
        ).map { try $0("person_id", as: String.self) }
        return managers == [person.text]
    }

    /// The organisations this person still carries alone; those that stopped do not count.
    package static func managedAlone(by person: Person.Identity, in db: any SQLConnection) throws -> [Organisation] {
        try db.rows(
            """
            SELECT o.* FROM organisation o JOIN membership m ON m.organisation_id = o.id
            WHERE m.person_id = \(person) AND m.role = \(OrganisationRole.manager)
                AND o.state <> \(Organisation.State.stopped) ORDER BY o.sort_key, o.id
            """
        ).map(Organisation.init(row:)).filter { try isLastManager(person, of: $0.id, in: db) }
    }
}
