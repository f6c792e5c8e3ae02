import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer says how far a step is.
enum ChangeStep {
    static let skipForm = Form([
        Field(
            "reden", Text("Waarom sla je deze stap over?"), .area(rows: 3),
            hint: Text("De reden staat straks in de overdracht."), limit: 500)
    ])

    /// - Returns: the number of the step where the work goes on.
    static func finish(_ step: StepsContent.Step, of content: StepsContent, by visit: Visit, house: House) async throws
        -> Int
    {
        try await change(step, by: visit, house: house, "stap-klaar") { cycle, db in
            try mark(step, .done, nil, cycle, visit, db)
            return try advance(cycle, content, after: step, db)
        }
    }

    static func skip(
        _ step: StepsContent.Step, of content: StepsContent, reason: String, by visit: Visit, house: House
    ) async throws -> Int {
        try await change(step, by: visit, house: house, "stap-overgeslagen") { cycle, db in
            try mark(step, .skipped, reason, cycle, visit, db)
            return try advance(cycle, content, after: step, db)
        }
    }

    /// Takes the step up again: it becomes the one where the work is.
    static func reopen(_ step: StepsContent.Step, by visit: Visit, house: House) async throws {
        _ = try await change(step, by: visit, house: house, "stap-heropend") { cycle, db in
            try mark(step, .busy, nil, cycle, visit, db)
            try db.run("UPDATE policy_cycle SET step = \(step.number) WHERE id = \(cycle.id)")
            return step.number
        }
    }

    private static func mark(
        _ step: StepsContent.Step, _ state: StepState, _ reason: String?, _ cycle: PolicyCycle, _ visit: Visit,
        _ db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO policy_step (cycle_id, step_id, state, reason, person_id, changed_at)
            VALUES (\(cycle.id), \(step.id), \(state), \(reason), \(visit.actor.person), \(visit.now))
            ON CONFLICT (cycle_id, step_id) DO UPDATE SET state = excluded.state, reason = excluded.reason,
                person_id = excluded.person_id, changed_at = excluded.changed_at
            """)
    }

    /// The next step that is neither done nor skipped, after this one or else before it; the last when all are.
    private static func advance(
        _ cycle: PolicyCycle, _ content: StepsContent, after step: StepsContent.Step, _ db: any SQLConnection
    ) throws -> Int {
        let closed = Set(
            try db.rows(
                """
                SELECT step_id FROM policy_step WHERE cycle_id = \(cycle.id)
                AND state IN (\(StepState.done), \(StepState.skipped))
                """
            ).map { try $0("step_id", as: String.self) })
        let open = content.steps.filter { !closed.contains($0.id) }.map(\.number)
        let next = open.first { $0 > step.number } ?? open.first ?? 9
        try db.run("UPDATE policy_cycle SET step = \(next) WHERE id = \(cycle.id)")
        return next
    }

    private static func change(
        _ step: StepsContent.Step, by visit: Visit, house: House, _ action: String,
        _ body: @escaping @Sendable (PolicyCycle, any SQLConnection) throws -> Int
    ) async throws -> Int {
        try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let number = try body(cycle, db)
            try house.record(
                Audit.Event(
                    action, "ronde", cycle.id.text, municipality: cycle.municipality,
                    details: ["stap": .string(step.id)]), by: visit, in: db)
            return number
        }
    }
}
