import Community
import Core
import Formats
import Services
import Storage
import Web

/// An organisation answers a question, and later says whether somebody began.
struct AnswerReferral: Sendable {
    let house: House
    let visit: Visit

    static let form = Form([
        Field(
            "antwoord", Text("Is er een plek?"),
            .radios([
                .init("ja", Text("Ja, we nemen contact op")), .init("nee", Text("Nee, nu niet")),
            ])),
        Field(
            "reden", Text("Wil je er iets bij zeggen?"), .area(rows: 3),
            hint: Text("Alleen de vrijwilligerscentrale leest dit."), required: false, limit: 600),
    ])

    /// - Returns: false when it was answered before, or withdrawn.
    func answer(_ state: FormState, number: Int, of organisation: Organisation.Identity, in db: any SQLConnection)
        throws -> Bool
    {
        guard let referral = try TrajectoryReferral.find(number: number, of: organisation, in: db) else {
            throw WebError.notFound
        }
        let answer: TrajectoryReferral.State = state["antwoord"] == "ja" ? .yes : .no
        let changed = try db.run(
            """
            UPDATE trajectory_referral SET state = \(answer), reason = \(state["reden"]), answered_at = \(visit.now),
                answered_by = \(visit.actor.person)
            WHERE id = \(referral.id) AND state = \(TrajectoryReferral.State.asked)
            """)
        guard changed == 1 else { return false }
        // After a no somebody must go on with this person: the centre.
        if answer == .no {
            try db.run("UPDATE trajectory_person SET route = NULL WHERE id = \(referral.person)")
        }
        try record("doorverwijzing-beantwoord", referral, answer, in: db)
        return true
    }

    /// - Returns: false when the organisation did not say yes, or told already.
    func tell(started: Bool, number: Int, of organisation: Organisation.Identity, in db: any SQLConnection) throws
        -> Bool
    {
        guard let referral = try TrajectoryReferral.find(number: number, of: organisation, in: db) else {
            throw WebError.notFound
        }
        let outcome: TrajectoryReferral.State = started ? .started : .ended
        let changed = try db.run(
            """
            UPDATE trajectory_referral SET state = \(outcome), outcome_at = \(visit.now)
            WHERE id = \(referral.id) AND state = \(TrajectoryReferral.State.yes)
            """)
        guard changed == 1 else { return false }
        if started {
            try db.run("UPDATE trajectory_person SET started_at = \(visit.now) WHERE id = \(referral.person)")
        } else {
            try db.run("UPDATE trajectory_person SET route = NULL WHERE id = \(referral.person)")
        }
        try record("doorverwijzing-afloop", referral, outcome, in: db)
        return true
    }

    /// The question goes back: the person changed their mind, or the centre found something else.
    static func withdraw(_ person: TrajectoryPerson.Identity, now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE trajectory_referral SET state = \(TrajectoryReferral.State.withdrawn), outcome_at = \(now)
            WHERE person_id = \(person)
            AND state IN (\(list: [TrajectoryReferral.State.asked, .yes]))
            """)
    }

    private func record(
        _ action: String, _ referral: TrajectoryReferral, _ state: TrajectoryReferral.State, in db: any SQLConnection
    ) throws {
        try house.record(
            Audit.Event(
                action, "doorverwijzing", referral.id.text, municipality: referral.municipality,
                details: ["stand": .string(state.rawValue)]), by: visit, in: db)
    }
}
