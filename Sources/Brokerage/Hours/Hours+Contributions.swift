import Community
import Core
import Formats
import Storage

extension Brokerage {
    /// Hours that wait for a yes of this person's organisations.
    func hoursTasks(for actor: Actor, t: Texts) async throws -> [TaskItem] {
        guard !actor.organisations.isEmpty else { return [] }
        return try await house.database.read { db in
            try actor.organisations.compactMap { membership in
                let row = try db.first(
                    """
                    SELECT COUNT(*) AS count, MIN(created_at) AS since FROM hours_entry
                    WHERE organisation_id = \(membership.organisation) AND state = \(HoursEntry.State.waiting)
                    """)
                guard let row, let count: Int = try row("count"), count > 0 else { return nil }
                return TaskItem(
                    function: .verbinden,
                    title: t.plural(
                        count, "1 regel met uren wacht op akkoord", "\(count) regels met uren wachten op akkoord"),
                    detail: t("Vrijwilligers schreven op wat ze deden."), action: t("Kijk na"),
                    path: OrganisationNav.Item.hours.path(membership.number), since: try row("since"))
            }
        }
    }

    /// The limits of the allowance of each year that is needed and not there, for the centre. A year that is over counts
    /// too: what was paid in December still has to be looked at in January.
    func allowanceTasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        let codes = actor.municipalities(with: MunicipalRole.centre)
        guard !codes.isEmpty else { return [] }
        let years = try await house.database.read { db in
            try codes.reduce(into: Set<Int>()) { years, code in
                years.formUnion(try AllowanceRate.missing(for: code, until: now.day.year, in: db))
            }
        }
        return years.sorted().map { year in
            TaskItem(
                function: .verbinden, title: t("Vul de grenzen van de vergoeding in \(String(year)) in"),
                detail: t("Vrijwilligers kregen een vergoeding. Zonder de grenzen kijken we die niet na."),
                action: t("Vul in"), path: "\(AllowancePages.path)?jaar=\(year)")
        }
    }

    /// Hours that organisations said yes to.
    var hoursIndicators: [Indicator] {
        [
            Indicator(
                id: "hours-agreed", name: Text("Uren die vrijwilligers gaven"),
                definition: Text(
                    "Uren van de afgelopen 12 maanden die zijn opgeschreven en waar de organisatie akkoord mee is. Bij maatjes is de vrijwilligerscentrale dat."
                ),
                unit: Text("uren per jaar")
            ) { municipality, from, to, db in
                let agreed: SQL = """
                    municipality_code = \(municipality) AND state = \(HoursEntry.State.agreed)
                    AND day >= \(from) AND day <= \(to)
                    """
                var (minutes, entries) = (0, 0)
                for table in ["hours_entry", "buddy_hours"] as [StaticString] {
                    let row = try db.first(
                        """
                        SELECT COALESCE(SUM(minutes), 0) AS minutes, COUNT(*) AS entries FROM \(raw: table)
                        WHERE \(agreed)
                        """)
                    minutes += try row?("minutes", as: Int.self) ?? 0
                    entries += try row?("entries", as: Int.self) ?? 0
                }
                return entries == 0 ? nil : .init((Double(minutes) / 60).rounded(), base: entries)
            },
            Indicator(
                id: "volunteers-with-hours", name: Text("Vrijwilligers met opgeschreven uren"),
                definition: Text(
                    "Plaatsingen waarvan in de afgelopen 12 maanden uren zijn opgeschreven met akkoord van de organisatie, en maatjes met akkoord van de vrijwilligerscentrale."
                ),
                unit: Text("mensen per jaar")
            ) { municipality, from, to, db in
                let count =
                    try db.count(
                        """
                        SELECT COUNT(DISTINCT application_id) FROM hours_entry WHERE municipality_code = \(municipality)
                        AND state = \(HoursEntry.State.agreed) AND day >= \(from) AND day <= \(to)
                        """)
                    + db.count(
                        """
                        SELECT COUNT(DISTINCT volunteer_id) FROM buddy_hours
                        WHERE municipality_code = \(municipality) AND state = \(HoursEntry.State.agreed)
                        AND day >= \(from) AND day <= \(to)
                        """)
                return count == 0 ? nil : .init(Double(count))
            },
        ]
    }
}

extension HoursEntry {
    /// What someone wrote down; after an erasure the time stays as a number of the organisation.
    static let personalData = PersonalData(
        name: Text("Uren die je opschreef"),
        export: { person, db in
            .array(
                try db.rows(
                    """
                    SELECT h.*, o.name FROM hours_entry h JOIN organisation o ON o.id = h.organisation_id
                    WHERE h.person_id = \(person) ORDER BY h.day, h.id
                    """
                ).map { row in
                    let entry = try HoursEntry(row: row)
                    return [
                        "organisatie": .string(try row("name")), "dag": .string(entry.day.iso),
                        "minuten": .int(entry.minutes), "wat": .string(entry.note),
                        "vergoedingInCenten": JSONValue(entry.allowance), "stand": .string(entry.state.rawValue),
                        "reden": JSONValue(entry.reason),
                    ]
                })
        },
        erase: { person, _, db in
            try db.run(
                "UPDATE hours_entry SET person_id = NULL, note = '', reason = NULL WHERE person_id = \(person)")
            try db.run("UPDATE hours_entry SET decided_by = NULL WHERE decided_by = \(person)")
            try db.run("UPDATE allowance_rate SET changed_by = NULL WHERE changed_by = \(person)")
        })

    static let retention = RetentionRule(
        id: "uren", name: Text("Uren en vergoedingen van vrijwilligers"),
        reason: Text("Een organisatie moet vergoedingen zeven jaar kunnen laten zien."), keep: .days(7 * 366)
    ) { before, _, db in
        try db.run(
            """
            DELETE FROM hours_entry WHERE id IN (SELECT id FROM hours_entry WHERE created_at < \(before) LIMIT 2000)
            """)
            + db.run(
                """
                DELETE FROM buddy_hours WHERE id IN (SELECT id FROM buddy_hours WHERE created_at < \(before) LIMIT 2000)
                """)
    }
}
