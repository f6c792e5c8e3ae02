import Core
import Services
import Storage

/// Mail about an organisation: to those who run it, and to the centre of its municipality.
struct OrganisationMail: Sendable {
    typealias Content = @Sendable (Texts) -> (subject: String, blocks: [Mail.Block])

    let house: House

    /// To each manager, in their own language.
    func toManagers(of organisation: Organisation.Identity, kind: String, in db: any SQLConnection, _ content: Content)
        throws
    {
        for member in try Member.all(of: organisation, in: db) where member.role == .manager {
            try send(to: member.person, kind: kind, in: db, content)
        }
    }

    /// To everyone who works for the centre here; to the centre's own address when nobody does.
    func toCentre(of municipality: String, kind: String, in db: any SQLConnection, _ content: Content) throws {
        let staff = try db.rows(
            """
            SELECT * FROM person WHERE erased_at IS NULL AND email IS NOT NULL AND id IN (
                SELECT person_id FROM municipal_role
                WHERE municipality_code = \(municipality) AND role IN (\(list: MunicipalRole.centre.sorted { $0.rawValue < $1.rawValue })))
            ORDER BY id
            """
        ).map(Person.init(row:))
        for person in staff { try send(to: person, kind: kind, in: db, content) }
        guard staff.isEmpty else { return }
        let centre = try db.first(
            "SELECT c.name, c.email FROM centre c JOIN municipality m ON m.centre_id = c.id WHERE m.code = \(municipality)"
        )
        guard let centre else { return }
        let (subject, blocks) = content(house.t(.dutch))
        try house.mail(Mail(to: centre("email"), name: centre("name"), subject: subject, kind: kind, blocks), in: db)
    }

    func send(to person: Person, kind: String, in db: any SQLConnection, _ content: Content) throws {
        guard let email = person.email else { return }
        let (subject, blocks) = content(house.t(person.language))
        try house.mail(
            Mail(to: email, name: person.name, subject: subject, kind: kind, language: person.language, blocks), in: db)
    }
}
