import Community
import Core
import Storage

/// Ten years of hours of people with a place: most weeks, agreed after two days; the last ones wait.
struct HoursBench: Sendable {
    let world: BenchWorld

    private struct Placed: Sendable {
        let id: String
        let organisation: String
        let person: String?
        let since: Day
    }

    func write(_ database: any Database) async throws {
        let most = world.count(4_000, least: 20)
        let all = try await database.read { [world] db in
            let places = try db.count(
                """
                SELECT COUNT(*) FROM application WHERE municipality_code = \(world.code)
                AND state = \(VacancyApplication.State.placed)
                """)
            // Whoever is taken has a number that divides: spread over the years by itself.
            let step = max(1, places / most)
            return try db.rows(
                """
                SELECT id, organisation_id, person_id, placed_at FROM application
                WHERE municipality_code = \(world.code) AND state = \(VacancyApplication.State.placed)
                AND number % \(step) = 0 ORDER BY number
                """
            ).map { row in
                Placed(
                    id: try row("id"), organisation: try row("organisation_id"), person: try row("person_id"),
                    since: try row("placed_at", as: Moment?.self)?.day ?? world.today - 30)
            }
        }
        for start in stride(from: 0, to: all.count, by: 200) {
            let some = Array(all[start..<min(start + 200, all.count)])
            try await database.write { db in
                var random = Seeded(seed: UInt64(start) + 5)
                for placed in some { try write(placed, &random, in: db) }
            }
        }
        world.say("hours of \(all.count) placed volunteers")
    }

    private func write(_ placed: Placed, _ random: inout Seeded, in db: any SQLConnection) throws {
        let length = random.int(4...10) * 15
        var day = placed.since + random.int(1...7)
        var left = random.int(10...60)
        var rows: [SQL] = []
        while day < world.today, left > 0 {
            if random.chance(80) {
                let at = DutchTime.moment(day) + .hours(19)
                let state: HoursEntry.State = world.today - day > 14 ? .agreed : .waiting
                let decided: Moment? = state == .waiting ? nil : at + .days(2)
                rows.append(
                    """
                    (\(HoursEntry.Identity(at: at)), \(placed.id), \(placed.organisation), \(world.code),
                    \(placed.person), \(day), \(length), '', \(state), \(at), \(decided))
                    """)
                left -= 1
            }
            day = day + 7
        }
        guard !rows.isEmpty else { return }
        try db.run(
            """
            INSERT INTO hours_entry (id, application_id, organisation_id, municipality_code, person_id, day, minutes,
                note, state, created_at, decided_at)
            VALUES \(SQL(joining: rows, by: ", "))
            """)
    }
}
