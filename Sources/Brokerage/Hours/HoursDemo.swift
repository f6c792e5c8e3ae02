import Core
import Storage

/// Half a year of hours for some of the demo's volunteers: most agreed, the last ones waiting, one sent back.
struct HoursDemo {
    let today: Day

    func write(in db: any SQLConnection) throws {
        var random = Seeded(seed: 28)
        try giveResidentWork(in: db)
        let placed = try db.rows(
            """
            SELECT * FROM application WHERE state = \(VacancyApplication.State.placed) AND stopped_at IS NULL
            AND erased_at IS NULL ORDER BY number
            """
        ).map(VacancyApplication.init(row:))
        for (index, application) in placed.enumerated() where index % 3 == 0 {
            try write(application, index: index, &random, in: db)
        }
    }

    /// The resident of the demo panel helps at the organisation of the demo panel, so that both sides of hours can be
    /// seen with two clicks.
    private func giveResidentWork(in db: any SQLConnection) throws {
        guard
            let resident = try db.first(
                "SELECT id, name, email, postcode FROM person WHERE email = 'lotte@inwoners.waterveen.example'")
        else { return }
        let placed = try db.rows(
            """
            SELECT id, name, organisation_id FROM application WHERE state = \(VacancyApplication.State.placed)
            AND stopped_at IS NULL AND erased_at IS NULL ORDER BY number
            """)
        let rows = try db.rows(
            """
            SELECT m.organisation_id FROM membership m JOIN person p ON p.id = m.person_id
            WHERE p.email LIKE 'naima@%'
            """)
        let homes = try Set(rows.map { try $0("organisation_id", as: String.self) })
        for (index, row) in placed.enumerated() where index % 3 == 0 {
            guard homes.contains(try row("organisation_id")) else { continue }
            let (id, old): (String, String) = (try row("id"), try row("name"))
            let (person, name, email): (String, String, String) =
                (try resident("id"), try resident("name"), try resident("email"))
            try db.run(
                """
                UPDATE application SET person_id = \(person), name = \(name), email = \(email),
                    postcode = \(try resident("postcode", as: String?.self)) WHERE id = \(id)
                """)
            let (was, called) = (String(old.prefix { $0 != " " }), String(name.prefix { $0 != " " }))
            try db.run(
                "UPDATE application_message SET body = REPLACE(body, \(was), \(called)) WHERE application_id = \(id)")
            return
        }
    }

    private func write(
        _ application: VacancyApplication, index: Int, _ random: inout Seeded, in db: any SQLConnection
    ) throws {
        let begun = max((application.placedAt ?? application.stateAt).day + 1, today - 180)
        let length = random.int(4...10) * 15
        let words = [
            "", "", "ingevallen", "koken en opruimen", "huisbezoek", "wandeling", "bardienst", "voorbereiding",
        ]
        var day = begun + random.int(0...6)
        while day < today {
            // Off now and then, and in the summer.
            if random.chance(80), day.parts.month != 8 {
                let age = today - day
                let state: HoursEntry.State = age > 14 ? .agreed : index % 12 == 3 && age < 8 ? .returned : .waiting
                let at = DutchTime.moment(day) + .minutes(19 * 60)
                // In the year whose limits nobody wrote down yet, some get an allowance.
                let cents: Int? = index % 15 == 0 ? length * 5 * 100 / 60 : nil
                let decided: Moment? = state == .waiting ? nil : at + .days(2)
                let reason: String? = state == .returned ? "Die dag waren we dicht. Was het een andere dag?" : nil
                try db.run(
                    """
                    INSERT INTO hours_entry (id, application_id, organisation_id, municipality_code, person_id, day,
                        minutes, note, allowance_cents, state, reason, created_at, decided_at)
                    VALUES (\(HoursEntry.Identity(at: at)), \(application.id), \(application.organisation),
                        \(application.municipality), \(application.person), \(day), \(length),
                        \(random.pick(words) ?? ""), \(cents), \(state), \(reason), \(at), \(decided))
                    """)
            }
            day = day + 7
        }
    }
}
