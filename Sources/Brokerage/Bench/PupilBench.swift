import Community
import Core
import Storage

/// Three thousand pupils of five schools whose round is over, and as many who choose now. The places are shared out by
/// the engine.
struct PupilBench: Sendable {
    let house: House
    let world: BenchWorld

    private var today: Day { world.today }
    private var demo: PupilDemo { PupilDemo(house: house, today: today, municipality: world.code) }

    func write() async throws -> [BenchDoor] {
        let count = world.count(3_000, least: 50)
        let schools = try await house.database.write { db in try self.schools(max(1, min(5, count / 200)), in: db) }
        try await finished(schools, count)
        try await running(schools, count)
        world.say("\(count) pupils with a place, and \(count) who choose")
        return try await house.database.write { db in
            let doors = PupilDemoDoors(house: house)
            return try PupilDemoDoors.Door.allCases.compactMap { door in
                try doors.open(door, in: db).map { BenchDoor(door.rawValue, $0.path) }
            }
        }
    }

    /// All have the same teacher, whose own page is measured.
    private func schools(_ count: Int, in db: any SQLConnection) throws -> [School] {
        let begun = DutchTime.moment(today - 420)
        let areas = try Places.neighbourhoods(of: world.code, in: db)
        let email = try Person.find(world.teacher, in: db)?.email ?? ""
        return try (0..<count).map { index in
            let school = try School.add(
                "School \(index + 1)", municipality: world.code, neighbourhood: areas[index % areas.count].id,
                now: begun, in: db)
            try db.run(
                """
                INSERT INTO school_contact (id, school_id, email, name, person_id, invited_at, joined_at)
                VALUES (\(UUIDv7.make(at: begun)), \(school.id), \(email), 'Docent', \(world.teacher), \(begun),
                    \(begun))
                """)
            return school
        }
    }

    private func fill(
        _ round: PupilRound, _ schools: [School], _ count: Int, at: Moment, waiting: Int, choosing: Int
    ) async throws {
        let places = max(18, count * 72 / 600)
        try await house.database.write { [house, world] db in
            var random = Seeded(seed: UInt64(round.number) + 61)
            let organisations = try db.rows(
                """
                SELECT id, place FROM organisation WHERE municipality_code = \(world.code)
                AND state = \(Organisation.State.approved) ORDER BY number LIMIT 300
                """)
            guard let first = schools.first, !organisations.isEmpty else { return }
            try PupilDemoFill(house: house, round: round, school: first, at: at).places(
                organisations, places, waiting: waiting, &random, in: db)
        }
        for (index, school) in schools.enumerated() {
            try await house.database.write { [house] db in
                var random = Seeded(seed: UInt64(round.number * 10 + index))
                try PupilDemoFill(house: house, round: round, school: school, at: at).pupils(
                    count / schools.count, choosing: choosing, &random, in: db)
            }
        }
    }

    private func round(_ name: String, _ days: [Int], made: Int) async throws -> PupilRound {
        try await house.database.write { [demo, today] db in
            let number = try demo.round(
                name, days.map { today + $0 }, at: DutchTime.moment(today + made), in: db)
            guard let round = try PupilRound.find(number: number, municipalities: [demo.municipality], in: db) else {
                throw StorageError.missingColumn("pupil_round")
            }
            return round
        }
    }

    private func finished(_ schools: [School], _ count: Int) async throws {
        let round = try await round("Vorig schooljaar", [-360, -325, -306, -300, -40], made: -365)
        try await fill(round, schools, count, at: DutchTime.moment(today - 340), waiting: 0, choosing: 97)
        try await house.database.write { [demo, today] db in
            try demo.settle(
                round, frozen: DutchTime.moment(today - 305, minute: 540),
                at: DutchTime.moment(today - 300, minute: 600), in: db)
        }
        try await house.database.write { [today] db in
            var random = Seeded(seed: 62)
            try PupilDemoWork(round: round, from: today - 290, until: today - 45).write(&random, in: db)
        }
    }

    private func running(_ schools: [School], _ count: Int) async throws {
        let round = try await round("Dit schooljaar", [-45, -9, 11, 14, 220], made: -50)
        try await fill(round, schools, count, at: DutchTime.moment(today - 20), waiting: 3, choosing: 58)
    }
}
