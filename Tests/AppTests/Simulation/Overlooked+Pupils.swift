import Core
import Storage

extension Overlooked {
    private static let home = "/centrale/stage"

    func pupils() async throws -> [String] {
        var found = try await missing(
            "stageplek",
            """
            SELECT p.number AS n, 0 AS g, '' AS s FROM pupil_place p JOIN pupil_round r ON r.id = p.round_id
            WHERE p.state = 'ingediend' AND r.last_day >= \(today)
            """, among: staff
        ) { ["\(Self.home)/plekken/\($0.number)"] }
        found += try await missing(
            "stagebezwaar",
            """
            SELECT r.number AS n, 0 AS g, b.id AS s FROM pupil_objection b JOIN pupil_round r ON r.id = b.round_id
            WHERE b.answered_at IS NULL
            """, among: staff
        ) { ["\(Self.home)/rondes/\($0.number)/bezwaar/\($0.text)"] }
        return try await found + pupilHours() + teachers() + placeless() + guardians() + steps()
    }

    private func pupilHours() async throws -> [String] {
        var found: [String] = []
        for owner in world.organisations {
            let hours = try await things(
                """
                SELECT COUNT(*) AS n, \(owner.number) AS g, '' AS s FROM pupil_hours
                WHERE organisation_id = \(owner.id) AND state = 'wacht'
                """)
            let unsigned = try await things(
                """
                SELECT COUNT(*) AS n, \(owner.number) AS g, '' AS s FROM pupil_placement m
                JOIN pupil_round r ON r.id = m.round_id JOIN pupil p ON p.id = m.pupil_id
                WHERE m.organisation_id = \(owner.id) AND m.ended_at IS NULL AND p.erased_at IS NULL
                AND r.state = 'bekend' AND r.last_day >= \(today) AND NOT EXISTS (SELECT 1 FROM pupil_signature g
                    WHERE g.placement_id = m.id AND g.party = 'organisatie')
                """)
            for (words, counts) in [("uren van", hours), ("Teken", unsigned)] {
                for thing in counts
                where thing.number > 0
                    && !lists.counts(
                        thing.number, at: "/organisatie/\(owner.number)/stage", saying: words,
                        among: [owner.role, .manager])
                {
                    found.append("stage bij organisatie \(owner.number), \(words): \(thing.number)")
                }
            }
        }
        // Where nobody works any more the centre decides.
        let left = try await things(
            """
            SELECT COUNT(*) AS n, r.number AS g, '' AS s FROM pupil_hours h JOIN pupil_placement m ON m.id = h.placement_id
            JOIN pupil_round r ON r.id = m.round_id JOIN organisation o ON o.id = h.organisation_id
            WHERE h.state = 'wacht' AND o.state = 'gestopt' AND r.state = 'bekend' AND r.last_day >= \(today - 30)
            GROUP BY r.number ORDER BY r.number
            """)
        for thing in left
        where !lists.counts(
            thing.number, at: "\(Self.home)/rondes/\(thing.group)#uren", saying: "met uren wacht", among: staff)
        { found.append("stage-uren bij een gestopte organisatie, ronde \(thing.group): \(thing.number)") }
        return found
    }

    /// What only the school can see to, by its number and round.
    private func teachers() async throws -> [String] {
        let done: SQL = """
            (SELECT COALESCE(SUM(h.minutes), 0) FROM pupil_placement q JOIN pupil_hours h ON h.placement_id = q.id
                WHERE q.pupil_id = p.id AND h.state = 'akkoord') >= r.hours * 60
            """
        let here: SQL = "FROM pupil_placement m WHERE m.pupil_id = p.id AND m.ended_at IS NULL"
        let ways: [(String, SQL)] = [
            (
                "toestemming",
                "r.state <> 'bekend' AND r.last_day >= \(today) AND p.under_16 = \(true) AND p.consent_at IS NULL"
            ),
            (
                "geen plek",
                """
                r.state = 'bekend' AND r.last_day >= \(today - 30) AND p.own_way_at IS NULL AND NOT (\(done))
                AND NOT EXISTS (SELECT 1 \(here))
                """
            ),
            (
                "niet rond",
                """
                r.state = 'bekend' AND r.last_day >= \(today) AND EXISTS (SELECT 1 \(here) AND (SELECT COUNT(*)
                    FROM pupil_signature g WHERE g.placement_id = m.id AND (g.party <> 'ouder' OR p.under_16 = \(true)))
                    < (CASE WHEN p.under_16 = \(true) THEN 4 ELSE 3 END))
                """
            ),
            (
                "te weinig uren",
                """
                r.state = 'bekend' AND r.last_day <= \(today + 28) AND r.last_day >= \(today - 30)
                AND EXISTS (SELECT 1 \(here)) AND NOT (\(done))
                """
            ),
            (
                "die stopte",
                """
                r.state = 'bekend' AND r.last_day >= \(today - 30) AND NOT (\(done)) AND EXISTS (SELECT 1
                    FROM pupil_placement m JOIN organisation o ON o.id = m.organisation_id
                    WHERE m.pupil_id = p.id AND m.ended_at IS NULL AND o.state = 'gestopt')
                """
            ),
        ]
        var found: [String] = []
        for (words, condition) in ways {
            let counts = try await things(
                """
                SELECT COUNT(*) AS n, r.number AS g, '' AS s FROM pupil p JOIN pupil_round r ON r.id = p.round_id
                WHERE p.erased_at IS NULL AND \(condition) GROUP BY r.number ORDER BY r.number
                """)
            for thing in counts {
                let isKnown = ["/school/1", "/school/1?ronde=\(thing.group)"].contains {
                    lists.counts(thing.number, at: $0, saying: words, among: [.researcher])
                }
                if !isKnown { found.append("school, ronde \(thing.group), \(words): \(thing.number)") }
            }
        }
        return found
    }

    /// Whoever has no place though nothing is in the way stands by name behind a task of the centre.
    private func placeless() async throws -> [String] {
        try await missing(
            "leerling zonder plek",
            """
            SELECT p.number AS n, r.number AS g, '' AS s FROM pupil p JOIN pupil_round r ON r.id = p.round_id
            WHERE p.erased_at IS NULL AND r.state = 'bekend' AND r.last_day >= \(today - 30) AND p.own_way_at IS NULL
            AND (p.under_16 = \(false) OR p.consent_at IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM pupil_placement m WHERE m.pupil_id = p.id AND m.ended_at IS NULL)
            AND (SELECT COALESCE(SUM(h.minutes), 0) FROM pupil_placement q JOIN pupil_hours h ON h.placement_id = q.id
                WHERE q.pupil_id = p.id AND h.state = 'akkoord') < r.hours * 60
            """, among: staff
        ) { ["\(Self.home)/rondes/\($0.group)/leerlingen/\($0.number)"] }
    }
}
