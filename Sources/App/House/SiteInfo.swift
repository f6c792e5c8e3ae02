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
            let names = try Places.served(in: db).map(\.name)
            if !names.isEmpty { fresh.place = names.count <= 2 ? names.joined(separator: " & ") : "\(names[0]) e.o." }
            if let row = try db.first("SELECT name, phone, opening FROM centre ORDER BY id LIMIT 1") {
                let parts: [String] = [try row("name"), try row("opening"), try row("phone")]
                fresh.contact = parts.filter { !$0.isEmpty }.joined(separator: " · ")
            }
            return fresh
        }
        known.withLock { $0 = fresh }
    }

    func job(house: House) -> Job {
        Job("site-gegevens", .every(.minutes(1))) { _, _ in try await self.refresh(house.database) }
    }
}
