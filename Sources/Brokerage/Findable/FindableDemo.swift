import Community
import Core
import Matching
import Services
import Storage

/// A few questions to meet in the demo: answered, lapsed and open. People come from whoever wants to be found there.
struct FindableDemo: Sendable {
    let house: House
    let world: DemoWorld

    private static let questions: [(daysAgo: Int, state: PeopleAsk.State)] = [
        (70, .accepted), (52, .refused), (40, .lapsed), (6, .open), (3, .open), (1, .open),
    ]

    func write(_ code: String, in db: any SQLConnection) throws {
        let people = FindablePeople(
            vault: house.vault, places: try PlaceDirectory(in: db),
            weights: (try? RankingFile.standard.get()) ?? .standard)
        let vacancies = try db.rows(
            """
            SELECT v.* FROM vacancy v WHERE v.state = \(Vacancy.State.online) AND v.municipality_code = \(code)
            AND v.published_at < \(world.now - .days(80)) AND EXISTS (
                SELECT 1 FROM membership m WHERE m.organisation_id = v.organisation_id)
            ORDER BY v.number LIMIT 12
            """
        ).map(Vacancy.init(row:))
        var number = 0
        for (question, vacancy) in zip(Self.questions, vacancies) {
            guard let found = try people.list(for: vacancy, now: world.now, in: db).first else { continue }
            number += 1
            let at = world.now - .days(question.daysAgo)
            let ended = question.state == .lapsed ? at + .days(PeopleAsk.termDays) : at + .days(2)
            let by: String? = try db.value(
                "SELECT person_id FROM membership WHERE organisation_id = \(vacancy.organisation) ORDER BY created_at LIMIT 1",
                as: String.self)
            try db.run(
                """
                INSERT INTO people_ask (id, number, vacancy_id, organisation_id, municipality_code, person_id, message,
                    asked_by, state, created_at, state_at)
                VALUES (\(UUIDv7.make(at: at)), \(number), \(vacancy.id), \(vacancy.organisation), \(code),
                    \(found.person), 'We denken dat dit bij je past. Heb je zin om een keer te komen kijken?', \(by),
                    \(question.state), \(at), \(question.state == .open ? at : ended))
                """)
        }
    }
}
