import Core
import Storage

/// Hours of some of the demo's buddies: most agreed to, the last ones waiting, one sent back.
struct BuddyHoursDemo {
    let today: Day

    func write(in db: any SQLConnection) throws {
        var random = Seeded(seed: 46)
        let pairs = try db.rows(
            """
            SELECT * FROM buddy_pair WHERE municipality_code = \(BuddyDemo.municipality) AND started_at IS NOT NULL
            ORDER BY number
            """
        ).map(BuddyPair.init(row:))
        for (index, pair) in pairs.enumerated() where index % 2 == 0 {
            guard let started = pair.startedAt?.day, let volunteer = try BuddyVolunteer.find(pair.volunteer, in: db)
            else {
                continue
            }
            let last = min(pair.endedAt?.day ?? today, today - 1)
            var day = max(started, today - 180) + random.int(1...7)
            while day <= last {
                try write(day, pair, volunteer.person, isFirst: index == 0, &random, in: db)
                day = day + random.int(6...11)
            }
        }
    }

    private func write(
        _ day: Day, _ pair: BuddyPair, _ person: String?, isFirst: Bool, _ random: inout Seeded,
        in db: any SQLConnection
    ) throws {
        let age = today - day
        let state: HoursEntry.State =
            age < 6 ? .waiting : isFirst && age < 40 && random.chance(40) ? .returned : .agreed
        let written = DutchTime.moment(day, minute: 19 * 60 + random.int(0...90))
        let decided: Moment? = state == .waiting ? nil : DutchTime.moment(day + 5, minute: 10 * 60)
        let note =
            random.pick(["Gewandeld", "Koffie en een praatje", "Samen boodschappen", "Geoefend met lezen", ""]) ?? ""
        let reason: String? = state == .returned ? "Die dag ging niet door, schreef je." : nil
        try db.run(
            """
            INSERT INTO buddy_hours (id, pair_id, volunteer_id, municipality_code, person_id, day, minutes, note, state,
                reason, created_at, decided_at)
            VALUES (\(UUIDv7.make(at: written)), \(pair.id), \(pair.volunteer), \(pair.municipality), \(person), \(day),
                \(random.pick([60, 90, 120, 150]) ?? 90), \(note), \(state), \(reason), \(written), \(decided))
            """)
    }
}
