import Community
import Core
import Services
import Storage
import Web

/// Asks the organisations of an agreement how it goes: on the day a report is due, and once more two weeks later.
struct RemindParties: Sendable {
    let house: House
    let now: Moment

    static let kind = "afspraak-verslag"
    private static let again = 14

    func run() async throws {
        let agreements = try await house.database.read { db in
            try db.rows(
                """
                SELECT a.id FROM policy_agreement a JOIN policy_cycle c ON c.id = a.cycle_id
                WHERE c.phase <> \(PolicyCycle.Phase.closed) AND a.state = \(Agreement.State.agreed) ORDER BY a.number
                """
            ).map { try $0("id", as: Agreement.Identity.self) }
        }
        for id in agreements { try await house.database.write { db in try remind(id, in: db) } }
    }

    private func remind(_ id: Agreement.Identity, in db: any SQLConnection) throws {
        guard let it = try Agreement.find(id, in: db), it.state == .agreed else { return }
        let view = try AgreementView.load(it, in: db)
        guard let day = view.openDay(today: now.day), day <= now.day else { return }
        let before = try db.first(
            "SELECT times, sent_at FROM policy_agreement_reminder WHERE agreement_id = \(id) AND due_day = \(day)")
        if let before {
            let sent: Moment = try before("sent_at")
            guard try before("times", as: Int.self) < 2, now.day - sent.day >= Self.again else { return }
        }
        for party in view.parties {
            guard let number = party.organisationNumber, let organisation = party.organisation else { continue }
            for reader in try readers(organisation, in: db) {
                try house.mail(mail(it, day, reader, number), in: db)
            }
        }
        try db.run(
            """
            INSERT INTO policy_agreement_reminder (agreement_id, due_day, times, sent_at)
            VALUES (\(id), \(day), 1, \(now)) ON CONFLICT (agreement_id, due_day)
            DO UPDATE SET times = policy_agreement_reminder.times + 1, sent_at = excluded.sent_at
            """)
        try Audit.record(
            Audit.Event("voortgang-gevraagd", "afspraak", id.text, municipality: it.municipality),
            by: .program("afspraken-herinneren"), now: now, in: db)
    }

    private typealias Reader = (email: String, name: String, language: Language)

    private func mail(_ it: Agreement, _ day: Day, _ reader: Reader, _ number: Int) -> Mail {
        let t = house.t(reader.language)
        return Mail(
            to: reader.email, name: reader.name, subject: t("Hoe gaat het met “\(it.title)”?"), kind: Self.kind,
            language: reader.language,
            [
                .paragraph(t("Jullie spraken iets af met de gemeente of met elkaar: “\(it.title)”.")),
                .paragraph(t("Vertel in drie regels hoe het ging tot en met \(t.date(day)).")),
                .button(
                    label: t("Vertel hoe het gaat"),
                    url: house.origin + it.path(organisation: number) + "/voortgang?dag=" + day.iso),
            ])
    }

    /// Everyone who acts for the organisation; its own address when nobody does.
    private func readers(_ organisation: Organisation.Identity, in db: any SQLConnection) throws -> [Reader] {
        guard let found = try Organisation.find(organisation, in: db), found.state != .stopped else { return [] }
        let members = try db.rows(
            """
            SELECT p.name, p.email, p.language FROM membership m JOIN person p ON p.id = m.person_id
            WHERE m.organisation_id = \(organisation) AND p.email IS NOT NULL AND p.erased_at IS NULL
            ORDER BY m.created_at, p.id LIMIT 20
            """
        ).map { row -> Reader in (try row("email"), try row("name"), try row("language")) }
        return members.isEmpty ? [(found.email, found.contact, .dutch)] : members
    }
}
