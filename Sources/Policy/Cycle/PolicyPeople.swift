package import Community
import Core
package import Storage

/// The people of a municipality who can own a round, a goal or a task.
package enum PolicyPeople {
    /// Everyone with a role in the municipality, by name.
    package static func staff(of municipality: String, in db: any SQLConnection) throws -> [(id: String, name: String)]
    {
        try people(of: municipality, PolicyAccess.readers, in: db)
    }

    /// The policy officers of the municipality, by name.
    package static func officers(of municipality: String, in db: any SQLConnection) throws -> [(
        id: String, name: String
    )] {
        try people(of: municipality, PolicyAccess.writers, in: db)
    }

    /// - Returns: the name, or `nil` for someone who is no longer there.
    package static func name(_ id: Person.Identity?, in db: any SQLConnection) throws -> String? {
        guard let id else { return nil }
        return try Person.find(id, in: db)?.name
    }

    private static func people(_ rows: [Row]) throws -> [(id: String, name: String)] {
        try rows.map { row in (try row("id"), try row("name")) }
    }

    private static func people(of municipality: String, _ roles: Set<MunicipalRole>, in db: any SQLConnection) throws
        -> [(id: String, name: String)]
    {
        try people(
            db.rows(
                """
                SELECT DISTINCT p.id, p.name FROM municipal_role r JOIN person p ON p.id = r.person_id
                WHERE r.municipality_code = \(municipality) AND r.role IN (\(list: roles.map(\.rawValue).sorted()))
                AND p.erased_at IS NULL ORDER BY p.name, p.id
                """))
    }
}
