import Community
import Core
import Formats
import Services
import Storage
import Web

/// Closes a round and opens the next, with everything that goes along as proposals.
enum OpenNextCycle {
    /// The name and the years that are filled in: as many years as this round has, right after it.
    static func proposal(_ cycle: PolicyCycle, t: Texts) -> [String: String] {
        let first = cycle.lastYear + 1
        let last = first + cycle.lastYear - cycle.firstYear
        let years = first == last ? String(first) : "\(first)–\(last)"
        return ["naam": t("Plan vrijwillige inzet \(years)"), "van": String(first), "tot": String(last)]
    }

    /// - Returns: the number of the new round.
    static func perform(_ state: FormState, part: EvaluationPart, by visit: Visit) async throws -> Int {
        guard let first = state.int("van"), let last = state.int("tot") else { throw WebError.notFound }
        let house = part.house
        return try await house.database.write { db in
            try db.holdAlone("policy_cycle")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let legacy = try part.legacy(of: cycle, t: house.t(.dutch), now: visit.now, in: db) else {
                throw WebError.badRequest(Text("Stel eerst een evaluatie vast. Die opent de volgende ronde."))
            }
            try requireAnswered(cycle, in: db)
            let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM policy_cycle")
            let id = PolicyCycle.Identity(at: visit.now)
            try db.run(
                """
                INSERT INTO policy_cycle (id, number, municipality_code, name, first_year, last_year, phase, step,
                    owner_id, previous_id, created_at)
                VALUES (\(id), \(number), \(cycle.municipality), \(state["naam"]), \(first), \(last),
                    \(PolicyCycle.Phase.preparing), 1, \(cycle.owner), \(cycle.id), \(visit.now))
                """)
            try EvaluationPart.write(legacy, into: id, now: visit.now, in: db)
            if let next = try PolicyCycle.find(id, in: db) {
                for part in part.policy.parts { try part.begins(next, after: cycle, now: visit.now, in: db) }
            }
            try RunTypeTest(house: house).closeAll(of: cycle, by: visit, in: db)
            try ChangeBoard.close(of: cycle, by: visit, house: house, in: db)
            try db.run(
                """
                UPDATE policy_cycle SET phase = \(PolicyCycle.Phase.closed), closed_at = \(visit.now)
                WHERE id = \(cycle.id)
                """)
            try house.record(
                Audit.Event("ronde-gesloten", "ronde", cycle.id.text, municipality: cycle.municipality), by: visit,
                in: db)
            try house.record(
                Audit.Event(
                    "ronde-begonnen", "ronde", id.text, municipality: cycle.municipality,
                    details: ["uit": .string(cycle.id.text)]), by: visit, in: db)
            return number
        }
    }

    /// Nobody who reacted is passed over: a closed round takes no answers any more.
    static func requireAnswered(_ cycle: PolicyCycle, in db: any SQLConnection) throws {
        let isOpen = try db.exists(
            """
            SELECT 1 FROM policy_consultation WHERE cycle_id = \(cycle.id)
            AND state = \(Consultation.State.open) LIMIT 1
            """)
        if isOpen { throw WebError.badRequest(Text("Sluit eerst de raadpleging van deze ronde.")) }
    }
}
