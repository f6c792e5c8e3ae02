import Community
import Core
import Formats
import Services
import Storage
import Web

/// Writes down what came of a talk, and brings whoever wants to do something to where it goes on.
struct RecordTalk: Sendable {
    let house: House
    let visit: Visit

    enum Result: Sendable, Equatable { case kept, tooLate }

    /// - Returns: `.tooLate` when the talk was written down before, or the person is no longer this interviewer's.
    /// - Throws: `WebError.notFound` for somebody else's person.
    func perform(_ state: FormState, wishes: Wishes, number: Int, in db: any SQLConnection) throws -> Result {
        let (helper, person) = try Self.find(visit, number, in: db)
        guard person.isToDo(on: visit.today), try Self.isRunning(person, in: db) else { return .tooLate }
        return try keep(
            person, state, wishes, by: helper.cause(visit.address), only: "helper_id = \(helper.id)", in: db)
    }

    /// The centre held the talk itself: also after the end, for whoever would be asked again.
    func byCentre(_ person: TrajectoryPerson, _ state: FormState, wishes: Wishes, in db: any SQLConnection) throws
        -> Result
    {
        guard InterviewForm.isOpenToCentre(person) else { return .tooLate }
        return try keep(person, state, wishes, by: visit.cause, only: "1 = 1", in: db)
    }

    private func keep(
        _ person: TrajectoryPerson, _ state: FormState, _ wishes: Wishes, by cause: Audit.Cause, only condition: SQL,
        in db: any SQLConnection
    ) throws -> Result {
        guard let outcome = TrajectoryPerson.State(rawValue: state["uitkomst"]), outcome != .open else {
            throw WebError.badRequest(Text("Kies hoe het gesprek ging."))
        }
        let again = outcome == .later ? state.day("opnieuw") : nil
        // Written only as long as nobody else wrote an outcome.
        let changed = try db.run(
            """
            UPDATE trajectory_person SET state = \(outcome), talked_at = \(visit.now), ask_again = \(again),
                route = NULL, notes = NULL, wishes = NULL, consent_at = NULL
            WHERE id = \(person.id) AND \(condition) AND state = \(person.state) AND erased_at IS NULL
            """)
        guard changed == 1 else { return .tooLate }
        try Audit.record(
            Audit.Event(
                "gesprek-vastgelegd", "trajectpersoon", person.id.text, municipality: person.municipality,
                details: ["uitkomst": .string(outcome.rawValue)]), by: cause, now: visit.now, in: db)
        if outcome == .wants { try goOn(person, state, wishes, cause, in: db) }
        return .kept
    }

    /// The interviewer of the link with one of their own people.
    static func find(_ visit: Visit, _ number: Int, in db: any SQLConnection) throws -> (
        helper: RoundHelper, person: TrajectoryPerson
    ) {
        let helper = try RoundHelper.entered(by: visit, in: db)
        guard let trajectory = helper.trajectory,
            let person = try TrajectoryPerson.find(number: number, of: trajectory, in: db), person.helper == helper.id
        else { throw WebError.notFound }
        return (helper, person)
    }

    private static func isRunning(_ person: TrajectoryPerson, in db: any SQLConnection) throws -> Bool {
        try Trajectory.find(person.trajectory, in: db)?.state == .running
    }

    private func goOn(
        _ person: TrajectoryPerson, _ state: FormState, _ wishes: Wishes, _ cause: Audit.Cause,
        in db: any SQLConnection
    ) throws {
        guard state["vervolg"] != "zelf", state.isOn("toestemming") else {
            // Nothing of what was said is kept without a yes.
            try db.run("UPDATE trajectory_person SET route = \(TrajectoryPerson.Route.own) WHERE id = \(person.id)")
            return
        }
        let email = state.optional("email").flatMap(Validation.email)?.lowercased()
        let phone = state.optional("telefoon").flatMap(Validation.phone)
        let seals = house.seals
        let notes = try state.optional("vertelt").map {
            try seals.seal($0, case: person.id.text, field: TrajectoryPerson.notesField, in: db)
        }
        let kept =
            wishes.isEmpty
            ? nil
            : try seals.seal(wishes.json.text, case: person.id.text, field: TrajectoryPerson.wishesField, in: db)
        try db.run(
            """
            UPDATE trajectory_person SET email = \(email), phone = \(phone), notes = \(notes), wishes = \(kept),
                consent_at = \(visit.now) WHERE id = \(person.id)
            """)
        guard let person = try TrajectoryPerson.find(person.id, in: db) else { throw WebError.notFound }
        if state["vervolg"] == "centrale" {
            _ = try PersonToDesk(house: house).open(person, by: cause, now: visit.now, in: db)
        } else if let number = state.int("vervolg") {
            try ReferPerson(house: house).perform(
                person, to: number, words: state["deelt"], by: cause, now: visit.now, in: db)
        }
    }
}

/// Brings somebody who wants to do something to the desk of the centre.
struct PersonToDesk: Sendable {
    let house: House

    func open(_ person: TrajectoryPerson, by cause: Audit.Cause, now: Moment, in db: any SQLConnection) throws
        -> Intake.Identity
    {
        guard person.state == .wants, person.consentAt != nil else {
            throw WebError.badRequest(Text("Deze persoon zei nog geen ja op doorgeven."))
        }
        let talk = try TalkWords(person, house: house, in: db)
        let draft = RoundDraft(
            source: .talk(person.id), municipality: person.municipality, name: person.name, email: person.email,
            phone: person.phone, words: talk.notes, wishes: talk.wishes, consent: .spoken)
        let intake = try OfferDoor.open(draft, by: cause, house: house, now: now, in: db)
        try db.run(
            """
            UPDATE trajectory_person SET route = \(TrajectoryPerson.Route.centre), intake_id = \(intake)
            WHERE id = \(person.id)
            """)
        return intake
    }
}

/// The words of a talk, opened. Whoever shows them writes that in the log.
struct TalkWords: Sendable {
    let notes: String?
    let wishes: Wishes?

    init(_ person: TrajectoryPerson, house: House, in db: any SQLConnection) throws {
        notes = try person.notes.flatMap {
            try house.seals.open($0, case: person.id.text, field: TrajectoryPerson.notesField, in: db)
        }
        wishes = try person.wishes.flatMap {
            try house.seals.open($0, case: person.id.text, field: TrajectoryPerson.wishesField, in: db)
        }.flatMap { Wishes(text: $0) }
    }
}
