import Community
import Core
import Formats
import Services
import Storage
import Web

/// What an officer and readers do with an evaluation. Each action checks again, in its transaction, who asks and whether
/// it is still open.
struct EvaluationWork: Sendable {
    let part: EvaluationPart
    let visit: Visit
    private var house: House { part.house }

    enum Saved: Sendable { case done, outdated }

    /// Begins the evaluation of a year of the round, or finds the one that is there.
    func begin(year: Int) async throws -> (PolicyCycle, Int) {
        try await house.database.write { [house, visit, version = part.newest.version] db in
            try db.holdAlone("policy_evaluation")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard (cycle.firstYear...cycle.lastYear).contains(year), year <= visit.today.year else {
                throw WebError.badRequest(Text("Dit jaar kun je nog niet evalueren."))
            }
            if try Evaluation.find(year: year, of: cycle.id, in: db) != nil { return (cycle, year) }
            let id = Evaluation.Identity(at: visit.now)
            try db.run(
                """
                INSERT INTO policy_evaluation (id, cycle_id, year, state, content_version, summary, version, begun_at,
                    begun_by)
                VALUES (\(id), \(cycle.id), \(year), \(Evaluation.State.busy), \(version), '', 1, \(visit.now),
                    \(visit.actor.person))
                """)
            if year == cycle.lastYear {
                try db.run(
                    """
                    UPDATE policy_cycle SET phase = \(PolicyCycle.Phase.evaluating)
                    WHERE id = \(cycle.id) AND phase = \(PolicyCycle.Phase.running)
                    """)
            }
            try house.record(
                Audit.Event(
                    "evaluatie-begonnen", "evaluatie", id.text, municipality: cycle.municipality,
                    details: ["jaar": .string(String(year))]), by: visit, in: db)
            return (cycle, year)
        }
    }

    /// Saves the answers of a section that were changed. When somebody else saved one of them in the meantime nothing
    /// is written.
    func answers(_ state: FormState, _ section: EvaluationContent.Section) async throws -> Saved {
        let shown = Dictionary(
            section.questions.map { ($0.id, visit.form.int(EvaluationForms.versionName($0.id)) ?? 0) }
        ) { first, _ in first }
        return try await write("evaluatie-antwoord") { evaluation, _, db in
            let old = try EvaluationAnswer.all(of: evaluation.id, in: db)
            let changed = section.questions.filter { state[$0.id] != (old[$0.id]?.text ?? "") }
            if changed.contains(where: { shown[$0.id] != (old[$0.id]?.version ?? 0) }) { return .outdated }
            for question in changed {
                try db.run(
                    """
                    INSERT INTO policy_evaluation_answer (evaluation_id, question, text, version, person_id, saved_at)
                    VALUES (\(evaluation.id), \(question.id), \(state[question.id]), 1, \(visit.actor.person),
                        \(visit.now))
                    ON CONFLICT (evaluation_id, question) DO UPDATE SET text = excluded.text,
                        version = policy_evaluation_answer.version + 1, person_id = excluded.person_id,
                        saved_at = excluded.saved_at
                    """)
            }
            return .done
        }
    }

    func conclude(_ state: FormState, goal: Goal, version: Int) async throws -> Saved {
        let raises = part.newest.conclusion(state["conclusie"])?.nextCycle == .copyWithNewTarget
        let target = raises ? Amount.read(state["streven"]) : nil
        let day = raises ? state.day("dag") : nil
        return try await write("evaluatie-conclusie", details: ["doel": .string(goal.id.text)]) {
            evaluation, cycle, db in
            guard goal.cycle == cycle.id else { throw WebError.notFound }
            let old = try GoalConclusion.all(of: evaluation.id, in: db)[goal.id]
            if (old?.version ?? 0) != version { return .outdated }
            try db.run(
                """
                INSERT INTO policy_evaluation_conclusion (evaluation_id, goal_id, conclusion, reason, follow, new_target,
                    new_day, version, person_id, decided_at)
                VALUES (\(evaluation.id), \(goal.id), \(state["conclusie"]), \(state["reden"]), \(state["vervolg"]),
                    \(target), \(day), 1, \(visit.actor.person), \(visit.now))
                ON CONFLICT (evaluation_id, goal_id) DO UPDATE SET conclusion = excluded.conclusion,
                    reason = excluded.reason, follow = excluded.follow, new_target = excluded.new_target,
                    new_day = excluded.new_day, version = policy_evaluation_conclusion.version + 1,
                    person_id = excluded.person_id, decided_at = excluded.decided_at
                """)
            return .done
        }
    }

    func summarise(_ text: String, version: Int) async throws -> Saved {
        try await write("evaluatie-slot") { evaluation, _, db in
            let changed = try db.run(
                """
                UPDATE policy_evaluation SET summary = \(text), version = version + 1
                WHERE id = \(evaluation.id) AND version = \(version)
                """)
            return changed == 1 ? .done : .outdated
        }
    }

    /// - Parameter section: the id of a section, or empty for the whole.
    func remark(_ text: String, section: String) async throws {
        let year = try visit.number("jaar")
        try await house.database.write { [house, visit] db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            let evaluation = try Self.open(year, cycle, in: db)
            let count = try db.count(
                "SELECT COUNT(*) FROM policy_evaluation_remark WHERE evaluation_id = \(evaluation.id)")
            guard count < EvaluationRemark.most else {
                throw WebError.badRequest(Text("Er staan al heel veel opmerkingen. Bel de beleidsmedewerker."))
            }
            let id = UUIDv7.make(at: visit.now)
            try db.run(
                """
                INSERT INTO policy_evaluation_remark (id, evaluation_id, section, text, person_id, made_at)
                VALUES (\(id), \(evaluation.id), \(section), \(text), \(visit.actor.person), \(visit.now))
                """)
            try house.record(
                Audit.Event("evaluatie-opmerking", "opmerking", id, municipality: cycle.municipality), by: visit, in: db
            )
        }
    }

    /// Takes an own remark back while the evaluation is open.
    func withdraw(remark id: String) async throws {
        let year = try visit.number("jaar")
        try await house.database.write { [house, visit] db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            let evaluation = try Self.open(year, cycle, in: db)
            let gone = try db.run(
                """
                DELETE FROM policy_evaluation_remark WHERE id = \(id) AND evaluation_id = \(evaluation.id)
                AND person_id = \(try visit.person())
                """)
            guard gone == 1 else { throw WebError.notFound }
            try house.record(
                Audit.Event("evaluatie-opmerking-weg", "opmerking", id, municipality: cycle.municipality), by: visit,
                in: db)
        }
    }

    func reply(_ text: String, to id: String) async throws {
        _ = try await write("evaluatie-opmerking-antwoord", details: ["opmerking": .string(id)]) { evaluation, _, db in
            let changed = try db.run(
                """
                UPDATE policy_evaluation_remark SET answer = \(text), answered_at = \(visit.now),
                    answered_by = \(visit.actor.person) WHERE id = \(id) AND evaluation_id = \(evaluation.id)
                """)
            guard changed == 1 else { throw WebError.notFound }
            return .done
        }
    }

    private static func open(_ year: Int, _ cycle: PolicyCycle, in db: any SQLConnection) throws -> Evaluation {
        guard let evaluation = try Evaluation.find(year: year, of: cycle.id, in: db) else { throw WebError.notFound }
        guard !evaluation.isFinished, !cycle.isClosed else {
            throw WebError.badRequest(Text("Deze evaluatie is vastgesteld. Er kan niets meer bij."))
        }
        return evaluation
    }

    private func write(
        _ action: String, details: JSONValue = [:],
        _ body: @escaping @Sendable (Evaluation, PolicyCycle, any SQLConnection) throws -> Saved
    ) async throws -> Saved {
        let year = try visit.number("jaar")
        return try await house.database.write { [house, visit] db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let evaluation = try Self.open(year, cycle, in: db)
            let saved = try body(evaluation, cycle, db)
            if saved == .done {
                try house.record(
                    Audit.Event(
                        action, "evaluatie", evaluation.id.text, municipality: cycle.municipality, details: details),
                    by: visit, in: db)
            }
            return saved
        }
    }
}
