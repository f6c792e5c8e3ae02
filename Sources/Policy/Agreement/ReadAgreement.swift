import Community
import Core
import Services
import Storage
import Web

/// Somebody of a party says: we read it.
struct ReadAgreement: Sendable {
    let house: House
    let visit: Visit

    /// - Throws: `WebError.notFound` when the organisation is no party, or may not read it.
    func perform() async throws -> Agreement {
        // What was on the page: what came after it is still to be read.
        let shown = visit.form.int("versie") ?? 0
        return try await house.database.write { [house, visit] db in
            let organisation = try visit.membership().organisation
            guard let it = try Agreement.find(number: visit.number("afspraak"), of: organisation, in: db) else {
                throw WebError.notFound
            }
            try db.run(
                """
                INSERT INTO policy_agreement_read (agreement_id, organisation_id, version, person_id, read_at)
                VALUES (\(it.id), \(organisation), \(min(shown, it.newsVersion)), \(visit.actor.person), \(visit.now))
                ON CONFLICT (agreement_id, organisation_id) DO UPDATE SET version = excluded.version,
                    person_id = excluded.person_id, read_at = excluded.read_at
                """)
            try house.record(
                Audit.Event("afspraak-gelezen", "afspraak", it.id.text, municipality: it.municipality), by: visit,
                in: db)
            return it
        }
    }
}
