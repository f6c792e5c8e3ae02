import Community
import Core
import Services
import Storage
import Web

/// An officer begins a round, or changes its name, years, owner and date.
enum StartCycle {
    /// - Parameter parts: each may take something along from the round before.
    static func perform(
        _ state: FormState, municipality: String, previous: PolicyCycle?, parts: [any CyclePart], by visit: Visit,
        house: House
    ) async throws -> Int {
        guard let first = state.int("van"), let last = state.int("tot") else { throw WebError.notFound }
        return try await house.database.write { db in
            try require(municipality, visit, state, in: db)
            try db.holdAlone("policy_cycle")
            let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM policy_cycle")
            let id = PolicyCycle.Identity(at: visit.now)
            try db.run(
                """
                INSERT INTO policy_cycle (id, number, municipality_code, name, first_year, last_year, phase, step,
                    owner_id, previous_id, council_day, created_at)
                VALUES (\(id), \(number), \(municipality), \(state["naam"]), \(first), \(last),
                    \(PolicyCycle.Phase.preparing), 1, \(state.optional("eigenaar")), \(previous?.id),
                    \(state.day("raad")), \(visit.now))
                """)
            try house.record(
                Audit.Event("ronde-begonnen", "ronde", id.text, municipality: municipality), by: visit, in: db)
            if let previous, let next = try PolicyCycle.find(id, in: db) {
                for part in parts { try part.begins(next, after: previous, now: visit.now, in: db) }
            }
            return number
        }
    }

    static func change(_ state: FormState, by visit: Visit, house: House) async throws -> PolicyCycle {
        guard let first = state.int("van"), let last = state.int("tot") else { throw WebError.notFound }
        return try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            try require(cycle.municipality, visit, state, in: db)
            try db.run(
                """
                UPDATE policy_cycle SET name = \(state["naam"]), first_year = \(first), last_year = \(last),
                    owner_id = \(state.optional("eigenaar")), council_day = \(state.day("raad")) WHERE id = \(cycle.id)
                """)
            try house.record(
                Audit.Event("ronde-gewijzigd", "ronde", cycle.id.text, municipality: cycle.municipality), by: visit,
                in: db)
            return cycle
        }
    }

    /// The visitor is an officer there, and the owner someone of that municipality.
    private static func require(
        _ municipality: String, _ visit: Visit, _ state: FormState, in db: any SQLConnection
    ) throws {
        guard visit.actor.has(PolicyAccess.writers, in: municipality) else { throw WebError.notFound }
        guard let owner = state.optional("eigenaar") else { return }
        guard try PolicyPeople.staff(of: municipality, in: db).contains(where: { $0.id == owner }) else {
            throw WebError.badRequest(Text("Kies een van de mogelijkheden."))
        }
    }
}
