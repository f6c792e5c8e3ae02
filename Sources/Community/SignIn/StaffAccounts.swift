import Core
import Formats
import Services
import Storage

/// Accounts of staff from outside the site: the first administrator, and the way back when all is lost.
package struct StaffAccounts: Sendable {
    private let house: House

    package init(house: House) { self.house = house }

    package enum Failure: Error, Equatable, CustomStringConvertible {
        case address(String)
        case unknownMunicipalities([String])
        case noMunicipality
        case unknownPerson(String)

        package var description: String {
            switch self {
            case .address(let text): "\(text) is not a mail address."
            case .unknownMunicipalities(let codes): "No such municipality: \(codes.joined(separator: ", "))."
            case .noMunicipality: "Name at least one municipality, by its code."
            case .unknownPerson(let email): "Nobody who works here has the address \(email)."
            }
        }
    }

    /// How long a link lasts that a command printed: it is used at once.
    private static let lifetime = Span.hours(24)

    /// Makes a person, known or new, administrator of `municipalities` (codes) and gives the link to set a password.
    package func createAdministrator(email: String, name: String, municipalities: [String]) async throws -> String {
        guard let address = Validation.email(email) else { throw Failure.address(email) }
        guard !municipalities.isEmpty else { throw Failure.noMunicipality }
        return try await house.database.write { [now = house.clock.now] db in
            let known = try Set(
                db.rows("SELECT code FROM municipality WHERE code IN (\(list: municipalities))").map { row -> String in
                    try row("code")
                })
            let unknown = municipalities.filter { !known.contains($0) }
            guard unknown.isEmpty else { throw Failure.unknownMunicipalities(unknown) }
            let person = try Person.findOrCreate(email: address, name: name, language: .dutch, now: now, in: db)
            for code in municipalities {
                try StaffRole(person: person.id, municipality: code, role: .administrator).grant(now: now, in: db)
                try Audit.record(
                    Audit.Event(
                        "rol-gegeven", "persoon", person.id.text, municipality: code,
                        details: ["rol": .string(MunicipalRole.administrator.rawValue)]),
                    by: .program("opdracht"), now: now, in: db)
            }
            return try Invitation(house: house).issue(to: person, lifetime: Self.lifetime, now: now, in: db)
        }
    }

    /// Resets the password and the second step of a member of staff, ends all sessions and gives the link to start
    /// again, good for an hour. Tells the person and every administrator of the same municipalities.
    package func breakGlass(email: String) async throws -> String {
        try await house.database.write { [now = house.clock.now] db in
            guard let address = Validation.email(email), let person = try Person.find(email: address, in: db),
                try Credential.isStaff(person.id, in: db)
            else { throw Failure.unknownPerson(email) }
            try Credential.setPassword(nil, of: person.id, now: now, in: db)
            try Credential.clearSecondStep(of: person.id, in: db)
            try Self.close(person.id, now: now, in: db)
            try Audit.record(
                Audit.Event(
                    "noodtoegang", "persoon", person.id.text,
                    details: ["wachtwoord": "gewist", "tweede-stap": "gewist"]),
                by: .program("opdracht"), now: now, in: db)
            for reader in try Self.colleagues(of: person.id, in: db) {
                try SecurityMail(house: house).send(.emergencyAccess(name: person.name), to: reader, in: db)
            }
            return try Invitation(house: house).issue(to: person, lifetime: .hours(1), now: now, in: db)
        }
    }

    /// Ends all that is open for this person: sessions, half-done sign-ins, invitations.
    static func close(_ person: Person.Identity, now: Moment, in db: any SQLConnection) throws {
        try Sessions.endAll(of: person, in: db)
        for purpose in [StaffSignIn.purpose, Enrolment.purpose, Enrolment.donePurpose, Invitation.purpose] {
            try Tokens.revoke(subject: person.text, purpose: purpose, now: now, in: db)
        }
    }

    /// The person and the administrators of the municipalities where the person works.
    private static func colleagues(of person: Person.Identity, in db: any SQLConnection) throws -> Set<Person.Identity>
    {
        let rows = try db.rows(
            """
            SELECT DISTINCT a.person_id FROM municipal_role a JOIN municipal_role r ON r.municipality_code = a.municipality_code
            WHERE r.person_id = \(person) AND a.role = \(MunicipalRole.administrator)
            """)
        return try Set(rows.map { try $0("person_id", as: Person.Identity.self) }).union([person])
    }
}
