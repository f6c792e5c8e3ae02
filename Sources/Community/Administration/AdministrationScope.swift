import Core
import Storage
import Web

/// What an administrator may see, read anew in each transaction: a role that was taken away a second ago counts no more.
struct AdministrationScope: Sendable {
    let person: Person.Identity
    /// The municipalities this person administers.
    let codes: [String]
    /// Whether the installation itself is this person's: mail, background work, events without a municipality. So it is
    /// for whoever has a municipality of every centre here; usually there is one centre.
    let runsHouse: Bool

    /// - Throws: `WebError.notFound` when the visitor administers nothing.
    init(_ visit: Visit, in db: any SQLConnection) throws {
        let person = Person.Identity(try visit.person())
        guard visit.actor.has([.administrator]), let scope = try Self(person, in: db) else { throw WebError.notFound }
        self = scope
    }

    /// `nil` when the person administers nothing.
    init?(_ person: Person.Identity, in db: any SQLConnection) throws {
        self.person = person
        codes = try db.rows(
            """
            SELECT municipality_code FROM municipal_role
            WHERE person_id = \(person) AND role = \(MunicipalRole.administrator) ORDER BY municipality_code
            """
        ).map { try $0("municipality_code") }
        guard !codes.isEmpty else { return nil }
        runsHouse = try !db.exists(
            """
            SELECT 1 FROM municipality WHERE centre_id IS NOT NULL AND centre_id NOT IN (
                SELECT centre_id FROM municipality WHERE code IN (\(list: codes)) AND centre_id IS NOT NULL) LIMIT 1
            """)
    }

    /// - Throws: `WebError.notFound` when the municipality is not this administrator's.
    func require(_ municipality: String) throws {
        guard codes.contains(municipality) else { throw WebError.notFound }
    }

    /// - Throws: `WebError.notFound` when the installation is not this administrator's.
    func requireHouse() throws {
        guard runsHouse else { throw WebError.notFound }
    }

    /// The municipalities of the scope, by name.
    func municipalities(in db: any SQLConnection) throws -> [Municipality] {
        try db.rows("SELECT * FROM municipality WHERE code IN (\(list: codes)) ORDER BY sort_key, code")
            .map(Municipality.init(row:))
    }
}
