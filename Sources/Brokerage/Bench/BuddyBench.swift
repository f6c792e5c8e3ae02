import Community
import Core
import Storage

/// Five hundred people who wait for a buddy, five hundred who want to be one, three hundred pairs, and as many that
/// ended in ten years. The board of who fits whom is too slow to make again for each pair of a past; all else is done
/// by the actions.
struct BuddyBench: Sendable {
    let house: House
    let world: BenchWorld

    private var today: Day { world.today }

    private struct Person: Sendable {
        let id: String
        let name: String
        let email: String?
    }

    func write() async throws -> [BenchDoor] {
        let waiting = world.count(500, least: 15)
        let pairs = world.count(300, least: 15)
        let people = try await people(waiting + pairs * 2)
        try await house.database.write { db in
            for draft in BuddyKindDraft.readyMade {
                _ = try draft.save(nil, municipality: world.code, now: DutchTime.moment(today - 3650), in: db)
            }
        }
        try await each(pairs * 2, seed: 44) { index, makers, random, db in
            let place = pairs * 2 - 1 - index
            guard people.indices.contains(place) else { return }
            // The first half ended, spread over the years.
            let isOver = index < pairs
            let age = isOver ? 400 + index * 3200 / pairs : random.int(30...380)
            try pair(people[place], age: age, isOver: isOver, &makers, &random, in: db)
        }
        try await each(waiting, seed: 45) { index, makers, random, db in
            _ = try work(random.int(2...160)).ask(makers.request(&random), state: .waiting, in: db)
            if people.indices.contains(pairs * 2 + index) {
                _ = try ready(people[pairs * 2 + index], random.int(8...300), makers, &random, in: db)
            }
        }
        try await world.forget([Brokerage(house: house).buddyRetention], in: house.database)
        world.say("\(waiting) wait for a buddy, \(waiting) want to be one, \(pairs) pairs")
        return try await house.database.write { db in try doors(in: db) }
    }

    /// The one whose session is measured comes first.
    private func people(_ count: Int) async throws -> [Person] {
        try await house.database.read { [world] db in
            try db.rows(
                """
                SELECT id, name, email FROM person WHERE neighbourhood_id IS NOT NULL AND erased_at IS NULL
                AND id >= \(world.volunteer) ORDER BY id LIMIT \(count)
                """
            ).map { try Person(id: $0("id"), name: $0("name"), email: $0("email")) }
        }
    }

    private func each(
        _ count: Int, seed: UInt64,
        _ write: @escaping @Sendable (Int, inout BuddyDemoPeople, inout Seeded, any SQLConnection) throws -> Void
    ) async throws {
        for start in stride(from: 0, to: count, by: 50) {
            try await house.database.write { [world] db in
                let kinds = try BuddyKind.all(in: [world.code], db: db)
                let areas = try Places.neighbourhoods(of: world.code, in: db)
                guard !kinds.isEmpty else { return }
                var makers = BuddyDemoPeople(kinds: kinds, areas: areas)
                var random = Seeded(seed: seed &* 1_000 &+ UInt64(start))
                for index in start..<min(start + 50, count) { try write(index, &makers, &random, db) }
            }
        }
    }

    /// - Parameter age: how many days ago it was done.
    private func work(_ age: Int) -> BuddyWork {
        BuddyWork(
            house, program: "meting", now: DutchTime.moment(today - age, minute: 620), person: world.broker.text,
            isQuiet: true)
    }

    private func ready(
        _ person: Person, _ age: Int, _ makers: BuddyDemoPeople, _ random: inout Seeded, in db: any SQLConnection
    ) throws -> BuddyVolunteer {
        let draft = makers.volunteer(name: person.name, email: person.email, person: person.id, &random)
        let volunteer = try work(age).offer(draft, in: db)
        let day = today - age + 3
        let courses = Dictionary(
            draft.kinds.filter(\.needsCourse).map { ($0.id, day + 3) }, uniquingKeysWith: { $1 })
        try work(age - 3).prepare(
            volunteer, vogSeen: day, kinds: draft.kinds, courses: courses, capacity: draft.capacity, in: db)
        return volunteer
    }

    private func pair(
        _ person: Person, age: Int, isOver: Bool, _ makers: inout BuddyDemoPeople, _ random: inout Seeded,
        in db: any SQLConnection
    ) throws {
        let volunteer = try ready(person, age + 20, makers, &random, in: db)
        let request = try work(age + 15).ask(makers.request(&random), state: .waiting, in: db)
        let id = try couple(request, volunteer, work(age), in: db)
        func now() throws -> BuddyPair {
            guard let pair = try BuddyPair.find(id, in: db) else { throw StorageError.missingColumn("buddy_pair") }
            return pair
        }
        try work(age - 2).answer(now(), yes: true, in: db)
        try work(age - 4).plan(now(), day: today - age + 9, time: "14:00", place: "Bibliotheek", in: db)
        // Some have still to meet.
        if age < 60, random.chance(30) { return }
        try work(age - 9).conclude(now(), works: true, in: db)
        let ended = isOver ? max(2, age - random.int(90...360)) : 0
        for moment in try BuddyMoment.all(of: id, in: db) where moment.due < today - max(6, ended) {
            let then = work(today - moment.due - 1)
            try then.answer(moment, of: now(), .asker, .good, words: nil, in: db)
            try then.answer(
                moment, of: now(), .volunteer, .good,
                words: random.chance(20) ? "We wandelen elke week." : nil, in: db)
            if moment.kind == .trial, try now().state == .trial { try then.goOn(now(), in: db) }
        }
        guard isOver else { return }
        let end = work(ended)
        try end.close(request, reason: .done, in: db)
        try end.stop(volunteer, in: db)
    }

    /// As `BuddyWork.pair` writes it when the rule proposed the two.
    private func couple(
        _ request: BuddyRequest, _ volunteer: BuddyVolunteer, _ work: BuddyWork, in db: any SQLConnection
    ) throws -> BuddyPair.Identity {
        let id = BuddyPair.Identity(at: work.now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM buddy_pair")
        try db.run(
            """
            INSERT INTO buddy_pair (id, number, municipality_code, kind_id, request_id, volunteer_id, state, state_at,
                is_proposed, decided_by, heard_at, created_at)
            VALUES (\(id), \(number), \(request.municipality), \(request.kind), \(request.id), \(volunteer.id),
                \(BuddyPair.State.asked), \(work.now), \(true), \(work.person), \(work.now), \(work.now))
            """)
        try db.run("UPDATE buddy_request SET paired_at = \(work.now) WHERE id = \(request.id)")
        try work.settle(request.id, in: db)
        return id
    }

    private func doors(in db: any SQLConnection) throws -> [BenchDoor] {
        let rows = try db.rows(
            """
            SELECT request_id, volunteer_id FROM buddy_pair WHERE municipality_code = \(world.code)
            AND state = \(BuddyPair.State.running) ORDER BY created_at DESC LIMIT 1
            """)
        guard let row = rows.first else { return [] }
        let doors: [(String, BuddyDoor, String)] = [
            ("maatje-aanvrager", .asker, "request_id"), ("maatje-verwijzer", .referrer, "request_id"),
            ("maatje-vrijwilliger", .volunteer, "volunteer_id"),
        ]
        return try doors.map { role, door, column in
            BenchDoor(role, link: try door.link(row(column), house, now: world.now, in: db), of: house)
        }
    }
}
