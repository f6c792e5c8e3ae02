import Core
import Storage

extension Overlooked {

    // MARK: Trajectories

    func rounds() async throws -> [String] {
        let people: SQL = """
            FROM trajectory_person p JOIN trajectory t ON t.id = p.trajectory_id
            WHERE p.erased_at IS NULL AND t.forgotten_at IS NULL
            """
        let one: SQL = "SELECT p.number AS n, t.number AS g, '' AS s \(people)"
        let all: SQL = "SELECT COUNT(*) AS n, t.number AS g, '' AS s \(people)"
        func path(_ thing: Thing) -> [String] { ["/centrale/trajecten/\(thing.group)/mensen/\(thing.number)"] }
        var found = try await missing(
            "wil iets doen", "\(one) AND p.state = 'wil' AND p.route IS NULL AND p.started_at IS NULL", among: staff,
            path)
        found += try await missing(
            "opnieuw vragen",
            """
            \(one) AND p.state = 'later' AND (p.ask_again <= \(today - 14)
                OR (p.ask_again <= \(today) AND (p.helper_id IS NULL OR t.state = 'klaar')))
            """, among: staff, path)
        for (words, condition) in [
            ("gespreksvoerder", "p.helper_id IS NULL"),
            ("dagen beloofd", "p.helper_id IS NOT NULL AND p.assigned_at < \(now - .days(14))"),
        ] as [(String, SQL)] {
            let counts = try await things(
                "\(all) AND t.state = 'loopt' AND p.state = 'open' AND \(condition) GROUP BY t.number")
            for thing in counts
            where !lists.counts(thing.number, at: "/centrale/trajecten/\(thing.group)", saying: words, among: staff) {
                found.append("traject \(thing.group), \(words): \(thing.number)")
            }
        }
        let steps = try await things(
            """
            SELECT 0 AS n, t.number AS g, '' AS s FROM trajectory_step s JOIN trajectory t ON t.id = s.trajectory_id
            WHERE t.state = 'loopt' AND s.done_at IS NULL AND s.day < \(today) GROUP BY t.number
            """)
        for thing in steps where !lists.has("/centrale/trajecten/\(thing.group)/stappen", among: staff) {
            found.append("een stap van traject \(thing.group) is over de dag")
        }
        return try await found + referrals()
    }

    /// At the organisation from the start; at the centre when no answer or no outcome comes.
    private func referrals() async throws -> [String] {
        let from: SQL = """
            FROM trajectory_referral r JOIN trajectory_person p ON p.id = r.person_id
            JOIN trajectory t ON t.id = r.trajectory_id WHERE p.erased_at IS NULL AND t.forgotten_at IS NULL
            """
        var found = try await missing(
            "doorverwijzing bij de centrale",
            """
            SELECT p.number AS n, t.number AS g, '' AS s \(from) AND ((r.state = 'gevraagd'
                AND r.created_at < \(now - .days(14))) OR (r.state = 'ja' AND r.answered_at < \(now - .days(44))))
            """, among: staff
        ) { ["/centrale/trajecten/\($0.group)/mensen/\($0.number)"] }
        for owner in world.organisations {
            found += try await missing(
                "doorverwijzing bij de organisatie",
                """
                SELECT r.number AS n, \(owner.number) AS g, '' AS s \(from) AND r.organisation_id = \(owner.id)
                AND (r.state = 'gevraagd' OR (r.state = 'ja' AND r.answered_at < \(now - .days(30))))
                """, among: [owner.role, .manager]
            ) { ["/organisatie/\($0.group)/doorverwijzingen/\($0.number)"] }
        }
        return found
    }

    // MARK: Objections, hours, questions

    func rest() async throws -> [String] {
        var found = try await missing(
            "bezwaar", "SELECT number AS n, 0 AS g, '' AS s FROM algorithm_objection WHERE answered_at IS NULL",
            among: staff
        ) { ["/centrale/bezwaren/\($0.number)"] }
        for owner in world.organisations {
            found += try await missing(
                "uren",
                "SELECT 0 AS n, \(owner.number) AS g, id AS s FROM hours_entry WHERE organisation_id = \(owner.id) AND state = 'wacht'",
                among: [owner.role, .manager]
            ) { ["/organisatie/\($0.group)/uren/\($0.text)"] }
        }
        // Where nobody works any more nothing may wait either.
        let gone = try await things(
            """
            SELECT COUNT(*) AS n, o.number AS g, '' AS s FROM hours_entry h JOIN organisation o ON o.id = h.organisation_id
            WHERE h.state = 'wacht' AND o.state = 'gestopt' AND o.updated_at < \(now - .days(2)) GROUP BY o.number
            """)
        found += gone.map { "\($0.number) regels met uren wachten bij gestopte organisatie \($0.group)" }
        let asks = try await things(
            "SELECT number AS n, 0 AS g, '' AS s FROM people_ask WHERE state = 'open' AND created_at < \(now - .days(16))"
        )
        return found + asks.map { "vraag \($0.number) had moeten vervallen" }
    }
}
