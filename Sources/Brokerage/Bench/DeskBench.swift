import Community
import Core
import Services
import Storage

/// Two thousand people at the desk in ten years, each with the actions of their time; sixty are there today. What is
/// longer ago than the term has been erased, as it would have been.
struct DeskBench: Sendable {
    let house: House
    let world: BenchWorld

    private var brokers: [Person.Identity] { [world.broker, world.colleague] }
    private var demo: DeskDemo { DeskDemo(house: house, today: world.today, town: world.code) }

    func write() async throws -> [BenchDoor] {
        let open = world.count(60, least: 12)
        let past = try await applications(world.count(1_940, least: 24))
        for start in stride(from: 0, to: past.count, by: 100) {
            let some = Array(past[start..<min(start + 100, past.count)])
            try await house.database.write { db in
                var random = Seeded(seed: UInt64(start) + 30)
                for (index, application) in some.enumerated() {
                    try demo.story(
                        application, broker: brokers[index % 2], start + index, &random, in: db)
                }
            }
        }
        try await house.database.write { db in
            var random = Seeded(seed: 31)
            try DeskDemoNow(demo: demo, brokers: brokers, count: open).write(&random, in: db)
            try tidy(in: db)
        }
        try await world.forget(Brokerage(house: house).deskRetention, in: house.database)
        world.say("\(past.count) cases at the desk, and \(open) that are open")
        return try await house.database.write { db in try doors(in: db) }
    }

    /// Reactions that came to an end, one of each person, spread over the years.
    private func applications(_ count: Int) async throws -> [VacancyApplication] {
        let ended: [VacancyApplication.State] = [.placed, .declined, .withdrawn]
        return try await house.database.read { [world] db in
            let all = try db.count("SELECT COUNT(*) FROM application WHERE municipality_code = \(world.code)")
            // Some fall away for their state, and for people who were there before.
            let step = max(1, all / (count * 3))
            let rows = try db.rows(
                """
                SELECT * FROM application WHERE municipality_code = \(world.code) AND number % \(step) = 0
                AND created_at < \(DutchTime.moment(world.today - 24)) AND state IN (\(list: ended)) ORDER BY created_at
                """)
            var seen: Set<Person.Identity> = []
            var found: [VacancyApplication] = []
            for row in rows where found.count < count {
                let application = try VacancyApplication(row: row)
                guard let person = application.person, seen.insert(person).inserted else { continue }
                found.append(application)
            }
            return found
        }
    }

    /// Mail of months ago is long gone. Two stories may end without a last word: nobody forgot them for years.
    private func tidy(in db: any SQLConnection) throws {
        try db.run(
            """
            DELETE FROM mail WHERE kind LIKE \("balie-%") OR kind LIKE \("reactie-%")
            """)
        let rows = try db.rows(
            """
            SELECT * FROM intake WHERE municipality_code = \(world.code) AND state <> \(Intake.State.closed)
            AND next_at < \(DutchTime.moment(world.today - 30)) ORDER BY id
            """
        ).map(Intake.init(row:))
        for intake in rows {
            let at = (intake.nextAt ?? intake.createdAt) + .days(3)
            try demo.work(world.broker, at).close(intake, .noContact, in: db)
        }
    }

    private func doors(in db: any SQLConnection) throws -> [BenchDoor] {
        let rows = try db.rows(
            """
            SELECT * FROM intake WHERE municipality_code = \(world.code) AND state = \(Intake.State.proposed)
            ORDER BY created_at DESC LIMIT 1
            """)
        guard let intake = try rows.first.map(Intake.init(row:)) else { return [] }
        let work = demo.work(world.broker, world.now)
        return [BenchDoor("hulpvrager", link: try work.personLink(intake, in: db), of: house)]
    }
}
