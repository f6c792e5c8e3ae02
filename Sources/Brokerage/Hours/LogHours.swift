import Community
import Core
import Services
import Storage
import Web

/// Writes down time of a placement: by the volunteer, who waits for a yes, or by the organisation, whose word it is.
struct LogHours: Sendable {
    enum Result: Sendable, Equatable {
        case done
        /// In the future.
        case future
        /// Before the placement began or after it ended.
        case outside
        /// More than 24 hours on one day.
        case tooMuch
    }

    let house: House
    let visit: Visit
    let byOrganisation: Bool

    /// Call it inside the writing transaction, with an application that was found for this visitor.
    ///
    /// - Throws: `WebError.notFound` when this is no placement.
    func perform(_ state: FormState, _ application: VacancyApplication, in db: any SQLConnection) throws -> Result {
        guard application.state == .placed, let day = state.day("dag"), let minutes = HoursText.minutes(state["uren"])
        else { throw WebError.notFound }
        if day > visit.today { return .future }
        let begun = (application.placedAt ?? application.stateAt).day
        if day < begun || application.stoppedAt.map({ day > $0.day }) == true { return .outside }
        // Nobody is left there to say yes.
        if try Organisation.find(application.organisation, in: db)?.state == .stopped { return .outside }
        if try HoursEntry.minutes(of: application.id, on: day, in: db) + minutes > HoursText.most { return .tooMuch }
        let id = HoursEntry.Identity(at: visit.now)
        let cents = state.optional("vergoeding").flatMap { try? Euro.cents($0).get() }.flatMap { $0 > 0 ? $0 : nil }
        let agreed: Moment? = byOrganisation ? visit.now : nil
        try db.run(
            """
            INSERT INTO hours_entry (id, application_id, organisation_id, municipality_code, person_id, day, minutes,
                note, allowance_cents, state, created_at, decided_at, decided_by)
            VALUES (\(id), \(application.id), \(application.organisation), \(application.municipality),
                \(application.person), \(day), \(minutes), \(state["wat"]), \(cents),
                \(byOrganisation ? HoursEntry.State.agreed : .waiting), \(visit.now), \(agreed),
                \(byOrganisation ? visit.actor.person : nil))
            """)
        try house.record(
            Audit.Event("uren-geschreven", "uren", id.text, municipality: application.municipality), by: visit, in: db)
        return .done
    }

    /// Takes away what no one has said yes to. Call it inside the writing transaction.
    func remove(_ id: String, _ application: VacancyApplication, in db: any SQLConnection) throws -> Bool {
        let removed = try db.run(
            """
            DELETE FROM hours_entry WHERE id = \(id) AND application_id = \(application.id)
            AND state <> \(HoursEntry.State.agreed)
            """)
        guard removed > 0 else { return false }
        try house.record(
            Audit.Event("uren-weggehaald", "uren", id, municipality: application.municipality), by: visit, in: db)
        return true
    }

    /// What to say at the field.
    static func problem(_ result: Result) -> (field: String, text: Text)? {
        switch result {
        case .done: nil
        case .future: ("dag", Text("Deze dag moet nog komen."))
        case .outside: ("dag", Text("Toen was deze plek er nog niet, of niet meer."))
        case .tooMuch: ("uren", Text("Zo wordt het meer dan 24 uur op één dag."))
        }
    }
}
