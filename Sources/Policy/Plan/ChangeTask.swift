import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer takes over suggestions, adds a task, changes one, ticks it off or takes it away.
enum ChangeTask {
    /// Takes over the suggested tasks of a step that are not there yet, with the proposed dates.
    static func suggest(
        _ step: StepsContent.Step, of content: StepsContent, by visit: Visit, house: House
    ) async throws -> Int {
        try await change("taken-voorgesteld", step.id, by: visit, house: house) { cycle, db in
            let days = TaskDates.propose(content.steps, councilDay: cycle.councilDay, today: visit.today)
            var added = 0
            // A list is in the order of its moments: these keep the order of the content.
            for (place, task) in step.tasks.enumerated() {
                added += try db.run(
                    """
                    INSERT INTO policy_task (id, cycle_id, step_id, content_id, title, owner_id, due_day, created_by,
                        created_at)
                    VALUES (\(UUIDv7.make(at: visit.now)), \(cycle.id), \(step.id), \(task.id), \(visit.t(task.text)),
                        \(cycle.owner?.text ?? visit.actor.person), \(days[task.id]), \(visit.actor.person),
                        \(visit.now + Span(milliseconds: Int64(place)))) ON CONFLICT (cycle_id, content_id) DO NOTHING
                    """)
            }
            return added
        }
    }

    static func add(_ state: FormState, to step: StepsContent.Step, by visit: Visit, house: House) async throws {
        _ = try await change("taak-erbij", step.id, by: visit, house: house) { cycle, db in
            try requireOwner(state, cycle, db)
            return try db.run(
                """
                INSERT INTO policy_task (id, cycle_id, step_id, title, owner_id, due_day, created_by, created_at)
                VALUES (\(UUIDv7.make(at: visit.now)), \(cycle.id), \(step.id), \(state["titel"]),
                    \(state.optional("wie")), \(state.day("klaar")), \(visit.actor.person), \(visit.now))
                """)
        }
    }

    static func update(_ id: String, _ state: FormState, by visit: Visit, house: House) async throws {
        try await one("taak-gewijzigd", id, by: visit, house: house) { cycle, db in
            try requireOwner(state, cycle, db)
            return try db.run(
                """
                UPDATE policy_task SET title = \(state["titel"]), owner_id = \(state.optional("wie")),
                    due_day = \(state.day("klaar")) WHERE id = \(id) AND cycle_id = \(cycle.id)
                """)
        }
    }

    static func tick(_ id: String, done: Bool, by visit: Visit, house: House) async throws {
        try await one(done ? "taak-klaar" : "taak-heropend", id, by: visit, house: house) { cycle, db in
            try db.run(
                """
                UPDATE policy_task SET done_at = \(done ? visit.now : nil), done_by = \(done ? visit.actor.person : nil)
                WHERE id = \(id) AND cycle_id = \(cycle.id)
                """)
        }
    }

    static func remove(_ id: String, by visit: Visit, house: House) async throws {
        try await one("taak-weg", id, by: visit, house: house) { cycle, db in
            try db.run("DELETE FROM policy_task WHERE id = \(id) AND cycle_id = \(cycle.id)")
        }
    }

    private static func requireOwner(_ state: FormState, _ cycle: PolicyCycle, _ db: any SQLConnection) throws {
        guard let owner = state.optional("wie") else { return }
        guard try PolicyPeople.staff(of: cycle.municipality, in: db).contains(where: { $0.id == owner }) else {
            throw WebError.badRequest(Text("Kies een van de mogelijkheden."))
        }
    }

    private static func one(
        _ action: String, _ id: String, by visit: Visit, house: House,
        _ body: @escaping @Sendable (PolicyCycle, any SQLConnection) throws -> Int
    ) async throws {
        _ = try await change(action, id, by: visit, house: house) { cycle, db in
            guard try body(cycle, db) == 1 else { throw WebError.notFound }
            return 1
        }
    }

    private static func change(
        _ action: String, _ object: String, by visit: Visit, house: House,
        _ body: @escaping @Sendable (PolicyCycle, any SQLConnection) throws -> Int
    ) async throws -> Int {
        try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let count = try body(cycle, db)
            try house.record(
                Audit.Event(
                    action, "ronde", cycle.id.text, municipality: cycle.municipality,
                    details: ["taak": .string(object)]), by: visit, in: db)
            return count
        }
    }
}
