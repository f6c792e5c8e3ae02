import Core
import Storage

/// One role of one person in one municipality.
struct StaffRole: Sendable, Hashable {
    let person: Person.Identity
    let municipality: String
    let role: MunicipalRole

    /// False when the person had the role already. What is given by hand stays, whatever a claim says.
    @discardableResult
    func grant(now: Moment, in db: any SQLConnection) throws -> Bool {
        try forgetClaim(in: db)
        return try db.run(
            """
            INSERT INTO municipal_role (person_id, municipality_code, role, granted_at)
            VALUES (\(person), \(municipality), \(role), \(now)) ON CONFLICT (person_id, municipality_code, role) DO NOTHING
            """) == 1
    }

    /// False when the person did not have the role.
    func remove(in db: any SQLConnection) throws -> Bool {
        try forgetClaim(in: db)
        return try db.run(
            """
            DELETE FROM municipal_role
            WHERE person_id = \(person) AND municipality_code = \(municipality) AND role = \(role)
            """) == 1
    }

    private func forgetClaim(in db: any SQLConnection) throws {
        try db.run(
            """
            DELETE FROM claimed_role
            WHERE person_id = \(person) AND municipality_code = \(municipality) AND role = \(role)
            """)
    }

    /// Whether nobody else has this role in the municipality.
    func isLast(in db: any SQLConnection) throws -> Bool {
        try !db.exists(
            """
            SELECT 1 FROM municipal_role
            WHERE municipality_code = \(municipality) AND role = \(role) AND person_id <> \(person) LIMIT 1
            """)
    }
}
