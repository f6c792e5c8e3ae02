import Community
import Core
import Formats
import Services
import Storage
import Web

/// The evaluation is settled: its document is frozen as it stands, with its fingerprint in the log.
enum FinishEvaluation {
    static func perform(_ part: EvaluationPart, by visit: Visit) async throws -> PolicyCycle {
        let year = try visit.number("jaar")
        return try await part.house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let evaluation = try Evaluation.find(year: year, of: cycle.id, in: db) else {
                throw WebError.notFound
            }
            try freeze(
                evaluation, of: cycle, part: part, person: visit.actor.person, cause: visit.cause, now: visit.now,
                in: db)
            return cycle
        }
    }

    static func freeze(
        _ evaluation: Evaluation, of cycle: PolicyCycle, part: EvaluationPart, person: String?, cause: Audit.Cause,
        now: Moment, in db: any SQLConnection
    ) throws {
        part.policy.countAnew()
        let record = try record(evaluation, of: cycle, part: part, now: now, in: db)
        try keep(record, evaluation, of: cycle, person: person, cause: cause, now: now, in: db)
    }

    /// The record of an evaluation, from what is there at this moment.
    static func record(
        _ evaluation: Evaluation, of cycle: PolicyCycle, part: EvaluationPart, now: Moment, in db: any SQLConnection
    ) throws -> String {
        // The language of the municipality's decisions, whatever the officer reads in.
        let t = part.house.t(.dutch)
        let view = try part.view(evaluation, of: cycle, t: t, now: now, in: db)
        guard view.isComplete else {
            throw WebError.badRequest(Text("Geef eerst elk doel een conclusie, en schrijf het slot."))
        }
        let place = try Places.municipality(cycle.municipality, in: db)?.name ?? ""
        let document = EvaluationDocument(view: view, place: t("Gemeente \(place)"), t: t).document(
            finished: now.day, today: now.day)
        return FrozenDocument.record(
            document,
            facts: [
                ("gemeente", .string(cycle.municipality)), ("ronde", .string(cycle.id.text)),
                ("jaar", .int(evaluation.year)), ("versie", .int(evaluation.contentVersion)),
                ("conclusies", .array(view.goals.map(goal))),
            ], t: t)
    }

    static func keep(
        _ record: String, _ evaluation: Evaluation, of cycle: PolicyCycle, person: String?, cause: Audit.Cause,
        now: Moment, in db: any SQLConnection
    ) throws {
        let digest = FrozenDocument.digest(record)
        let changed = try db.run(
            """
            UPDATE policy_evaluation SET state = \(Evaluation.State.finished), finished_at = \(now),
                finished_by = \(person), record = \(record), sha256 = \(digest)
            WHERE id = \(evaluation.id) AND state = \(Evaluation.State.busy)
            """)
        guard changed == 1 else {
            throw WebError.badRequest(Text("Deze evaluatie is vastgesteld. Er kan niets meer bij."))
        }
        try Audit.record(
            Audit.Event(
                Evaluation.settled, "evaluatie", evaluation.id.text, municipality: cycle.municipality,
                details: ["ronde": .string(cycle.id.text), "sha256": .string(digest)]), by: cause, now: now, in: db)
    }

    private static func goal(_ line: EvaluationView.GoalLine) -> JSONValue {
        [
            "doel": .string(line.goal.id.text), "conclusie": JSONValue(line.conclusion?.conclusion),
            "reden": JSONValue(line.conclusion?.reason),
        ]
    }
}
