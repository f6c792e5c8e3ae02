import Core
import Services
import Storage
import Web

/// A volunteer centre as its visitors see it: the name and when to call.
struct Centre: Sendable {
    let id: String
    let name: String
    let email: String
    let phone: String
    let opening: String
    let address: String
    /// The municipalities it works for.
    var municipalities: [Municipality] = []

    init(row: Row) throws {
        id = try row("id")
        name = try row("name")
        email = try row("email")
        phone = try row("phone")
        opening = try row("opening")
        address = try row("address")
    }

    /// The centres that work for a municipality of the scope.
    static func all(_ scope: AdministrationScope, in db: any SQLConnection) throws -> [Centre] {
        let centres = try db.rows(
            """
            SELECT * FROM centre WHERE id IN (SELECT centre_id FROM municipality WHERE code IN (\(list: scope.codes)))
            ORDER BY name, id
            """
        ).map(Centre.init(row:))
        return try centres.map { centre in
            var centre = centre
            centre.municipalities = try db.rows(
                "SELECT * FROM municipality WHERE centre_id = \(centre.id) ORDER BY sort_key, code"
            ).map(Municipality.init(row:))
            return centre
        }
    }

    /// - Throws: `WebError.notFound` when it works for no municipality of the scope.
    static func find(_ id: String, scope: AdministrationScope, in db: any SQLConnection) throws -> Centre {
        guard let centre = try all(scope, in: db).first(where: { $0.id == id }) else { throw WebError.notFound }
        return centre
    }

    /// The municipalities of the scope that have no centre yet.
    static func unserved(_ scope: AdministrationScope, in db: any SQLConnection) throws -> [Municipality] {
        try scope.municipalities(in: db).filter { $0.centre == nil }
    }
}

/// Saves what was typed about a centre, new or known, and lets it work for more municipalities.
struct SaveCentre: Sendable {
    let house: House
    let visit: Visit
    let state: FormState

    /// - Parameter id: of the centre; `nil` makes a new one.
    func callAsFunction(_ id: String?) async throws {
        try await house.database.write { db in
            let scope = try AdministrationScope(visit, in: db)
            let codes = try Centre.unserved(scope, in: db).map(\.code).filter(state.all("gemeenten").contains)
            let centre: String
            if let id {
                centre = try Centre.find(id, scope: scope, in: db).id
                try update(centre, in: db)
            } else {
                // A centre that works for nobody would belong to nobody.
                guard !codes.isEmpty else { throw WebError.notFound }
                centre = UUIDv7.make(at: visit.now)
                try insert(centre, in: db)
            }
            try db.run(
                """
                UPDATE municipality SET centre_id = \(centre) WHERE code IN (\(list: codes)) AND centre_id IS NULL
                """)
            try house.record(
                Audit.Event(
                    "centrale-gewijzigd", "centrale", centre, municipality: codes.first ?? scope.codes.first ?? ""),
                by: visit, in: db)
        }
    }

    private func insert(_ id: String, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO centre (id, name, email, phone, opening, address)
            VALUES (\(id), \(state["naam"]), \(state["email"]), \(state["telefoon"]), \(state["open"]), \(state["adres"]))
            """)
    }

    private func update(_ id: String, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE centre SET name = \(state["naam"]), email = \(state["email"]), phone = \(state["telefoon"]),
                opening = \(state["open"]), address = \(state["adres"]) WHERE id = \(id)
            """)
    }
}
