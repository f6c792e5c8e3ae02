import Community
import Core
import Services
import Storage

/// The four evaluations of the round that is over, the last of which opened the present one; and, in the autumn, one
/// that is being made.
struct EvaluationDemo {
    let part: EvaluationPart
    let demo: PolicyDemo

    func fill(in db: any SQLConnection) throws {
        for (index, year) in (demo.past.firstYear...demo.past.lastYear).enumerated() {
            try past(index, year, in: db)
        }
        try carry(in: db)
        try present(in: db)
    }

    private func past(_ index: Int, _ year: Int, in db: any SQLConnection) throws {
        let isLast = year == demo.past.lastYear
        let day = Day(year: isLast ? year : year + 1, month: isLast ? 12 : 3, day: isLast ? 12 : 18) ?? demo.world.today
        let finished = DutchTime.moment(day, minute: 600)
        guard let evaluation = try begin(demo.past, year, at: finished - .days(16), in: db) else { return }
        for (question, texts) in EvaluationDemoTexts.answers where texts.indices.contains(index) {
            try answer(evaluation, question, texts[index], at: finished - .days(9), in: db)
        }
        let goals = try Goal.all(of: demo.past.id, in: db)
        for (place, goal) in goals.enumerated() {
            try conclude(evaluation, goal, place: place, isLast: isLast, at: finished - .days(5), in: db)
        }
        try remark(evaluation, EvaluationDemoTexts.remarks, index, at: finished - .days(4), in: db)
        try db.run(
            """
            UPDATE policy_evaluation SET summary = \(EvaluationDemoTexts.summaries[index % 4]), version = 2
            WHERE id = \(evaluation.id)
            """)
        guard let whole = try Evaluation.find(year: year, of: demo.past.id, in: db) else { return }
        let record = try DemoRewind(demo: demo, cycle: demo.past).at(finished, in: db) {
            try FinishEvaluation.record(whole, of: demo.past, part: part, now: finished, in: db)
        }
        try FinishEvaluation.keep(
            record, whole, of: demo.past, person: demo.officer.text, cause: .program("demo"), now: finished, in: db)
    }

    private func begin(_ cycle: PolicyCycle, _ year: Int, at moment: Moment, in db: any SQLConnection) throws
        -> Evaluation?
    {
        try db.run(
            """
            INSERT INTO policy_evaluation (id, cycle_id, year, state, content_version, summary, version, begun_at, begun_by)
            VALUES (\(Evaluation.Identity(at: moment)), \(cycle.id), \(year), \(Evaluation.State.busy),
                \(part.newest.version), '', 1, \(moment), \(demo.officer))
            """)
        return try Evaluation.find(year: year, of: cycle.id, in: db)
    }

    private func answer(
        _ evaluation: Evaluation, _ question: String, _ text: String, at moment: Moment, in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO policy_evaluation_answer (evaluation_id, question, text, version, person_id, saved_at)
            VALUES (\(evaluation.id), \(question), \(text), 1, \(demo.officer), \(moment))
            """)
    }

    /// In the years on the way most goals go on; the last year each goal gets a conclusion of its own.
    private func conclude(
        _ evaluation: Evaluation, _ goal: Goal, place: Int, isLast: Bool, at moment: Moment, in db: any SQLConnection
    ) throws {
        let choices = EvaluationDemoTexts.conclusions
        let choice = isLast ? choices[place % choices.count] : EvaluationDemoTexts.onTheWay
        let raises = part.newest.conclusion(choice.id)?.nextCycle == .copyWithNewTarget
        let step = goal.target * 0.2
        let target = raises ? (goal.better == .up ? goal.target + step : goal.target - step).rounded() : nil
        let day = raises ? demo.present.lastDay : nil
        try db.run(
            """
            INSERT INTO policy_evaluation_conclusion (evaluation_id, goal_id, conclusion, reason, follow, new_target,
                new_day, version, person_id, decided_at)
            VALUES (\(evaluation.id), \(goal.id), \(choice.id), \(choice.reason), \(choice.follow), \(target), \(day), 1,
                \(demo.officer), \(moment))
            """)
    }

    private func remark(
        _ evaluation: Evaluation, _ texts: [EvaluationDemoTexts.Remark], _ index: Int, at moment: Moment,
        in db: any SQLConnection
    ) throws {
        guard !texts.isEmpty else { return }
        let remark = texts[index % texts.count]
        let reader = try db.value(
            """
            SELECT person_id FROM municipal_role WHERE municipality_code = \(demo.present.municipality) AND role = \(remark.role)
            ORDER BY person_id LIMIT 1
            """, as: String.self)
        try db.run(
            """
            INSERT INTO policy_evaluation_remark (id, evaluation_id, section, text, person_id, made_at, answer,
                answered_at, answered_by)
            VALUES (\(UUIDv7.make(at: moment)), \(evaluation.id), \(remark.section), \(remark.text), \(reader), \(moment),
                \(remark.answer), \(moment + .days(1)), \(demo.officer))
            """)
    }

    /// What the past round left arrived in the present one, and nearly all of it was decided on.
    private func carry(in db: any SQLConnection) throws {
        let now = demo.present.createdAt
        guard let legacy = try part.legacy(of: demo.past, t: part.house.t(.dutch), now: demo.world.now, in: db) else {
            return
        }
        try EvaluationPart.write(legacy, into: demo.present.id, now: now, in: db)
        let goals = try Goal.all(of: demo.present.id, in: db)
        for proposal in try CarriedProposal.all(of: demo.present.id, in: db) {
            // The last concern still waits, so that the demo shows how deciding works.
            if proposal.place == legacy.entries.count { continue }
            let reason = proposal.item.kind == .goal ? EvaluationDemoTexts.left[proposal.place] : nil
            let path: String? =
                switch proposal.item.kind {
                case .goal: goals.first.map { demo.present.path(.goals) + "/\($0.number)" }
                case .agreement: demo.present.path(.agreements)
                case .action: demo.present.path(.plan)
                case .attention: PlanPath(demo.present).document
                }
            try db.run(
                """
                UPDATE policy_carried SET state = \(reason == nil ? CarriedProposal.State.taken : .left),
                    reason = \(reason ?? ""), result = \(reason == nil ? path : nil),
                    decided_by = \(demo.officer), decided_at = \(now + .days(12)) WHERE id = \(proposal.id)
                """)
        }
    }

    private func present(in db: any SQLConnection) throws {
        let today = demo.world.today
        guard today.parts.month >= 9, today.year <= demo.present.lastYear, today.year >= demo.present.firstYear,
            let evaluation = try begin(demo.present, today.year, at: demo.world.now - .days(12), in: db)
        else { return }
        for (question, text) in EvaluationDemoTexts.busy {
            try answer(evaluation, question, text, at: demo.world.now - .days(6), in: db)
        }
        try remark(evaluation, EvaluationDemoTexts.remarks, 1, at: demo.world.now - .days(3), in: db)
    }
}
