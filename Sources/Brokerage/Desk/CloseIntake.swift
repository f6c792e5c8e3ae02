import Community
import Core
import Formats
import Services
import Storage
import Web

extension DeskWork {
    /// Ends a case with a reason. An application that runs goes on by itself.
    func close(_ intake: Intake, _ reason: Intake.CloseReason, in db: any SQLConnection) throws {
        let changed = try db.run(
            """
            UPDATE intake SET state = \(Intake.State.closed), closed_at = \(now), close_reason = \(reason),
                next_step = NULL, next_at = NULL WHERE id = \(intake.id) AND state <> \(Intake.State.closed)
            """)
        guard changed == 1 else { return }
        if let talk = try DeskTalk.planned(for: intake.id, in: db), talk.startsAt > now {
            _ = try cancelTalk(intake, byPerson: false, in: db)
        } else {
            try end(planned: intake, as: .held, in: db)
        }
        try db.run(
            """
            UPDATE desk_proposal SET state = \(Proposal.State.lapsed), answered_at = \(now)
            WHERE intake_id = \(intake.id) AND state IN (\(list: Proposal.State.open))
            """)
        try record("intake-gesloten", intake, details: ["reden": .string(reason.rawValue)], in: db)
    }

    /// Takes up a case again that was closed.
    func reopen(_ intake: Intake, in db: any SQLConnection) throws {
        let changed = try db.run(
            """
            UPDATE intake SET state = \(Intake.State.talking), closed_at = NULL, close_reason = NULL,
                next_step = \(IntakeStep.followUp), next_at = \(now)
            WHERE id = \(intake.id) AND state = \(Intake.State.closed) AND erased_at IS NULL
            """)
        if changed == 1 { try record("intake-heropend", intake, in: db) }
    }

    /// Takes the person out of a case: the key of its words is destroyed, and so they are, wherever a copy lies.
    /// What the figures need stays: when, which way in, how far it came.
    func erase(_ intake: Intake.Identity, in db: any SQLConnection) throws {
        try forgetMails(of: intake, in: db)
        try CaseSeal.destroy(case: intake.text, in: db)
        try db.run(
            """
            UPDATE intake SET name = '', email = NULL, phone = NULL, postcode = NULL, call_when = '', person_id = NULL,
                sealed_question = NULL, sealed_wishes = NULL, sealed_notes = NULL, referrer_name = NULL,
                referrer_organisation = NULL, referrer_email = NULL, source = NULL, erased_at = \(now),
                state = \(Intake.State.closed), closed_at = COALESCE(closed_at, \(now)),
                close_reason = COALESCE(close_reason, \(Intake.CloseReason.erased)), next_step = NULL, next_at = NULL
            WHERE id = \(intake) AND erased_at IS NULL
            """)
        try db.run("UPDATE desk_contact SET sealed_note = NULL WHERE intake_id = \(intake)")
        try db.run("UPDATE desk_proposal SET sealed_reasons = NULL WHERE intake_id = \(intake)")
        try db.run(
            """
            UPDATE desk_proposal SET state = \(Proposal.State.lapsed)
            WHERE intake_id = \(intake) AND state IN (\(list: Proposal.State.open))
            """)
        try db.run(
            """
            UPDATE desk_talk SET state = \(DeskTalk.State.cancelled), place = '', changed_at = \(now)
            WHERE intake_id = \(intake) AND state = \(DeskTalk.State.planned)
            """)
        try db.run("UPDATE desk_talk SET place = '' WHERE intake_id = \(intake)")
        for purpose in [Self.personPurpose, Self.referrerPurpose] {
            try Tokens.revoke(subject: intake.text, purpose: purpose, now: now, in: db)
        }
    }

    /// Erases a case on request, with the applications that only this case knows; it is on the list of erasures then.
    ///
    /// - Parameter tells: `false` when the organisations heard of it before, as after a restore.
    func eraseOnRequest(_ intake: Intake, tells: Bool = true, in db: any SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT a.* FROM desk_proposal p JOIN application a ON a.id = p.application_id
            WHERE p.intake_id = \(intake.id) AND a.erased_at IS NULL
            AND (a.person_id IS NULL OR a.origin = \(VacancyApplication.Origin.desk))
            """
        ).map(VacancyApplication.init(row:))
        let work = ApplicationWork(house, cause: cause, now: now)
        // Before anyone hears that they leave: that mail must go out.
        try DeskMailTraces(intake: intake, applications: rows, now: now).forget(in: db)
        for application in rows {
            if application.state.isOpen || application.isActivePlacement {
                try work.leave(application, tells: tells, in: db)
            }
            try work.anonymise(application.id, deletesMessages: true, in: db)
            if application.holdsPlace { try work.moveUp(application.vacancy, in: db) }
        }
        // Who came out of a trajectory is known there too.
        let talks = try db.rows(
            "SELECT id FROM trajectory_person WHERE intake_id = \(intake.id) AND erased_at IS NULL")
        for row in talks { try RoundErasure.forget(TrajectoryPerson.Identity(row("id")), now: now, in: db) }
        try erase(intake.id, in: db)
        try ErasedCase.note(Brokerage.ErasedKind.intake.rawValue, intake.id.text, now: now, in: db)
        try record("intake-gewist", intake, in: db)
    }

    /// Mail about this case holds a name and what was proposed: what waits never leaves, of the rest the words go.
    private func forgetMails(of intake: Intake.Identity, in db: any SQLConnection) throws {
        guard let found = try Intake.find(intake, in: db) else { return }
        // Also what went to an address they had before.
        try MailTraces.forget(all: "case_id = \(intake)", in: db)
        for address in [found.email, found.referrerEmail].compactMap(\.self) {
            try MailTraces.forget(all: "recipient = \(address) AND kind LIKE \("balie-%")", in: db)
        }
    }
}
