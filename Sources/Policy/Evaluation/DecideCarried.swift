import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer takes over what the round before left, or leaves it with a reason, or thinks again.
struct DecideCarried: Sendable {
    let part: EvaluationPart
    let visit: Visit
    private var house: House { part.house }

    /// - Returns: where the thing stands now.
    func take() async throws -> String {
        try await decide("voorstel-overgenomen") { proposal, cycle, db in
            guard proposal.state != .taken else { throw Self.decided }
            let path: String?
            switch proposal.item.kind {
            case .goal: path = try goal(proposal, cycle, in: db)
            case .action: path = try task(proposal, cycle, in: db)
            case .agreement: path = try agreement(proposal, cycle, in: db)
            // It stands in the plan among what the round before taught; `putOnBoard` makes a card of it.
            case .attention: path = PlanPath(cycle).document
            }
            try set(.taken, proposal, reason: "", result: path, in: db)
            return path ?? cycle.path(.evaluation)
        }
    }

    func leave(reason: String) async throws -> String {
        try await decide("voorstel-gelaten") { proposal, cycle, db in
            guard proposal.state == .open else { throw Self.decided }
            try set(.left, proposal, reason: reason, result: nil, in: db)
            return cycle.path(.evaluation)
        }
    }

    /// A point of attention becomes a card on the board of the round.
    func putOnBoard(_ state: FormState) async throws -> String {
        try await decide("voorstel-op-het-bord") { proposal, cycle, db in
            guard proposal.item.kind == .attention else { throw WebError.notFound }
            guard proposal.state != .left, !proposal.isOnBoard else { throw Self.decided }
            try db.holdAlone("policy_card")
            let number = try WriteCard.put(state, by: .staff, visit: visit, house: house, in: db)
            let path = cycle.path(.chances) + CarriedProposal.card(number)
            try set(.taken, proposal, reason: "", result: path, in: db)
            return path
        }
    }

    /// Puts what was left on the list again, and a point that only the plan names. What else was taken over lives on in
    /// its own part and is put away there.
    func reopen() async throws -> String {
        try await decide("voorstel-open") { proposal, cycle, db in
            guard proposal.mayReopen else { throw Self.decided }
            try set(.open, proposal, reason: "", result: nil, in: db)
            return cycle.path(.evaluation)
        }
    }

    private static var decided: WebError { .badRequest(Text("Hierover is net al besloten. Kijk wat er nu staat.")) }

    private func decide(
        _ action: String, _ body: @escaping @Sendable (CarriedProposal, PolicyCycle, any SQLConnection) throws -> String
    ) async throws -> String {
        let place = try visit.number("voorstel")
        return try await house.database.write { [house, visit] db in
            try db.holdAlone("policy_carried")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let proposal = try CarriedProposal.find(place: place, of: cycle.id, in: db) else {
                throw WebError.notFound
            }
            let path = try body(proposal, cycle, db)
            try house.record(
                Audit.Event(action, "voorstel", proposal.id, municipality: cycle.municipality), by: visit, in: db)
            return path
        }
    }

    private func set(
        _ state: CarriedProposal.State, _ proposal: CarriedProposal, reason: String, result: String?,
        in db: any SQLConnection
    ) throws {
        try db.run(
            """
            UPDATE policy_carried SET state = \(state), reason = \(reason), result = \(result),
                decided_by = \(visit.actor.person), decided_at = \(visit.now) WHERE id = \(proposal.id)
            """)
    }

    private func goal(_ proposal: CarriedProposal, _ cycle: PolicyCycle, in db: any SQLConnection) throws -> String? {
        guard let origin = proposal.item.origin, let old = try Goal.find(Goal.Identity(origin), in: db),
            old.municipality == cycle.municipality
        else { return nil }
        return try CarryGoal(old: old, proposal: proposal, cycle: cycle, house: house).insert(
            person: visit.actor.person, now: visit.now, in: db)
    }

    private func agreement(_ proposal: CarriedProposal, _ cycle: PolicyCycle, in db: any SQLConnection) throws
        -> String?
    {
        guard let origin = proposal.item.origin, let old = try Agreement.find(Agreement.Identity(origin), in: db),
            old.municipality == cycle.municipality
        else { return nil }
        return try CarryAgreement(old: old, cycle: cycle, now: visit.now).insert(now: visit.now, in: db)
    }

    /// An action becomes a task of the step where the round is.
    private func task(_ proposal: CarriedProposal, _ cycle: PolicyCycle, in db: any SQLConnection) throws -> String? {
        let steps: StepsContent = part.policy.content.file()
        guard let step = steps.steps.first(where: { $0.number == cycle.step }) ?? steps.steps.first else { return nil }
        try db.run(
            """
            INSERT INTO policy_task (id, cycle_id, step_id, title, owner_id, due_day, created_by, created_at)
            VALUES (\(UUIDv7.make(at: visit.now)), \(cycle.id), \(step.id), \(String(proposal.item.title.prefix(200))),
                \(cycle.owner), \(proposal.item.day), \(visit.actor.person), \(visit.now))
            """)
        return PlanPath(cycle).step(step.number)
    }
}

/// A goal of the round before becomes one of this round: it begins where the old one stood.
struct CarryGoal {
    let old: Goal
    let proposal: CarriedProposal
    let cycle: PolicyCycle
    let house: House

    /// - Returns: the path of the new goal.
    func insert(person: String?, now: Moment, in db: any SQLConnection) throws -> String {
        let reading = try GoalReadings.load([old], now: now, in: db)[old.id]
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM policy_goal WHERE cycle_id = \(cycle.id)")
        let id = Goal.Identity(at: now)
        let target = proposal.newTarget ?? old.target
        let targetDay = proposal.newDay ?? (old.targetDay > now.day ? old.targetDay : cycle.lastDay)
        let review = Day(year: cycle.firstYear + 1, month: 1, day: 15)
        try db.run(
            """
            INSERT INTO policy_goal (id, cycle_id, number, result, for_whom, intention, better, indicator, measure, unit,
                decimals, baseline_value, baseline_day, target_value, target_day, source, owner_id, agreed_with, budget,
                budget_cents, review_day, version, created_at, created_by)
            VALUES (\(id), \(cycle.id), \(number), \(old.result), \(old.forWhom), \(old.intention), \(old.better),
                \(old.indicator), \(old.measure), \(old.unit), \(old.decimals), \(reading?.value ?? old.baseline),
                \(reading?.value == nil ? old.baselineDay : reading?.day), \(target), \(targetDay), \(old.source),
                \(old.owner), \(old.agreedWith), \(old.budget), \(old.budgetCents), \(review), 1, \(now), \(person))
            """)
        try db.run(
            """
            INSERT INTO policy_goal_target (goal_id, seq, value, day, reason, person_id, set_at)
            VALUES (\(id), 1, \(target), \(targetDay), '', \(person), \(now))
            """)
        if old.indicator != nil {
            let shelf = try IndicatorShelf(house, cycle.municipality, in: db)
            try IndicatorCache.freshen(cycle.municipality, shelf, now: now, in: db)
        }
        return cycle.path(.goals) + "/\(number)"
    }
}
