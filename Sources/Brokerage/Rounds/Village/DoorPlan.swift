import Community
import Core
import Services
import Storage
import Web

/// Puts doors in a round and shares them out over walkers.
struct DoorPlan: Sendable {
    let house: House
    let round: DoorRound
    let now: Moment

    struct Report: Sendable, Equatable {
        var added = 0
        /// In the round already.
        var known = 0
    }

    /// - Throws: `WebError.badRequest` when the round would become too large.
    func take(_ entries: [DoorList.Entry], helper: RoundHelper.Identity? = nil, in db: any SQLConnection) throws
        -> Report
    {
        guard try DoorRound.find(round.id, in: db)?.state == .running else { throw WebError.notFound }
        let there = try db.count("SELECT COUNT(*) FROM door WHERE round_id = \(round.id)")
        guard there + entries.count <= DoorList.mostDoors * 2 else {
            throw WebError.badRequest(Text("Dit worden te veel deuren voor één ronde. Maak een tweede ronde."))
        }
        var report = Report()
        var number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM door")
        for entry in entries {
            let added = try db.run(
                """
                INSERT INTO door (id, number, round_id, municipality_code, street, street_key, house, suffix, helper_id,
                    state, visits, offers, asks, created_at)
                VALUES (\(Door.Identity(at: now)), \(number), \(round.id), \(round.municipality), \(entry.street),
                    \(TextFolding.sortKey(entry.street)), \(entry.house), \(entry.suffix), \(helper),
                    \(Door.State.open), 0, 0, 0, \(now))
                ON CONFLICT (round_id, street_key, house, suffix) DO NOTHING
                """)
            number += added
            report.added += added
            report.known += 1 - added
        }
        return report
    }

    /// Gives every door of nobody a walker, street by street and in equal shares. Returns how many.
    func divide(in db: any SQLConnection) throws -> Int {
        let helpers = try RoundHelper.all(of: round.id, in: db).filter(\.isActive)
        guard !helpers.isEmpty else { throw WebError.badRequest(Text("Voeg eerst lopers toe.")) }
        let rows = try db.rows(
            """
            SELECT id FROM door WHERE round_id = \(round.id) AND helper_id IS NULL
            AND state IN (\(list: Door.State.toDo)) ORDER BY street_key, house, suffix
            """)
        for (index, row) in rows.enumerated() {
            // Neighbouring doors stay together: a walker gets a stretch, not every third house.
            let helper = helpers[index * helpers.count / rows.count]
            let id: Door.Identity = try row("id")
            try db.run("UPDATE door SET helper_id = \(helper.id) WHERE id = \(id)")
        }
        return rows.count
    }

    enum Side: String, Sendable, CaseIterable {
        case both = "alle", odd = "oneven", even = "even"

        var label: Text {
            switch self {
            case .both: Text("Alle nummers")
            case .odd: Text("Oneven")
            case .even: Text("Even")
            }
        }
    }

    /// Gives what is left to do of a street, or one side of it, to a walker or to nobody. Returns how many doors.
    func assign(street: String, side: Side, to helper: RoundHelper?, in db: any SQLConnection) throws -> Int {
        guard helper.map({ $0.round == round.id && $0.isActive }) ?? true else { throw WebError.notFound }
        let part: SQL =
            switch side {
            case .both: "1 = 1"
            case .odd: "house % 2 = 1"
            case .even: "house % 2 = 0"
            }
        return try db.run(
            """
            UPDATE door SET helper_id = \(helper?.id) WHERE round_id = \(round.id) AND street_key = \(street)
            AND state IN (\(list: Door.State.toDo)) AND \(part)
            """)
    }
}
