import Community
import Core
import Formats
import Services
import Storage
import Web

/// Kept mappings: out to a file, in from a file, away.
struct MappingRoutes: Sendable {
    let house: House
    private let imports: ImportRoutes

    init(routes: ImportRoutes) {
        imports = routes
        house = routes.house
    }

    func register(_ routes: Routes) {
        routes.post("/centrale/koppelingen", access: .centre, bodyLimit: 400_000) { visit in try await take(visit) }
        routes.get("/centrale/koppelingen/{koppeling}/bestand", access: .centre) { visit in
            let saved = try await saved(visit)
            return .download(
                saved.mapping.json.bytes(pretty: true), name: "koppeling.json", type: "application/json")
        }
        routes.post("/centrale/koppelingen/{koppeling}/verwijdering", access: .centre) { visit in
            let saved = try await saved(visit)
            let scope = imports.scope(visit)
            try await house.database.write { db in
                guard try SavedMapping.remove(saved.id, in: scope, db: db) else { throw WebError.notFound }
                try house.record(
                    Audit.Event("koppeling-verwijderd", "koppeling", saved.id, municipality: saved.municipality),
                    by: visit, in: db)
            }
            return .redirect(to: "/centrale/import", notice: visit.t("De koppeling is weg."))
        }
    }

    private func saved(_ visit: Visit) async throws -> SavedMapping {
        let id = try visit.parameter("koppeling")
        let scope = imports.scope(visit)
        guard let saved = try await house.database.read({ db in try SavedMapping.find(id, in: scope, db: db) }) else {
            throw WebError.notFound
        }
        return saved
    }

    private func take(_ visit: Visit) async throws -> Reply {
        guard let municipality = visit.form.text(ImportUpload.Name.municipality),
            imports.scope(visit).contains(municipality)
        else { throw WebError.notFound }
        do {
            guard let file = visit.files[ImportUpload.Name.file], !file.bytes.isEmpty else {
                throw ImportRefusal(Text("Kies een bestand."))
            }
            let mapping = try ImportMapping(file: file.bytes)
            try await house.database.write { [now = visit.now] db in
                try SavedMapping.keep(mapping, in: municipality, now: now, db: db)
                try house.record(
                    Audit.Event("koppeling-bewaard", "koppeling", "", municipality: municipality), by: visit, in: db)
            }
            return .redirect(to: "/centrale/import", notice: visit.t("De koppeling is bewaard."))
        } catch let refusal as ImportRefusal {
            return try await imports.front(visit, mappingProblem: refusal.reason).reply
        }
    }
}

extension ImportMapping {
    /// Reads a mapping from a JSON file.
    ///
    /// - Throws: `ImportRefusal`, with a sentence for whoever made the file.
    package init(file bytes: [UInt8]) throws {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes, maximumDepth: 16, maximumBytes: 400_000)
        } catch {
            throw ImportRefusal(Text("Dit is geen JSON: bij teken \(error.offset) gaat het mis."))
        }
        try self.init(json: value)
    }
}
