import Community
import Core
import Formats
import Storage

/// Eighteen months of applications: most answered, some late, some never; placements and what became of them.
struct DemoHistory: Sendable {
    let texts: JSONValue
    let organisations: JSONValue
    let world: DemoWorld

    struct Open {
        let id: String
        let title: String
        let organisation: String
        let organisationName: String
        let organisationKey: String
        let municipality: String
        let neighbourhood: String?
        let sector: String
        let spot: Spot?
        let minimumAge: Int
        let from: Moment
        let until: Moment
        var places: Int
    }

    struct Resident {
        let id: String
        let name: String
        let email: String
        let postcode: String?
        let neighbourhood: String?
        let age: Int
        let spot: Spot?
    }

    func write(in db: any SQLConnection) throws {
        var random = Seeded(seed: 33)
        var vacancies = try openVacancies(in: db)
        let residents = try residents(in: db)
        guard !vacancies.isEmpty, !residents.isEmpty else { return }
        let speeds = Dictionary((organisations.array ?? []).map { ($0.text("key"), $0.text("speed")) }) { first, _ in
            first
        }
        // Two in three go to an earlier round, or the last months would stand out in the figures.
        let earlier = vacancies.indices.filter { vacancies[$0].until < world.now }
        var moments: [(Moment, Resident, Int)] = []
        for resident in residents {
            for _ in 0..<random.int(1...4) {
                let isEarlier = random.chance(66)
                guard let index = random.pick(isEarlier ? earlier : Array(vacancies.indices)) else { continue }
                let vacancy = vacancies[index]
                if resident.age < vacancy.minimumAge { continue }
                let length = max(1, (vacancy.until - vacancy.from).wholeDays)
                // Most people answer soon after a vacancy appears.
                let day = min(random.int(0...length), random.int(0...length))
                let at = vacancy.from + .days(day) + .minutes(random.int(420...1320))
                if at < world.now { moments.append((at, resident, index)) }
            }
        }
        moments.sort { ($0.0, $0.1.id) < ($1.0, $1.1.id) }
        var number = 0
        var seen: Set<String> = []
        for (at, resident, index) in moments {
            guard seen.insert(resident.id + vacancies[index].id).inserted else { continue }
            number += 1
            let speed = speeds[vacancies[index].organisationKey] ?? "gewoon"
            let story = DemoStory(
                texts: texts, world: world, vacancy: vacancies[index], resident: resident, at: at, speed: speed)
            if try story.write(number: number, &random, in: db) { vacancies[index].places -= 1 }
        }
        try cannedAnswers(in: db)
    }

    func openVacancies(in db: any SQLConnection) throws -> [Open] {
        try db.rows(
            """
            SELECT v.id, v.title, v.sector, v.x, v.y, v.minimum_age, v.places, v.published_at, v.closed_at,
                v.municipality_code, v.neighbourhood_id, o.id AS organisation_id, o.name AS organisation_name, o.source_key AS organisation_key
            FROM vacancy v JOIN organisation o ON o.id = v.organisation_id
            WHERE v.published_at IS NOT NULL ORDER BY v.number
            """
        ).map { row in
            try Open(
                id: row("id"), title: row("title"), organisation: row("organisation_id"),
                organisationName: row("organisation_name"), organisationKey: row("organisation_key"),
                municipality: row("municipality_code"), neighbourhood: row("neighbourhood_id"), sector: row("sector"),
                spot: Spot(row: row),
                minimumAge: row("minimum_age"), from: row("published_at"),
                until: row("closed_at", as: Moment?.self) ?? world.now, places: row("places"))
        }
    }

    func residents(in db: any SQLConnection) throws -> [Resident] {
        try db.rows(
            """
            SELECT p.*, n.x, n.y FROM person p JOIN neighbourhood n ON n.id = p.neighbourhood_id
            WHERE p.birth_year IS NOT NULL ORDER BY p.email
            """
        ).map { row in
            let birth: Int = try row("birth_year")
            return try Resident(
                id: row("id"), name: row("name"), email: row("email"), postcode: row("postcode"),
                neighbourhood: row("neighbourhood_id"), age: world.today.year - birth, spot: Spot(row: row))
        }
    }

    private func cannedAnswers(in db: any SQLConnection) throws {
        guard let id = try db.value("SELECT id FROM organisation WHERE source_key = 'het-anker'", as: String.self)
        else { return }
        for answer in texts.list("canned") {
            try db.run(
                """
                INSERT INTO canned_answer (id, organisation_id, name, sort_key, body, updated_at)
                VALUES (\(UUIDv7.make(at: world.now)), \(id), \(answer.text("name")),
                    \(TextFolding.sortKey(answer.text("name"))), \(answer.text("body")), \(world.now))
                """)
        }
    }
}
