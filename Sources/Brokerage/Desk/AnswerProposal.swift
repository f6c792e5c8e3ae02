import Community
import Core
import Formats
import Storage

extension DeskWork {
    /// The person does not want it, or thinks about it.
    ///
    /// - Parameters:
    ///   - until: the day on which the desk asks again, for who thinks about it.
    ///   - isPerson: answered by the link in a mail: a broker must hear of it.
    /// - Returns: whether the proposal still waited for an answer.
    func decline(
        _ proposal: Proposal, of intake: Intake, thinks: Bool, until: Day?, isPerson: Bool, in db: any SQLConnection
    ) throws -> Bool {
        let state: Proposal.State = thinks ? .thinking : .declined
        guard try answer(proposal, state, in: db) else { return false }
        try add(.answered, outcome: state.rawValue, to: intake, in: db)
        try record("intake-antwoord", intake, details: ["antwoord": .string(state.rawValue)], in: db)
        guard intake.isOpen, intake.state != .placed else { return true }
        if try Proposal.hasIntroduction(intake.id, in: db) { return true }
        if thinks {
            let day = until ?? now.day + DeskTerm.answerDays
            try move(intake, to: .thinking, .thinking, at: max(now, DeskTerm.morning(day)), in: db)
        } else if try Proposal.countOpen(intake.id, in: db) == 0 {
            let step: IntakeStep = isPerson ? .news : .followUp
            try move(intake, to: .talking, step, at: isPerson ? now : DeskTerm.morning(1, after: now), in: db)
        } else if isPerson {
            // Others still wait for an answer; that this one is off the table, the broker hears now.
            try move(intake, to: intake.state, .news, at: now, in: db)
        }
        return true
    }
}

/// What became of an application flows back to the case it came from.
struct DeskFollow: Sendable {
    let work: DeskWork
    private var now: Moment { work.now }

    /// Looks at an application after any change of it; cheap for those that did not come from the desk.
    func follow(_ id: VacancyApplication.Identity, in db: any SQLConnection) throws {
        guard let row = try db.first("SELECT * FROM desk_proposal WHERE application_id = \(id)") else { return }
        let proposal = try Proposal(row: row)
        guard let intake = try Intake.find(proposal.intake, in: db), intake.erasedAt == nil,
            let application = try VacancyApplication.find(id, in: db)
        else { return }
        let state = Self.state(application)
        guard state != proposal.state else {
            // An invitation reaches who has no mail only through the desk.
            let isInvited = application.state == .talking && application.stateAt == now
            if intake.isOpen, intake.email == nil, isInvited {
                try work.move(intake, to: intake.state == .placed ? .placed : .proposed, .news, at: now, in: db)
            }
            try callAboutOffer(intake, application, in: db)
            return
        }
        try db.run("UPDATE desk_proposal SET state = \(state) WHERE id = \(proposal.id)")
        // A place that went to the next is nothing to call about.
        if state == .off { try CareCall.settle(id, now: now, in: db) }
        guard intake.isOpen else {
            if state == .stopped, application.email == nil { try CareCall.owe(application, .noMail, now: now, in: db) }
            return
        }
        switch state {
        case .placed: try placed(intake, application, in: db)
        case .stopped: try work.move(intake, to: .talking, .news, at: now, in: db)
        case .off:
            // Another introduction may still come to something.
            let others = try Proposal.hasIntroduction(intake.id, in: db)
            if intake.state != .placed, !others { try work.move(intake, to: .talking, .news, at: now, in: db) }
        default: break
        }
    }

    /// A place that came free for who has no mail: only a call tells them in time. Of an open case `DeskOffer` is the
    /// task; its next step stays what it was, or other news would go with the answer to this. Of a closed case nobody
    /// has the list, so it comes on that of the centre.
    private func callAboutOffer(_ intake: Intake, _ application: VacancyApplication, in db: any SQLConnection) throws {
        // Once: at the moment that the offer is made.
        guard !intake.isOpen, application.email == nil, application.state == .waiting,
            application.offerUntil == now + .days(ApplicationWork.offerDays)
        else { return }
        try CareCall.owe(application, .offer, now: now, in: db)
    }

    /// Words of an organisation for who has no mail: only a call passes them on. Of a closed case nobody of the desk has
    /// the list, so that comes on the one of the centre.
    func passOn(_ application: VacancyApplication, in db: any SQLConnection) throws {
        let row = try db.first(
            """
            SELECT i.* FROM desk_proposal p JOIN intake i ON i.id = p.intake_id
            WHERE p.application_id = \(application.id) AND i.erased_at IS NULL
            """)
        guard let row else { return }
        let intake = try Intake(row: row)
        guard intake.isOpen else { return try CareCall.owe(application, .words, now: now, in: db) }
        // What is news already waits since then.
        let at = intake.next == .news ? min(now, intake.nextAt ?? now) : now
        try work.move(intake, to: intake.state, .news, at: at, in: db)
    }

    private func placed(_ intake: Intake, _ application: VacancyApplication, in db: any SQLConnection) throws {
        let start = application.placedAt ?? now
        try db.run("UPDATE intake SET placed_at = \(start) WHERE id = \(intake.id)")
        try db.run(
            """
            UPDATE desk_proposal SET state = \(Proposal.State.lapsed), answered_at = \(now)
            WHERE intake_id = \(intake.id) AND state IN (\(list: Proposal.State.open))
            """)
        let due = DeskTerm.morning(start.day + DeskTerm.careFirstDays)
        // Without a mail address only a call tells them that there is a place.
        if intake.email == nil {
            try work.move(intake, to: .placed, .news, at: now, in: db)
        } else {
            try work.move(intake, to: .placed, .careFirst, at: due, in: db)
        }
    }

    private static func state(_ application: VacancyApplication) -> Proposal.State {
        switch application.state {
        case .placed: application.stoppedAt == nil ? .placed : .stopped
        case .declined, .withdrawn: .off
        case .unconfirmed, .received, .talking, .waiting: .introduced
        }
    }
}
