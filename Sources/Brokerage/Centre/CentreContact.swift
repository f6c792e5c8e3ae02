import Community
import Core
import Storage

/// The volunteer centre of a municipality, as people reach it.
struct CentreContact: Sendable {
    let name: String
    let email: String
    let phone: String
    let address: String

    /// - Returns: `nil` for a municipality without a centre.
    static func find(_ municipality: String, in db: any SQLConnection) throws -> CentreContact? {
        try db.first(
            """
            SELECT c.name, c.email, c.phone, c.address FROM centre c JOIN municipality m ON m.centre_id = c.id
            WHERE m.code = \(municipality)
            """
        ).map { try CentreContact(name: $0("name"), email: $0("email"), phone: $0("phone"), address: $0("address")) }
    }

    /// The centre that can call this applicant: a desk also introduces people to a vacancy in another municipality.
    static func knowing(_ application: VacancyApplication, in db: any SQLConnection) throws -> CentreContact? {
        try find(municipality(knowing: application, in: db), in: db)
    }

    /// The municipality of the desk that introduced this applicant; else that of the vacancy.
    static func municipality(knowing application: VacancyApplication, in db: any SQLConnection) throws -> String {
        try db.value(
            """
            SELECT i.municipality_code FROM desk_proposal p JOIN intake i ON i.id = p.intake_id
            WHERE p.application_id = \(application.id)
            """, as: String.self) ?? application.municipality
    }
}
