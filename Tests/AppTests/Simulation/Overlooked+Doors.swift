import Core
import Storage

extension Overlooked {

    // MARK: Doors

    func doors() async throws -> [String] {
        let whole: SQL = "FROM door_round r WHERE r.state = 'loopt'"
        var found: [String] = []
        for thing in try await things("SELECT number AS n, 0 AS g, '' AS s \(whole) AND last_day < \(today)")
        where !lists.has("/centrale/rondes/\(thing.number)/verslag", among: staff) {
            found.append("ronde \(thing.number) is voorbij")
        }
        let stalled: SQL = """
            SELECT number AS n, 0 AS g, '' AS s \(whole) AND last_day >= \(today) AND first_day <= \(today - 15)
            AND created_at < \(now - .days(15)) AND (last_door_at IS NULL OR last_door_at < \(now - .days(15)))
            """
        for thing in try await things(stalled) where !lists.has("/centrale/rondes/\(thing.number)", among: staff) {
            found.append("ronde \(thing.number) ligt stil")
        }
        let nobody = try await things(
            """
            SELECT COUNT(*) AS n, r.number AS g, '' AS s \(running) AND d.helper_id IS NULL
            AND d.state IN ('open', 'niet-thuis') AND r.first_day <= \(today) AND r.last_day >= \(today)
            GROUP BY r.number
            """)
        for thing in nobody
        where !lists.counts(thing.number, at: "/centrale/rondes/\(thing.group)", saying: "geen loper", among: staff) {
            found.append("ronde \(thing.group), deuren zonder loper: \(thing.number)")
        }
        return try await found + cards() + leftAlone()
    }

    /// Who was not home can still answer: the code of the card works as long as the round runs, and what came in with it
    /// is a case of the desk.
    private func cards() async throws -> [String] {
        let one: SQL = "SELECT d.number AS n, r.number AS g, d.state AS s"
        let dead = try await things(
            "\(one) \(running) AND d.state IN ('niet-thuis', 'kaart') AND (d.code_hash IS NULL OR d.visits NOT IN (1, 2))"
        )
        let lost = try await things(
            """
            \(one) \(running) AND d.state = 'gesproken' AND d.via = 'kaart' AND d.offers > 0
            AND NOT EXISTS (SELECT 1 FROM door_intake x WHERE x.door_id = d.id AND x.kind = 'aanbod')
            """)
        return dead.map { "ronde \($0.group), deur \($0.number) (\($0.text)) kan niet meer antwoorden" }
            + lost.map { "ronde \($0.group), deur \($0.number): het antwoord op de kaart is nergens" }
    }

    /// Nobody comes by any more where a household said so, and nothing is kept about it.
    private func leftAlone() async throws -> [String] {
        let quiet = try await world.numbers(
            """
            SELECT d.number AS n FROM door d WHERE d.state = 'nee' AND d.code_hash IS NULL
            AND NOT EXISTS (SELECT 1 FROM door_intake x WHERE x.door_id = d.id) ORDER BY d.number
            """)
        return world.leftAlone.subtracting(quiet).sorted().map { "deur \($0) wilde met rust gelaten worden" }
    }

    private var running: SQL { "FROM door d JOIN door_round r ON r.id = d.round_id WHERE r.state = 'loopt'" }
}
