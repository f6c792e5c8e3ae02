import Community
import Core
import Services
package import Storage
import Synchronization

/// What every page says about the centre, kept at hand so that a page costs no query for it.
package final class SiteInfo: Sendable {
    struct Known: Sendable {
        var place = "Inzet"
        var contact = ""
    }

    private let known = Mutex(Known())

    var current: Known { known.withLock { $0 } }

    /// Reads the centre and its municipalities.
    package func refresh(_ database: any Database) async throws {
        let fresh = try await database.read { db in
            var fresh = Known()
            let served = try Places.served(in: db)
            if let place = Self.place(served.map(\.name)) { fresh.place = place }
            let centres = try Self.centres(in: db)
            let atWork = centres.filter { centre in served.contains { $0.centre == centre.id } }
            if atWork.count > 1 {
                // Each with its own municipalities, or a resident cannot tell whom to call.
                let lines = atWork.map { centre in
                    let place = Self.place(served.filter { $0.centre == centre.id }.map(\.name)) ?? ""
                    return place + ": " + Self.line([centre.name, centre.phone])
                }
                fresh.contact = lines.joined(separator: " | ")
            } else if let centre = atWork.first ?? centres.first {
                fresh.contact = Self.line([centre.name, centre.opening, centre.phone])
            }
            return fresh
        }
        known.withLock { $0 = fresh }
    }

    private struct Centre { var id, name, phone, opening: String }

    private static func centres(in db: any SQLConnection) throws -> [Centre] {
        try db.rows("SELECT id, name, phone, opening FROM centre ORDER BY name, id").map {
            try Centre(id: $0("id"), name: $0("name"), phone: $0("phone"), opening: $0("opening"))
        }
    }

    /// How several municipalities are called together.
    private static func place(_ names: [String]) -> String? {
        guard let first = names.first else { return nil }
        return names.count <= 2 ? names.joined(separator: " & ") : "\(first) e.o."
    }

    private static func line(_ parts: [String]) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    func job(house: House) -> Job {
        Job("site-gegevens", .every(.minutes(1))) { _, _ in try await self.refresh(house.database) }
    }
}
