import Core
import Storage
import Web

/// Somebody who works at a municipality of the administrator, with what the administrator may know.
struct StaffMember: Sendable {
    let person: Person
    /// Only in the municipalities of the administrator.
    let roles: [StaffRole]
    let hasPassword: Bool
    let hasSecondStep: Bool
    /// Signs in with the account of their municipality.
    let hasProvider: Bool
    let lockedUntil: Moment?

    /// - Throws: `WebError.notFound` when the person has no role in the scope.
    static func find(_ id: String, scope: AdministrationScope, in db: any SQLConnection) throws -> StaffMember {
        let condition: SQL = "p.id = \(id)"
        guard let member = try members(where: condition, scope: scope, limit: 1, in: db).first else {
            throw WebError.notFound
        }
        return member
    }

    static let pageSize = 50

    /// Staff by name, from the one after `after` (an id) on.
    static func list(_ words: String?, after: String?, scope: AdministrationScope, in db: any SQLConnection) throws
        -> Page<StaffMember>
    {
        var conditions: [SQL] = []
        if let words {
            let pattern = "%" + escaped(words.lowercased()) + "%"
            conditions.append("(LOWER(p.name) LIKE \(pattern) ESCAPE '!' OR p.email LIKE \(pattern) ESCAPE '!')")
        }
        if let after, let last = try Person.find(Person.Identity(after), in: db) {
            conditions.append("(p.name, p.id) > (\(last.name), \(last.id))")
        }
        let found = try members(where: .all(conditions), scope: scope, limit: pageSize + 1, in: db)
        return Page(fetched: found, limit: pageSize) { $0.person.id.text }
    }

    private static func members(where condition: SQL, scope: AdministrationScope, limit: Int, in db: any SQLConnection)
        throws
        -> [StaffMember]
    {
        let rows = try db.rows(
            """
            SELECT p.*, c.locked_until AS locked_until,
                CASE WHEN c.password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
                CASE WHEN c.totp_confirmed_at IS NULL THEN 0 ELSE 1 END AS has_second_step,
                CASE WHEN EXISTS (SELECT 1 FROM openid_identity i WHERE i.person_id = p.id) THEN 1 ELSE 0 END AS has_provider
            FROM person p LEFT JOIN credential c ON c.person_id = p.id
            WHERE p.id IN (SELECT person_id FROM municipal_role WHERE municipality_code IN (\(list: scope.codes)))
                AND p.erased_at IS NULL AND \(condition)
            ORDER BY p.name, p.id LIMIT \(limit)
            """)
        let people = try rows.map(Person.init(row:))
        let roles = try db.rows(
            """
            SELECT person_id, municipality_code, role FROM municipal_role
            WHERE person_id IN (\(list: people.map(\.id))) AND municipality_code IN (\(list: scope.codes))
            ORDER BY municipality_code, role
            """
        ).map { row in
            try StaffRole(person: row("person_id"), municipality: row("municipality_code"), role: row("role"))
        }
        let byPerson = Dictionary(grouping: roles, by: \.person)
        return try zip(people, rows).map { person, row in
            try StaffMember(
                person: person, roles: byPerson[person.id] ?? [], hasPassword: row("has_password", as: Int.self) == 1,
                hasSecondStep: row("has_second_step", as: Int.self) == 1,
                hasProvider: row("has_provider", as: Int.self) == 1, lockedUntil: row("locked_until"))
        }
    }

    private static func escaped(_ words: String) -> String {
        words.replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
    }

    /// Whether the person also works where this administrator has no say.
    static func worksElsewhere(_ person: Person.Identity, scope: AdministrationScope, in db: any SQLConnection) throws
        -> Bool
    {
        try db.exists(
            """
            SELECT 1 FROM municipal_role
            WHERE person_id = \(person) AND municipality_code NOT IN (\(list: scope.codes)) LIMIT 1
            """)
    }
}
