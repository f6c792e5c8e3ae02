import Community
import Core
import Services
import Storage
import Web

/// An organisation says yes to hours, or sends them back with a reason.
struct DecideHours: Sendable {
    let house: House
    let visit: Visit
    let organisation: Organisation.Identity

    /// - Returns: how many were still waiting.
    func agree(_ ids: [String], in db: any SQLConnection) throws -> Int {
        var count = 0
        for id in ids {
            let rows = try db.rows(
                """
                UPDATE hours_entry SET state = \(HoursEntry.State.agreed), decided_at = \(visit.now),
                    decided_by = \(visit.actor.person)
                WHERE id = \(id) AND organisation_id = \(organisation) AND state = \(HoursEntry.State.waiting)
                RETURNING municipality_code
                """)
            guard let row = rows.first else { continue }
            count += 1
            try house.record(
                Audit.Event("uren-akkoord", "uren", id, municipality: try row("municipality_code")), by: visit, in: db)
        }
        return count
    }

    /// Sends one back; the volunteer gets a mail with the reason. Also possible after a yes: that was a mistake then.
    ///
    /// - Throws: `WebError.notFound` when it is not of this organisation.
    func sendBack(_ id: String, reason: String, in db: any SQLConnection) throws {
        let rows = try db.rows(
            """
            UPDATE hours_entry SET state = \(HoursEntry.State.returned), reason = \(reason), decided_at = \(visit.now),
                decided_by = \(visit.actor.person)
            WHERE id = \(id) AND organisation_id = \(organisation) AND state <> \(HoursEntry.State.returned) RETURNING *
            """)
        guard let row = rows.first else { throw WebError.notFound }
        let entry = try HoursEntry(row: row)
        try house.record(
            Audit.Event("uren-terug", "uren", id, municipality: try row("municipality_code")), by: visit, in: db)
        try HoursReturned(house: house).tell(entry, reason, in: db)
    }
}
