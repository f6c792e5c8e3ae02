import Community
import Core
import Formats
import Services
import Storage
import Web

/// A part is left out with a reason, or taken up again.
enum SkipPart {
    static let form = Form([
        Field(
            "reden", Text("Waarom sla je dit over?"), .area(rows: 3),
            hint: Text("Bijvoorbeeld: dit deden we vorig jaar al. De reden staat straks in het plan."), limit: 500)
    ])

    static func perform(_ part: CyclePartKind, reason: String, by visit: Visit, house: House) async throws
        -> PolicyCycle
    {
        try await change(part, by: visit, house: house, "onderdeel-overgeslagen") { cycle, db in
            try db.run(
                """
                INSERT INTO policy_skip (cycle_id, part, reason, person_id, skipped_at)
                VALUES (\(cycle.id), \(part), \(reason), \(visit.actor.person), \(visit.now))
                ON CONFLICT (cycle_id, part) DO UPDATE SET reason = excluded.reason, person_id = excluded.person_id,
                    skipped_at = excluded.skipped_at
                """)
        }
    }

    static func undo(_ part: CyclePartKind, by visit: Visit, house: House) async throws -> PolicyCycle {
        try await change(part, by: visit, house: house, "onderdeel-toch") { cycle, db in
            try db.run("DELETE FROM policy_skip WHERE cycle_id = \(cycle.id) AND part = \(part)")
        }
    }

    private static func change(
        _ part: CyclePartKind, by visit: Visit, house: House, _ action: String,
        _ body: @escaping @Sendable (PolicyCycle, any SQLConnection) throws -> Void
    ) async throws -> PolicyCycle {
        try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            try body(cycle, db)
            try house.record(
                Audit.Event(
                    action, "ronde", cycle.id.text, municipality: cycle.municipality,
                    details: ["onderdeel": .string(part.rawValue)]), by: visit, in: db)
            return cycle
        }
    }
}
