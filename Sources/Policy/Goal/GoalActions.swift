import Community
import Core
import Formats
import Services
import Storage
import Web

/// What an officer does with a goal. Each action checks again, in its transaction, who asks and whether the round is
/// still open.
struct GoalActions: Sendable {
    let house: House
    let content: GoalsContent

    /// - Returns: the new goal's path.
    func add(_ draft: GoalDraft, by visit: Visit) async throws -> String {
        guard let target = draft.target, let day = draft.targetDay else { throw WebError.notFound }
        let better = draft.better(content)
        return try await house.database.write { [house] db in
            try db.holdAlone("policy_goal")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            try Self.requireOwner(draft.owner, cycle, in: db)
            let number = try db.count(
                "SELECT COALESCE(MAX(number), 0) + 1 FROM policy_goal WHERE cycle_id = \(cycle.id)")
            let id = Goal.Identity(at: visit.now)
            try db.run(
                """
                INSERT INTO policy_goal (id, cycle_id, number, result, for_whom, intention, better, indicator, measure,
                    unit, decimals, baseline_value, baseline_day, target_value, target_day, source, owner_id,
                    agreed_with, budget, budget_cents, review_day, version, created_at, created_by)
                VALUES (\(id), \(cycle.id), \(number), \(draft.result), \(draft.forWhom), \(draft.intention),
                    \(better), \(draft.indicator), \(draft.measure), \(draft.unit), \(draft.decimals),
                    \(draft.baseline), \(draft.baselineDay), \(target), \(day), \(draft.source), \(draft.owner),
                    \(draft.agreedWith), \(draft.budget), \(draft.budgetCents), \(draft.reviewDay), 1, \(visit.now),
                    \(visit.actor.person))
                """)
            try Self.insertTarget(id, target, day, reason: "", by: visit, in: db)
            if draft.indicator != nil {
                let shelf = try IndicatorShelf(house, cycle.municipality, in: db)
                try IndicatorCache.freshen(cycle.municipality, shelf, now: visit.now, in: db)
            }
            try house.record(
                Audit.Event("doel-gemaakt", "doel", id.text, municipality: cycle.municipality), by: visit, in: db)
            return cycle.path(.goals) + "/\(number)"
        }
    }

    /// - Returns: `false` when someone else changed the goal since the form was opened.
    func change(_ draft: GoalDraft, version: Int, by visit: Visit) async throws -> Bool {
        try await write(visit, "doel-gewijzigd") { goal, cycle, db in
            try Self.requireOwner(draft.owner, cycle, in: db)
            return try db.run(
                """
                UPDATE policy_goal SET result = \(draft.result), for_whom = \(draft.forWhom),
                    baseline_value = \(draft.baseline), baseline_day = \(draft.baselineDay), source = \(draft.source),
                    owner_id = \(draft.owner), agreed_with = \(draft.agreedWith), budget = \(draft.budget),
                    budget_cents = \(draft.budgetCents), review_day = \(draft.reviewDay), version = version + 1
                WHERE id = \(goal.id) AND version = \(version)
                """) == 1
        }
    }

    /// Sets another aim; the earlier ones stay on record.
    func setTarget(_ value: Double, _ day: Day, reason: String, by visit: Visit) async throws {
        _ = try await write(visit, "streefwaarde-gewijzigd") { goal, _, db in
            try Self.insertTarget(goal.id, value, day, reason: reason, by: visit, in: db)
            return try db.run(
                """
                UPDATE policy_goal SET target_value = \(value), target_day = \(day), version = version + 1
                WHERE id = \(goal.id)
                """) == 1
        }
    }

    /// Writes down a figure that someone measured, or mends one.
    func measure(_ entry: GoalEntry, by visit: Visit) async throws {
        _ = try await write(visit, entry.corrects == nil ? "meting-genoteerd" : "meting-verbeterd") { goal, _, db in
            var corrected: String?
            if let sequence = entry.corrects {
                let rows = try GoalMeasurement.all(of: goal.id, in: db)
                guard let row = rows.inForce.first(where: { $0.sequence == sequence }) else {
                    throw WebError.badRequest(Text("Deze meting is net al verbeterd. Kijk of het nu klopt."))
                }
                corrected = row.id
            }
            let next = try db.count(
                "SELECT COALESCE(MAX(seq), 0) + 1 FROM policy_goal_measurement WHERE goal_id = \(goal.id)")
            try db.run(
                """
                INSERT INTO policy_goal_measurement (id, goal_id, seq, value, day, source, base, margin, corrects_id,
                    reason, person_id, recorded_at)
                VALUES (\(UUIDv7.make(at: visit.now)), \(goal.id), \(next), \(entry.value), \(entry.day),
                    \(entry.source), \(entry.base), \(entry.margin), \(corrected), \(entry.reason),
                    \(visit.actor.person), \(visit.now))
                """)
            return true
        }
    }

    /// Puts a goal away, or takes it back.
    func archive(_ away: Bool, by visit: Visit) async throws -> Goal {
        let number = try visit.number("doel")
        return try await house.database.write { [house] db in
            let (goal, cycle) = try Self.found(number, visit, in: db)
            let moment: Moment? = away ? visit.now : nil
            try db.run("UPDATE policy_goal SET archived_at = \(moment), version = version + 1 WHERE id = \(goal.id)")
            try house.record(
                Audit.Event(
                    away ? "doel-weggelegd" : "doel-teruggehaald", "doel", goal.id.text,
                    municipality: cycle.municipality),
                by: visit, in: db)
            return goal
        }
    }

    /// The goal was looked back on; the next time is a year on.
    func reviewed(by visit: Visit) async throws -> Day {
        let next = visit.today.monthsLater(12)
        _ = try await write(visit, "doel-teruggekeken") { goal, _, db in
            try db.run("UPDATE policy_goal SET review_day = \(next), version = version + 1 WHERE id = \(goal.id)") == 1
        }
        return next
    }

    private func write(
        _ visit: Visit, _ action: String,
        _ body: @escaping @Sendable (Goal, PolicyCycle, any SQLConnection) throws -> Bool
    ) async throws -> Bool {
        let number = try visit.number("doel")
        return try await house.database.write { [house] db in
            let (goal, cycle) = try Self.found(number, visit, in: db)
            if goal.isArchived { throw WebError.badRequest(Text("Dit doel is weggelegd. Haal het eerst terug.")) }
            guard try body(goal, cycle, db) else { return false }
            try house.record(
                Audit.Event(action, "doel", goal.id.text, municipality: cycle.municipality), by: visit, in: db)
            return true
        }
    }

    private static func found(_ number: Int, _ visit: Visit, in db: any SQLConnection) throws -> (Goal, PolicyCycle) {
        let cycle = try PolicyCycle.changeable(visit, in: db)
        guard let goal = try Goal.find(number: number, of: cycle.id, in: db) else { throw WebError.notFound }
        return (goal, cycle)
    }

    private static func insertTarget(
        _ goal: Goal.Identity, _ value: Double, _ day: Day, reason: String, by visit: Visit, in db: any SQLConnection
    ) throws {
        let next = try db.count("SELECT COALESCE(MAX(seq), 0) + 1 FROM policy_goal_target WHERE goal_id = \(goal)")
        try db.run(
            """
            INSERT INTO policy_goal_target (goal_id, seq, value, day, reason, person_id, set_at)
            VALUES (\(goal), \(next), \(value), \(day), \(reason), \(visit.actor.person), \(visit.now))
            """)
    }

    private static func requireOwner(_ owner: String?, _ cycle: PolicyCycle, in db: any SQLConnection) throws {
        guard let owner else { return }
        guard try PolicyPeople.staff(of: cycle.municipality, in: db).contains(where: { $0.id == owner }) else {
            throw WebError.badRequest(Text("Kies een van de mogelijkheden."))
        }
    }
}

/// A figure as someone writes it down.
struct GoalEntry: Sendable {
    let value: Double
    let day: Day
    let source: String
    let base: Int?
    let margin: Double?
    /// The number of the row it takes the place of, and why.
    let corrects: Int?
    let reason: String
}
