import Core
package import Storage

/// Why someone cannot be erased yet: others would be left without anyone to turn to.
package enum Hindrance: Sendable, Equatable {
    /// The only manager of an organisation that still runs.
    case lastManager(organisation: String, number: Int)
    /// The only administrator of a municipality.
    case lastAdministrator(municipality: String)

    package static func all(for person: Person.Identity, in db: any SQLConnection) throws -> [Hindrance] {
        let organisations = try Member.managedAlone(by: person, in: db).map {
            Hindrance.lastManager(organisation: $0.name, number: $0.number)
        }
        let municipalities = try db.rows(
            """
            SELECT m.name FROM municipal_role r JOIN municipality m ON m.code = r.municipality_code
            WHERE r.person_id = \(person) AND r.role = \(MunicipalRole.administrator) AND NOT EXISTS (
                SELECT 1 FROM municipal_role o WHERE o.municipality_code = r.municipality_code
                    AND o.role = \(MunicipalRole.administrator) AND o.person_id <> \(person))
            ORDER BY m.sort_key
            """
        ).map { Hindrance.lastAdministrator(municipality: try $0("name")) }
        return organisations + municipalities
    }
}
