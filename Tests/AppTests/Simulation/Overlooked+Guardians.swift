import Core
import Storage

extension Overlooked {

    // MARK: Parents

    /// Whoever has to say yes was asked, was asked again, and hears it when a yes is taken back. Without a yes nobody
    /// under 16 is anywhere.
    func guardians() async throws -> [String] {
        let children: SQL = """
            FROM pupil p JOIN pupil_round r ON r.id = p.round_id WHERE p.under_16 = \(true) AND p.erased_at IS NULL
            """
        let asked: SQL = """
            (SELECT COUNT(*) FROM mail m WHERE m.recipient = p.guardian_email AND m.kind = 'stage-toestemming')
            """
        let silent: SQL = """
            r.state = 'open' AND r.wishes_until >= \(today) AND p.guardian_email IS NOT NULL
            AND p.consent_at IS NULL AND p.refused_at IS NULL
            """
        let ways: [(String, SQL)] = [
            ("ouder is niet gevraagd", "\(silent) AND \(asked) = 0"),
            (
                "ouder is niet nog eens gevraagd",
                "\(silent) AND p.created_at <= \(now - .days(11)) AND \(asked) < 2"
            ),
            (
                "ouder hoort niet dat de toestemming is ingetrokken",
                """
                p.guardian_email IS NOT NULL AND EXISTS (SELECT 1 FROM audit_event e WHERE e.object_id = p.id
                    AND e.action = 'stage-toestemming-ingetrokken' AND e.at >= \(now - .days(8))
                    AND NOT EXISTS (SELECT 1 FROM mail m WHERE m.recipient = p.guardian_email
                        AND m.kind = 'stage-toestemming-ingetrokken' AND m.created_at >= e.at))
                """
            ),
            (
                "leerling heeft een plek zonder ja van een ouder",
                """
                p.consent_at IS NULL AND EXISTS (SELECT 1 FROM pupil_placement m WHERE m.pupil_id = p.id
                    AND m.ended_at IS NULL)
                """
            ),
        ]
        var found: [String] = []
        for (words, condition) in ways {
            let left = try await things("SELECT p.number AS n, r.number AS g, '' AS s \(children) AND \(condition)")
            found += left.map { "ronde \($0.group), leerling \($0.number): \(words)" }
        }
        return found
    }

    // MARK: Steps of a round

    /// Pupils wait for the next button of the centre.
    func steps() async throws -> [String] {
        let ways: [(String, SQL)] = [
            ("Leg de wensen vast", "state = 'open' AND wishes_until < \(today)"),
            ("Loot de stageplekken", "state = 'vastgelegd' AND draw_day <= \(today)"),
            ("Besluit over de loting", "state = 'geloot'"), ("Maak de stageplekken bekend", "state = 'besloten'"),
        ]
        var found: [String] = []
        for (words, condition) in ways {
            for thing in try await things("SELECT number AS n, 0 AS g, '' AS s FROM pupil_round WHERE \(condition)") {
                let path = "/centrale/stage/rondes/\(thing.number)"
                let isKnown = staff.contains { role in
                    (lists.items[role] ?? []).contains { $0.path == path && $0.title.hasPrefix(words) }
                }
                if !isKnown { found.append("stageronde \(thing.number): \(words)") }
            }
        }
        return found
    }
}
