import Core
import Services
import Storage
import Web

/// The neighbourhoods of a municipality: added and renamed by hand where no import gave them.
struct Areas: Sendable {
    let house: House
    let visit: Visit

    static let form = Form([Field("naam", Text("Naam van de wijk"), limit: 80, autocomplete: "off")])

    enum Outcome: Sendable { case saved, taken }

    func add(_ name: String, to municipality: String) async throws -> Outcome {
        try await house.database.write { db in
            try AdministrationScope(visit, in: db).require(municipality)
            guard try !Self.isTaken(name, in: municipality, except: nil, db) else { return .taken }
            let id = UUIDv7.make(at: visit.now)
            try db.run(
                """
                INSERT INTO neighbourhood (id, municipality_code, name, sort_key)
                VALUES (\(id), \(municipality), \(name), \(TextFolding.sortKey(name)))
                """)
            try house.record(
                Audit.Event("wijk-toegevoegd", "wijk", id, municipality: municipality), by: visit, in: db)
            return .saved
        }
    }

    func rename(_ id: String, to name: String) async throws -> Outcome {
        try await house.database.write { db in
            let scope = try AdministrationScope(visit, in: db)
            let area = try Self.find(id, scope: scope, in: db)
            guard try !Self.isTaken(name, in: area.municipality, except: id, db) else { return .taken }
            try db.run(
                "UPDATE neighbourhood SET name = \(name), sort_key = \(TextFolding.sortKey(name)) WHERE id = \(id)")
            try house.record(
                Audit.Event("wijk-hernoemd", "wijk", id, municipality: area.municipality), by: visit, in: db)
            return .saved
        }
    }

    /// - Throws: `WebError.notFound` outside the scope.
    static func find(_ id: String, scope: AdministrationScope, in db: any SQLConnection) throws -> Neighbourhood {
        guard let area = try Places.neighbourhood(id, in: db), scope.codes.contains(area.municipality) else {
            throw WebError.notFound
        }
        return area
    }

    /// Whether another neighbourhood of the municipality has the name, give or take capitals and accents.
    private static func isTaken(_ name: String, in municipality: String, except id: String?, _ db: any SQLConnection)
        throws
        -> Bool
    {
        let folded = TextFolding.fold(name)
        return try Places.neighbourhoods(of: municipality, in: db).contains {
            $0.id != id && TextFolding.fold($0.name) == folded
        }
    }
}
