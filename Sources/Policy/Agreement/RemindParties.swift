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
            for reader in try AgreementReader.all(of: organisation, in: db) {
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

    private func mail(_ it: Agreement, _ day: Day, _ reader: AgreementReader, _ number: Int) -> Mail {
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
}
