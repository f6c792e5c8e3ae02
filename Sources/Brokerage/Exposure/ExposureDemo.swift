import Community
import Core
import Formats
import Matching
import Services
import Storage

/// Fair exposure in the demo: before the switch a few vacancies got most of the applications, since then they are spread
/// more evenly. And what waits for somebody today: questions to meet, and an objection.
struct ExposureDemo: Sendable {
    let house: House
    let texts: JSONValue
    let world: DemoWorld

    /// Eight months ago, on a working day.
    var switched: Moment {
        let day = world.today - 243
        return DutchTime.moment(day - min(day.weekday, 4) + 1, minute: 10 * 60 + 12)
    }

    func write(in db: any SQLConnection) throws {
        guard
            let code = try db.value(
                "SELECT municipality_code FROM vacancy GROUP BY municipality_code ORDER BY COUNT(*) DESC LIMIT 1",
                as: String.self)
        else { return }
        let manager = try db.value(
            """
            SELECT person_id FROM municipal_role WHERE municipality_code = \(code)
            AND role = \(MunicipalRole.centreManager.rawValue) ORDER BY person_id LIMIT 1
            """, as: String.self)
        try applications(code, in: db)
        try db.run(
            """
            INSERT INTO fair_exposure (municipality_code, at, is_on, person_id)
            VALUES (\(code), \(switched), \(true), \(manager))
            """)
        try VacancyPressure.refreshAll(in: code, now: world.now, db)
        try FindableDemo(house: house, world: world).write(code, in: db)
        try objections(code, manager, in: db)
    }

    /// Beside what came of itself: before the switch more for the few that everybody saw, after it for those that had gone
    /// without for weeks.
    private func applications(_ code: String, in db: any SQLConnection) throws {
        var random = Seeded(seed: 55)
        let history = DemoHistory(texts: texts, organisations: [:], world: world)
        var vacancies = try history.openVacancies(in: db).filter { $0.municipality == code }
        let residents = try history.residents(in: db)
        guard !vacancies.isEmpty, !residents.isEmpty else { return }
        var seen: Set<String> = []
        var applied: [String: [Moment]] = [:]
        for row in try db.rows(
            "SELECT person_id, vacancy_id, confirmed_at FROM application WHERE confirmed_at IS NOT NULL")
        {
            let vacancy: String = try row("vacancy_id")
            applied[vacancy, default: []].append(try row("confirmed_at"))
            if let person: String = try row("person_id", as: String?.self) { seen.insert(person + vacancy) }
        }
        var number = try db.count("SELECT COALESCE(MAX(number), 0) FROM application")
        for age in stride(from: 540, to: 4, by: -2) {
            let at = DutchTime.moment(world.today - age, minute: random.int(480...1290))
            let online = vacancies.indices.filter { vacancies[$0].from + .days(3) < at && at < vacancies[$0].until }
            let chosen: [Int]
            if at < switched {
                // The same few stand out, whatever else is there.
                let few = online.sorted { ($0 * 7919 % 1009, $0) < ($1 * 7919 % 1009, $1) }.prefix(5)
                chosen = (0..<2).compactMap { _ in random.pick(Array(few)) }
            } else {
                let without = online.filter { index in
                    vacancies[index].from + .days(16) < at
                        && !(applied[vacancies[index].id] ?? []).contains { at - .days(22) < $0 && $0 <= at }
                }
                chosen = (0..<(without.count + 9) / 12).compactMap { _ in random.pick(without) }
            }
            for index in chosen {
                guard let resident = random.pick(residents), resident.age >= vacancies[index].minimumAge,
                    seen.insert(resident.id + vacancies[index].id).inserted
                else { continue }
                number += 1
                applied[vacancies[index].id, default: []].append(at + .minutes(90))
                var story = DemoStory(
                    texts: texts, world: world, vacancy: vacancies[index], resident: resident, at: at, speed: "snel")
                // Most of them look round and choose something else: places stay for whoever visits the demo.
                story.endsEarly = vacancies[index].places < 2 || random.chance(70)
                if try story.write(number: number, &random, in: db) { vacancies[index].places -= 1 }
            }
        }
    }

    private func objections(_ code: String, _ manager: String?, in db: any SQLConnection) throws {
        let rows: [(days: Int, name: String, words: String, answer: String?)] = [
            (
                96, "Ria Postma",
                "Onze vacature voor de kaartclub zakte na twee reacties. Maar die mensen kwamen niet.",
                "We hebben gekeken. De twee reacties waren ingetrokken en tellen na 30 dagen niet meer mee. We bespreken of dat sneller kan."
            ),
            (
                6, "Hugo Dijkman",
                "Ik zoek iets met dieren, en ik zie de kinderboerderij pas op de derde bladzijde. Waarom staat die zo laag?",
                nil
            ),
        ]
        for (index, row) in rows.enumerated() {
            let at = world.now - .days(row.days)
            let email = "bezwaar\(index + 1)@voorbeeld.nl"
            try db.run(
                """
                INSERT INTO algorithm_objection (id, number, municipality_code, subject, words, name, email, language,
                    answer, is_changed, answered_by, created_at, due_at, answered_at)
                VALUES (\(UUIDv7.make(at: at)), \(index + 1), \(code), \(AlgorithmObjection.Subject.order), \(row.words),
                    \(row.name), \(email), 'nl', \(row.answer), \(row.answer == nil ? nil : false),
                    \(row.answer == nil ? nil : manager), \(at), \(at + .days(AlgorithmObjection.termDays)),
                    \(row.answer == nil ? nil : at + .days(9)))
                """)
        }
    }
}
