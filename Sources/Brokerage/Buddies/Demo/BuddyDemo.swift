import Community
import Core
import Storage

/// Eleven months of buddies in the demo, lived day by day with the real rule and the real actions: who asks, who offers,
/// what the rule proposes each week, and what becomes of it. What is still open on the last day waits for the centre.
struct BuddyDemo: Sendable {
    let house: House
    let today: Day
    static let municipality = "GM9999"
    private static let length = 330
    private static let requestCount = 64
    private static let volunteerCount = 62

    func write(in db: any SQLConnection) throws {
        var random = Seeded(seed: 44)
        let start = today - Self.length
        let broker: String? = try db.value(
            """
            SELECT person_id FROM municipal_role WHERE municipality_code = \(Self.municipality)
            AND role = \(MunicipalRole.broker) ORDER BY person_id LIMIT 1
            """)
        for draft in BuddyKindDraft.readyMade {
            _ = try draft.save(nil, municipality: Self.municipality, now: DutchTime.moment(start - 10), in: db)
        }
        let kinds = try BuddyKind.all(in: [Self.municipality], db: db)
        let areas = try Places.neighbourhoods(of: Self.municipality, in: db)
        guard !kinds.isEmpty, !areas.isEmpty else { return }
        var people = BuddyDemoPeople(kinds: kinds, areas: areas)
        var life = BuddyDemoLife(house: house, broker: broker)
        let requests = Self.days(Self.requestCount, from: start, to: today, &random)
        let volunteers = Self.days(Self.volunteerCount, from: start, to: today - 2, &random)
        let residents = try db.rows(
            """
            SELECT id, name, email FROM person WHERE neighbourhood_id IS NOT NULL AND erased_at IS NULL
            AND email IS NOT NULL ORDER BY id LIMIT \(Self.volunteerCount)
            """)
        var nextResident = 0
        var day = start
        while day < today {
            for _ in volunteers.filter({ $0 == day }) where nextResident < residents.count {
                let row = residents[nextResident]
                nextResident += 1
                let draft = try people.volunteer(
                    name: row("name"), email: row("email"), person: row("id"), &random)
                try life.arrive(draft, day, kinds: kinds, isLast: day > today - 9, &random, in: db)
            }
            for _ in requests.filter({ $0 == day }) {
                try life.arrive(people.request(&random), day, isLast: day > today - 6, &random, in: db)
            }
            try life.live(day, last: today, &random, in: db)
            // The pairs of the last two weeks are for who looks at the demo to make, whatever day it is.
            if day.weekday == 1, day < today - 13 { try life.propose(day, last: today, &random, in: db) }
            day = day + 1
        }
        try courses(kinds, broker, &random, in: db)
    }

    /// So many days, spread evenly with some chance.
    private static func days(_ count: Int, from: Day, to: Day, _ random: inout Seeded) -> [Day] {
        (0..<count).map { index in
            let even = (to - from) * index / count
            return min(to - 1, from + even + random.int(0...4))
        }
    }

    /// A course that was given, one of which nobody wrote down yet who was there, and one that comes.
    private func courses(_ kinds: [BuddyKind], _ broker: String?, _ random: inout Seeded, in db: any SQLConnection)
        throws
    {
        for (index, kind) in kinds.filter(\.needsCourse).prefix(3).enumerated() {
            let day = [today - 60, today - 4, today + 10][index]
            let work = BuddyWork(
                house, program: "demo", now: DutchTime.moment(min(day, today) - 20, minute: 600), person: broker,
                isQuiet: true)
            let number = try work.plan(
                course: kind, day: day, time: "13:30 – 16:30", place: "Buurthuis De Schakel", in: db)
            guard
                let course = try BuddyCourse.find(number: number, municipalities: [Self.municipality], in: db)
            else { continue }
            let free = try BuddyCourse.people(course, in: db).prefix(8).map(\.number)
            try work.signUp(Set(free), for: course, kind: kind, in: db)
            if index == 0 { try work.finish(course, present: Set(free.dropLast()), in: db) }
        }
    }
}
