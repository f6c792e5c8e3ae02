import Community
import Core
package import Services
import Storage

extension GoalsPart {
    /// Keeps the figures fresh, and last month's once it is over.
    package var jobs: [Job] {
        [
            Job("beleid-cijfers", .every(.hours(1))) { [house] _, now in
                let places = try await house.database.read { db in
                    try db.rows("SELECT DISTINCT municipality_code FROM policy_cycle ORDER BY municipality_code").map {
                        try $0("municipality_code", as: String.self)
                    }
                }
                for place in places {
                    try await IndicatorCache.freshen(
                        place, house: house, now: now, after: IndicatorCache.refreshed)
                    let rows = try await house.database.read { db in
                        try IndicatorMonths.take(place, IndicatorShelf(house, place, in: db), now: now, in: db)
                    }
                    if rows.isEmpty { continue }
                    try await house.database.write { db in
                        try IndicatorMonths.keep(rows, place, now: now, in: db)
                        try Audit.record(
                            Audit.Event("maandcijfers-bewaard", "gemeente", place, municipality: place),
                            by: .program("beleid-cijfers"), now: now, in: db)
                    }
                }
            }
        ]
    }
}
