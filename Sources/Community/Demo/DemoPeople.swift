import Core
import Formats
import Storage

/// The people of the demo: those one can sign in as, staff, and 400 residents.
struct DemoPeople: Sendable {
    let content: JSONValue
    let world: DemoWorld

    /// Roles as the content names them → roles in a municipality.
    private static let roles: [String: MunicipalRole] = [
        "makelaar": .broker, "leiding": .centreManager, "beleid": .policyOfficer, "raad": .councilMember,
        "onderzoek": .researcher, "beheer": .administrator,
    ]

    func write(in db: any SQLConnection) throws {
        var random = Seeded(seed: 11)
        for role in content.list("roles") {
            let id = try add(role, email: role.text("email"), daysAgo: 560, in: db)
            guard let municipal = Self.roles[role.text("role")] else { continue }
            for code in ["GM9999", "GM9998"]
            where code == "GM9999" || [.broker, .centreManager, .policyOfficer, .administrator].contains(municipal) {
                try db.run(
                    """
                    INSERT INTO municipal_role (person_id, municipality_code, role, granted_at)
                    VALUES (\(id), \(code), \(municipal), \(world.now - .days(560)))
                    """)
            }
        }
        for resident in content.list("residents") {
            let email = Self.address(resident, domain: "inwoners.waterveen.example")
            _ = try add(resident, email: email, daysAgo: random.int(1...550), in: db)
        }
    }

    private func add(_ person: JSONValue, email: String, daysAgo: Int, in db: any SQLConnection) throws
        -> Person.Identity
    {
        let created = world.now - .days(daysAgo)
        let id = Person.Identity(at: created)
        let neighbourhood = person["neighbourhood"]?.string
        let birth = person["age"]?.int.map { world.today.year - $0 }
        let postcode = try neighbourhood.flatMap { key in
            try db.value("SELECT code FROM postcode WHERE neighbourhood_id = \(key)", as: String.self)
        }
        try db.run(
            """
            INSERT INTO person (id, name, email, postcode, neighbourhood_id, birth_year, language, created_at, last_seen_at)
            VALUES (\(id), \(person.text("first") + " " + person.text("last")), \(email), \(postcode.map { $0 + " AB" }),
                \(neighbourhood), \(birth), 'nl', \(created), \(created + .days(min(daysAgo, 20))))
            """)
        return id
    }

    /// `fatima.el-amrani@…` from a name.
    static func address(_ person: JSONValue, domain: String) -> String {
        let words =
            TextFolding.words(person.text("first")) + [TextFolding.words(person.text("last")).joined(separator: "-")]
        return words.joined(separator: ".") + "@" + domain
    }
}
