import Core
import Storage

/// What the centre has to look after in the demo: calls to who said lately that it could be better, and a few talks that
/// stand still among the many that came to an end.
struct CareDemo {
    let now: Moment

    func write(in db: any SQLConnection) throws {
        try calls(in: db)
        try endTalks(in: db)
    }

    private func calls(in db: any SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT * FROM application WHERE care_answer = \(CareAnswer.question)
            AND state = \(VacancyApplication.State.placed) AND stopped_at IS NULL AND erased_at IS NULL
            AND care_asked_at IS NOT NULL ORDER BY care_asked_at DESC, number LIMIT 3
            """)
        for (index, row) in rows.enumerated() {
            let application = try VacancyApplication(row: row)
            let since = max(application.careAskedAt ?? now, now - .days(2 + index * 4))
            try CareCall.owe(application, .question, now: since, in: db)
        }
    }

    /// Most organisations say so when a talk comes to nothing; of a few nobody heard again.
    private func endTalks(in db: any SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT a.id, a.state_at FROM application a
            WHERE \(QuietTalks.condition(since: now - .days(QuietTalks.organisationDays - 5)))
            AND NOT EXISTS (SELECT 1 FROM desk_proposal d JOIN intake i ON i.id = d.intake_id
                WHERE d.application_id = a.id AND i.state <> \(Intake.State.closed))
            ORDER BY a.number
            """)
        var left = 0
        for (index, row) in rows.enumerated() {
            let since: Moment = try row("state_at")
            if index % 9 == 4, left < 6, since > now - .days(120) {
                left += 1
                continue
            }
            let ended = min(since + .days(9 + index % 14), now - .days(1))
            let reason: VacancyApplication.DeclineReason = index % 3 == 0 ? .noContact : .noFit
            try db.run(
                """
                UPDATE application SET state = \(VacancyApplication.State.declined), reason = \(reason),
                    state_at = \(ended) WHERE id = \(try row("id", as: String.self))
                """)
        }
    }
}
