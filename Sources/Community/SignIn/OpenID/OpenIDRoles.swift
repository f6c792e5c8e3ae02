import Core
import Formats
import Services
import Storage
import Web

/// Roles that come from a claim. They stand among the other roles, and beside them is written that the claim gave them:
/// what the claim no longer gives goes at the next sign-in, what an administrator gave stays.
///
/// When both gave a role, the administrator's word counts: a role that was there before the claim never becomes the
/// claim's, and a role of the claim that an administrator gives as well becomes the administrator's.
struct OpenIDRoles: Sendable {
    let person: Person.Identity
    let municipality: String

    /// Brings the roles in line with what the claim gives now.
    func settle(_ wanted: Set<MunicipalRole>, house: House, visit: Visit, in db: any SQLConnection) throws {
        let known = try claimed(in: db)
        for role in known.subtracting(wanted).sorted(by: { $0.rawValue < $1.rawValue }) {
            // Also the last administrator: whoever left must be out. The command on the server makes a new one.
            if try staffRole(role).remove(in: db) { try record("rol-ingetrokken", role, house, visit, db) }
        }
        for role in wanted.sorted(by: { $0.rawValue < $1.rawValue }) {
            if known.contains(role) {
                try confirm(role, now: visit.now, in: db)
            } else if try staffRole(role).grant(now: visit.now, in: db) {
                try db.run(
                    """
                    INSERT INTO claimed_role (person_id, municipality_code, role, confirmed_at)
                    VALUES (\(person), \(municipality), \(role), \(visit.now))
                    """)
                try record("rol-gegeven", role, house, visit, db)
            }
        }
    }

    private func claimed(in db: any SQLConnection) throws -> Set<MunicipalRole> {
        try Set(
            db.rows(
                "SELECT role FROM claimed_role WHERE person_id = \(person) AND municipality_code = \(municipality)"
            ).map { try $0("role") })
    }

    private func confirm(_ role: MunicipalRole, now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE claimed_role SET confirmed_at = \(now)
            WHERE person_id = \(person) AND municipality_code = \(municipality) AND role = \(role)
            """)
    }

    private func staffRole(_ role: MunicipalRole) -> StaffRole {
        StaffRole(person: person, municipality: municipality, role: role)
    }

    private func record(
        _ action: String, _ role: MunicipalRole, _ house: House, _ visit: Visit, _ db: any SQLConnection
    ) throws {
        try Audit.record(
            Audit.Event(
                action, "persoon", person.text, municipality: municipality,
                details: ["rol": .string(role.rawValue), "bron": "oidc"]),
            by: Audit.Cause(actor: person.text, origin: visit.address), now: visit.now, in: db)
    }

    /// Roles of this person that a claim gave.
    static func all(of person: Person.Identity, in db: any SQLConnection) throws -> Set<StaffRole> {
        try Set(
            db.rows("SELECT municipality_code, role FROM claimed_role WHERE person_id = \(person)").map { row in
                try StaffRole(person: person, municipality: row("municipality_code"), role: row("role"))
            })
    }
}
