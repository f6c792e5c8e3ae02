import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer answers a question of a step. Who began from an older answer overwrites nothing.
enum SaveAnswer {
    enum Outcome: Sendable { case saved, changedMeanwhile }

    static func perform(
        _ question: String, text: String, base: Int, by visit: Visit, house: House
    ) async throws -> Outcome {
        try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let changed: Int
            if base == 0 {
                changed = try db.run(
                    """
                    INSERT INTO policy_step_answer (cycle_id, question_id, text, version, person_id, saved_at)
                    VALUES (\(cycle.id), \(question), \(text), 1, \(visit.actor.person), \(visit.now))
                    ON CONFLICT (cycle_id, question_id) DO NOTHING
                    """)
            } else {
                changed = try db.run(
                    """
                    UPDATE policy_step_answer SET text = \(text), version = version + 1,
                        person_id = \(visit.actor.person), saved_at = \(visit.now)
                    WHERE cycle_id = \(cycle.id) AND question_id = \(question) AND version = \(base)
                    """)
            }
            if changed == 0 {
                let same = try db.exists(
                    """
                    SELECT 1 FROM policy_step_answer WHERE cycle_id = \(cycle.id) AND question_id = \(question)
                    AND text = \(text)
                    """)
                return same ? .saved : .changedMeanwhile
            }
            try house.record(
                Audit.Event(
                    "stap-antwoord", "ronde", cycle.id.text, municipality: cycle.municipality,
                    details: ["vraag": .string(question)]), by: visit, in: db)
            return .saved
        }
    }
}
