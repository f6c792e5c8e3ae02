import Community
import Core
import Formats
import Services
import Storage
import Web

/// A party or an officer tells how an agreement goes.
struct TellProgress: Sendable {
    let house: House
    let visit: Visit

    func asOfficer(_ state: FormState) async throws -> Agreement {
        try await house.database.write { [self] db in
            let it = try Agreement.changeable(visit, in: db).it
            try write(state, it, by: nil, in: db)
            return it
        }
    }

    /// - Throws: `WebError.notFound` when the organisation is no party.
    func asParty(_ state: FormState) async throws -> Agreement {
        try await house.database.write { [self] db in
            let membership = try visit.membership()
            guard
                let it = try Agreement.find(
                    number: visit.number("afspraak"), of: membership.organisation, in: db)
            else { throw WebError.notFound }
            guard try PolicyCycle.find(it.cycle, in: db)?.isClosed == false else {
                throw WebError.badRequest(Text("De ronde van dit beleid is gesloten."))
            }
            try write(state, it, by: membership.organisation, in: db)
            return it
        }
    }

    private func write(
        _ state: FormState, _ it: Agreement, by organisation: Organisation.Identity?, in db: any SQLConnection
    ) throws {
        guard it.state == .agreed else { throw WebError.badRequest(Text("Deze afspraak loopt nu niet.")) }
        guard let day = state.day("dag"), let light = ProgressReport.Light(rawValue: state["licht"]),
            try AgreementView.load(it, in: db).days(today: visit.today).contains(day)
        else { throw WebError.badRequest(Text("Kies een van de mogelijkheden.")) }
        let same: SQL = organisation.map { "organisation_id = \($0)" } ?? "organisation_id IS NULL"
        try db.run(
            """
            UPDATE policy_agreement_report SET replaced_at = \(visit.now) WHERE agreement_id = \(it.id)
            AND due_day = \(day) AND replaced_at IS NULL AND \(same)
            """)
        let id = UUIDv7.make(at: visit.now)
        try db.run(
            """
            INSERT INTO policy_agreement_report (id, agreement_id, due_day, light, done, otherwise, next_step, reason,
                organisation_id, person_id, created_at)
            VALUES (\(id), \(it.id), \(day), \(light), \(state["gedaan"]), \(state["anders"]), \(state["volgende"]),
                \(state["reden"]), \(organisation), \(visit.actor.person), \(visit.now))
            """)
        try house.record(
            Audit.Event(
                "voortgang-verteld", "afspraak", it.id.text, municipality: it.municipality,
                details: ["licht": .string(light.rawValue), "dag": .string(day.iso)]), by: visit, in: db)
    }
}
